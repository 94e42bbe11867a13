using ApSpec.Vocabulary;

namespace ApSpec.Vocabulary.Tests;

public sealed class TransitionTableTests
{
    private static readonly LifecycleEdge Open = new(LifecycleState.Created, LifecycleTrigger.Open, LifecycleState.Opened, IsDetach: false);

    private static readonly LifecycleEdge Create =
        new(LifecycleState.Absent, LifecycleTrigger.Create, LifecycleState.Created, IsDetach: false);

    [Fact]
    public void A_transition_leads_where_its_edge_says()
    {
        var permitted = new TransitionTable([Open]).TryNext(LifecycleState.Created, LifecycleTrigger.Open, out var to);

        Assert.True(permitted);
        Assert.Equal(LifecycleState.Opened, to);
    }

    [Fact]
    public void Every_pair_without_an_edge_is_refused_and_stays()
    {
        var table = new TransitionTable([Open]);
        foreach (var state in Enum.GetValues<LifecycleState>())
        {
            foreach (var trigger in Enum.GetValues<LifecycleTrigger>().Where(t => (state, t) != (Open.From, Open.Trigger)))
            {
                Assert.False(table.TryNext(state, trigger, out var to), $"{state} {trigger}");
                Assert.Equal(state, to);
            }
        }
    }

    [Fact]
    public void Edges_stand_by_state_then_trigger()
    {
        Assert.Equal([Create, Open], new TransitionTable([Open, Create]).Edges.AsEnumerable());
    }

    [Fact]
    public void A_state_and_a_trigger_may_not_lead_to_two_places()
    {
        var error = Assert.Throws<ArgumentException>(() => new TransitionTable([Open, Open with { To = LifecycleState.Attached }]));

        Assert.StartsWith("two transitions for Created and Open", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_same_edge_twice_is_refused_too()
    {
        Assert.Throws<ArgumentException>(() => new TransitionTable([Open, Open]));
    }
}
