using ApSpec.Drivers;
using ApSpec.Generators;
using ApSpec.Rules;
using ApSpec.Vocabulary;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace ApSpec.Properties;

/// <summary>A replay triple brings back the identical trace: given by hand, and given to FsCheck.Xunit's attribute.</summary>
public sealed class ReplayTests
{
    private const string Triple = "(11,7,40)";
    private static readonly Lazy<Trace> First = new(() => Draw(FsCheckReplay.Parse(Triple)!.Value));

    [Fact]
    public void The_same_triple_draws_the_identical_trace()
    {
        var replay = FsCheckReplay.Parse(Triple)!.Value;

        Assert.Equal(Draw(replay).ToString(), Draw(replay).ToString());
        Assert.NotEqual(Draw(replay).ToString(), Draw(replay with { Seed = replay.Seed + 1 }).ToString());
    }

    [Property(Replay = Triple, MaxTest = 1, Arbitrary = [typeof(LifecycleWorld)])]
    public bool The_attribute_draws_that_trace_too(Trace trace) => trace.ToString() == First.Value.ToString();

    [Fact]
    public void The_triple_of_a_failure_fails_again_at_once_with_the_same_trace()
    {
        var verdicts = new Verdicts(Catalog.Find("v5.10")!);
        var rule = RuleBook.Find("KVM-01")!;
        var property = Prop.ForAll(Traces.In(Traces.Lifecycle), trace => verdicts.Holds(trace, rule));
        var first = new CounterexampleRunner<Trace>();
        FsCheck.Check.One(Config.Quick.WithMaxTest(500).WithReplay(3, 5).WithRunner(first), property);
        var again = new CounterexampleRunner<Trace>();
        FsCheck.Check.One(first.Found!.Replay.ApplyTo(Config.Quick).WithRunner(again), property);

        Assert.Equal(1, again.Found!.Tests);
        Assert.Equal(first.Found.Original.ToString(), again.Found.Original.ToString());
        Assert.Equal(first.Found.Shrunk.ToString(), again.Found.Shrunk.ToString());
    }

    private static Trace Draw(FsCheckReplay replay)
    {
        Trace? drawn = null;
        var runner = new CounterexampleRunner<Trace>();
        FsCheck.Check.One(replay.ApplyTo(Config.Quick.WithMaxTest(1)).WithRunner(runner),
            Prop.ForAll(LifecycleWorld.Trace(), trace =>
            {
                drawn = trace;
                return true;
            }));
        return drawn!;
    }

    /// <summary>Traces of the lifecycle scope.</summary>
    public static class LifecycleWorld
    {
        /// <summary>What FsCheck draws for a parameter of type Trace.</summary>
        public static Arbitrary<Trace> Trace() => Traces.In(Traces.Lifecycle);
    }
}
