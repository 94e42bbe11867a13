using ApSpec.Vocabulary;

namespace ApSpec.Lifecycle.Tests;

public sealed class LifecycleTableTests
{
    private static readonly TransitionTable Table = LifecycleTable.For(Era.Notifier);

    public static TheoryData<LifecycleState, LifecycleTrigger> EveryPair()
    {
        var pairs = new TheoryData<LifecycleState, LifecycleTrigger>();
        foreach (var state in Enum.GetValues<LifecycleState>())
        {
            foreach (var trigger in Enum.GetValues<LifecycleTrigger>())
                pairs.Add(state, trigger);
        }

        return pairs;
    }

    [Theory]
    [MemberData(nameof(EveryPair))]
    public void The_table_says_what_the_machine_does(LifecycleState state, LifecycleTrigger trigger)
    {
        var machine = LifecycleMachine.For(Era.Notifier, state);
        var permits = machine.Permits(trigger);

        var fired = machine.TryFire(trigger);

        Assert.Equal(permits, fired);
        Assert.Equal(fired, Table.TryNext(state, trigger, out var to));
        Assert.Equal(machine.State, to);
    }

    [Fact]
    public void Every_transition_stands_in_the_table_once() => Assert.Equal(27, Table.Edges.Length);

    [Fact]
    public void Two_transitions_detach() =>
        Assert.Equal(
            [
                new LifecycleEdge(LifecycleState.Attached, LifecycleTrigger.NullNotify, LifecycleState.Opened, true),
                new LifecycleEdge(LifecycleState.Attached, LifecycleTrigger.ReleaseLast, LifecycleState.Offered, true),
            ],
            Table.Edges.Where(e => e.IsDetach));

    [Fact]
    public void Every_transition_has_a_sentence()
    {
        var sentences = LifecycleMachine.For(Era.Notifier).Sentences();

        Assert.Equal(Table.Edges, sentences.Select(s => s.Edge));
        Assert.All(sentences, s => Assert.Matches("^[a-z].{10,}[a-z]$", s.Text));
    }

    [Fact]
    public void Every_trigger_moves_some_state() =>
        Assert.Equal(
            Enum.GetValues<LifecycleTrigger>(),
            Enum.GetValues<Era>().SelectMany(era => LifecycleTable.For(era).Edges).Select(e => e.Trigger).Distinct().Order());

    [Fact]
    public void Only_attached_is_entitled_to_anything()
    {
        Assert.Equal(
            "one reference, the hook, masks = matrix", StateEntitlement.Of(LifecycleState.Attached).ToString());
        Assert.All(
            Enum.GetValues<LifecycleState>().Where(s => s != LifecycleState.Attached),
            s => Assert.Equal("nothing", StateEntitlement.Of(s).ToString()));
    }

    [Fact]
    public void The_state_entitlement_agrees_with_that_of_an_mdev()
    {
        var mdev = new MdevId(1);
        foreach (var state in Enum.GetValues<LifecycleState>())
        {
            var lifecycles = default(Lifecycles).With(mdev, state, new KvmId(0));
            Assert.Equal(lifecycles.EntitlementOf(mdev).Kvm is null, StateEntitlement.Of(state).IsNothing);
        }
    }

    [Fact]
    public void An_unknown_era_is_named()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => LifecycleTable.For((Era)9));
        Assert.Throws<ArgumentOutOfRangeException>(() => LifecycleMachine.For((Era)9));
    }
}
