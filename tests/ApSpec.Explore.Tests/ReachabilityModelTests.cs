using ApSpec.Lifecycle;
using ApSpec.Vocabulary;
using S = ApSpec.Vocabulary.LifecycleState;
using T = ApSpec.Vocabulary.LifecycleTrigger;

namespace ApSpec.Explore.Tests;

public sealed class ReachabilityModelTests
{
    private static readonly TransitionTable Table = LifecycleTable.For(Era.Notifier);
    private readonly ReachabilityModel model = new(Table);

    [Fact]
    public void Every_state_of_the_notifier_era_is_reached_from_absent()
    {
        var proof = model.EveryStateIsReached();

        Assert.True(proof.Holds, proof.ToString());
        Assert.Equal(Enum.GetValues<S>(), proof.Witnesses.Select(path => path.To));
        Assert.All(proof.Witnesses, path => AssertWalks(S.Absent, path));
    }

    [Fact]
    public void A_state_that_nothing_leads_to_is_named()
    {
        var proof = Without(e => e.To == S.Refused && e.From != S.Refused).EveryStateIsReached();

        Assert.False(proof.Holds);
        Assert.Equal([S.Refused], proof.Offenders.AsEnumerable());
        Assert.Equal("false: every state is reached from Absent; not so for Refused", proof.ToString());
    }

    [Fact]
    public void No_state_of_the_notifier_era_is_a_dead_end()
    {
        var proof = model.EveryStateCanEnd();

        Assert.True(proof.Holds, proof.ToString());
        Assert.Equal(Enum.GetValues<S>(), proof.Witnesses.Select(path => path.From));
        Assert.All(proof.Witnesses, path => Assert.Equal(S.Absent, path.To));
    }

    [Fact]
    public void States_that_cannot_end_are_named()
    {
        var proof = Without(e => e.From == S.Attached && e.To != S.Attached).EveryStateCanEnd();

        Assert.Equal([S.Attached], proof.Offenders.AsEnumerable());
    }

    [Fact]
    public void Every_path_out_of_attached_detaches_in_the_notifier_era()
    {
        var proof = model.EveryWayOutOfAttachedDetaches();

        Assert.True(proof.Holds, proof.ToString());
        Assert.Equal(
            ["Attached -NullNotify-> Opened", "Attached -ReleaseLast-> Offered"],
            proof.Witnesses.Select(path => path.ToString()));
    }

    [Fact]
    public void A_null_notify_that_gives_nothing_back_is_found_with_every_state_it_leads_to()
    {
        var proof = Changed(e => e.Trigger == T.NullNotify ? e with { IsDetach = false } : e)
            .EveryWayOutOfAttachedDetaches();

        Assert.Equal([S.Absent, S.Created, S.Offered, S.Opened, S.Refused], proof.Offenders.AsEnumerable());
        Assert.Equal(
            "Attached -NullNotify-> Opened -ReleaseLast-> Created -Remove-> Absent",
            proof.Counterexamples[0].ToString());
    }

    [Fact]
    public void A_way_out_of_attached_that_was_added_without_a_detach_is_found()
    {
        var edge = new LifecycleEdge(S.Attached, T.Remove, S.Absent, false);
        var added = new ReachabilityModel(new TransitionTable([.. Table.Edges, edge]));

        var proof = added.EveryWayOutOfAttachedDetaches();

        Assert.Contains(S.Absent, proof.Offenders);
        Assert.Equal("Attached -Remove-> Absent", proof.Counterexamples[0].ToString());
    }

    [Fact]
    public void Only_attached_detaches_in_the_notifier_era() => Assert.True(model.OnlyAttachedDetaches().Holds);

    [Fact]
    public void A_detach_edge_where_nothing_is_held_is_named()
    {
        var proof = Changed(e => e is { From: S.Refused, Trigger: T.ReleaseLast } ? e with { IsDetach = true } : e)
            .OnlyAttachedDetaches();

        Assert.Equal([S.Refused], proof.Offenders.AsEnumerable());
        Assert.Equal("Refused -ReleaseLast-> Offered", proof.Counterexamples.Single().ToString());
    }

    [Fact]
    public void The_shortest_path_to_attached_opens_and_names_a_guest()
    {
        var path = model.ShortestPath(S.Absent, S.Attached);

        Assert.Equal("Absent -Create-> Created -Open-> Opened -SetKvm-> Attached", path?.ToString());
    }

    [Fact]
    public void The_path_from_a_state_to_itself_is_empty() =>
        Assert.Equal("Attached", model.ShortestPath(S.Attached, S.Attached)?.ToString());

    [Fact]
    public void There_is_no_path_where_nothing_leads_out() =>
        Assert.Null(Without(e => e.From == S.Absent).ShortestPath(S.Absent, S.Created));

    [Fact]
    public void The_proofs_are_four_and_all_hold() =>
        Assert.Equal([true, true, true, true], model.Proofs().Select(p => p.Holds));

    private static ReachabilityModel Without(Func<LifecycleEdge, bool> drop) =>
        new(new TransitionTable(Table.Edges.Where(e => !drop(e))));

    private static ReachabilityModel Changed(Func<LifecycleEdge, LifecycleEdge> change) =>
        new(new TransitionTable(Table.Edges.Select(change)));

    private static void AssertWalks(S from, ReachabilityPath path)
    {
        foreach (var edge in path.Edges)
        {
            Assert.Equal(from, edge.From);
            Assert.True(Table.TryNext(edge.From, edge.Trigger, out from));
            Assert.Equal(edge.To, from);
        }
    }
}
