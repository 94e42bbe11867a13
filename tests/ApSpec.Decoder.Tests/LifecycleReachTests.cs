using ApSpec.Vocabulary;

namespace ApSpec.Decoder.Tests;

/// <summary>Random traces go everywhere an mdev's life can go, and soon.</summary>
public sealed class LifecycleReachTests
{
    private const string Two = "mdevs=2 kvms=2 adapters=05,06 domains=0006,0007 features=";

    [Theory]
    [InlineData("none")]
    [InlineData("masks")]
    [InlineData("masks,irq,messages,reset,binding,hw,failures")]
    public void Every_state_is_reached_in_at_least_one_trace_of_fifty(string features)
    {
        var traces = new Dictionary<LifecycleState, int>();
        var triggers = new HashSet<LifecycleTrigger>();
        Walk(Scopes.Of(Two + features), Weights.Core, (states, fired) =>
        {
            foreach (var state in states)
                traces[state] = traces.GetValueOrDefault(state) + 1;
            triggers.UnionWith(fired);
        });

        Assert.All(Enum.GetValues<LifecycleState>(), state => Assert.True(traces[state] >= 5_000 / 50, $"{state}: {traces[state]}"));
        Assert.Equal(Enum.GetValues<LifecycleTrigger>().Where(t => t < LifecycleTrigger.Request), triggers.Order());
    }

    [Fact]
    public void Guidance_attaches_a_guest_in_most_traces_and_beats_none()
    {
        var scope = Scopes.Of(Two + "masks,irq,reset,binding");

        var core = Attaching(scope, Weights.Core);
        var even = Attaching(scope, Weights.Even);

        Assert.True(core >= 3_500, $"core: {core} of 5000");
        Assert.True(core >= 2 * even, $"core: {core}, even: {even}");
    }

    private static int Attaching(Scope scope, Weights weights)
    {
        var count = 0;
        Walk(scope, weights, (states, _) => count += states.Contains(LifecycleState.Attached) ? 1 : 0);
        return count;
    }

    private static void Walk(Scope scope, Weights weights, Action<HashSet<LifecycleState>, HashSet<LifecycleTrigger>> see)
    {
        var decoder = new TraceDecoder(scope, weights);
        var choices = new Xoshiro(30);
        var into = new Operation[30];
        for (var i = 0; i < 5_000; i++)
        {
            decoder.Decode(choices, into);
            var life = new ReferenceLife(scope);
            var states = new HashSet<LifecycleState>();
            var triggers = new HashSet<LifecycleTrigger>();
            foreach (var op in into)
            {
                if (life.Apply(op) is { } trigger)
                    triggers.Add(trigger);
                states.UnionWith(Enumerable.Range(0, scope.Mdevs).Select(m => life.StateOf(new MdevId((byte)m))));
            }

            see(states, triggers);
        }
    }
}
