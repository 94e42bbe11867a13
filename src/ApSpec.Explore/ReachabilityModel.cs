using System.Collections.Immutable;
using ApSpec.Vocabulary;
using QuikGraph;
using QuikGraph.Algorithms.Observers;
using QuikGraph.Algorithms.Search;
using Edge = QuikGraph.TaggedEdge<ApSpec.Vocabulary.LifecycleState, ApSpec.Vocabulary.LifecycleEdge>;

namespace ApSpec.Explore;

/// <summary>
/// A lifecycle as a graph, with proofs about it. Every answer has shortest paths; among several, the path with the
/// lowest triggers.
/// </summary>
public sealed class ReachabilityModel
{
    private readonly TransitionTable table;
    private readonly ImmutableArray<LifecycleState> states;
    private readonly AdjacencyGraph<LifecycleState, Edge> graph;
    private readonly AdjacencyGraph<LifecycleState, Edge> withoutDetach;

    /// <summary>The graph of <paramref name="table"/>: a vertex for each state, an edge for each transition.</summary>
    public ReachabilityModel(TransitionTable table)
    {
        this.table = table;
        states = [.. table.Edges.SelectMany(edge => new[] { edge.From, edge.To }).Distinct().Order()];
        graph = GraphOf(table.Edges);
        withoutDetach = GraphOf(table.Edges.Where(edge => !edge.IsDetach));
    }

    /// <summary>Every proof, in the order of this page.</summary>
    public ImmutableArray<ReachabilityProof> Proofs() =>
        [EveryStateIsReached(), EveryStateCanEnd(), EveryWayOutOfAttachedDetaches(), OnlyAttachedDetaches()];

    /// <summary>Every state can be reached from Absent.</summary>
    public ReachabilityProof EveryStateIsReached() => ForEveryState(
        "every state is reached from Absent", state => ShortestPath(LifecycleState.Absent, state));

    /// <summary>There is no dead end: from each state the mdev can be removed.</summary>
    public ReachabilityProof EveryStateCanEnd() => ForEveryState(
        "Absent is reached from every state", state => ShortestPath(state, LifecycleState.Absent));

    /// <summary>
    /// Without its detach edges the graph has no path from Attached to another state. So each path that leaves Attached
    /// does so by a detach edge, and what Attached holds has been given back.
    /// </summary>
    public ReachabilityProof EveryWayOutOfAttachedDetaches()
    {
        var from = LifecycleState.Attached;
        var search = Search(withoutDetach, from);
        var escapes = states.Where(s => s != from).Select(s => PathTo(search, from, s)).OfType<ReachabilityPath>()
            .ToArray();
        return new ReachabilityProof(
            "every path out of Attached passes a detach edge",
            [.. escapes.Select(path => path.To)],
            [.. table.Edges.Where(e => e.IsDetach && e.From == from).Select(e => new ReachabilityPath(from, [e]))],
            [.. escapes]);
    }

    /// <summary>
    /// No detach edge starts at another state, since there is nothing to give back. With
    /// <see cref="EveryWayOutOfAttachedDetaches"/>, a transition is a detach exactly when it leaves Attached.
    /// </summary>
    public ReachabilityProof OnlyAttachedDetaches()
    {
        var strays = table.Edges.Where(e => e.IsDetach && e.From != LifecycleState.Attached).ToArray();
        return new ReachabilityProof(
            "no detach edge starts outside Attached",
            [.. strays.Select(e => e.From).Distinct()],
            [],
            [.. strays.Select(e => new ReachabilityPath(e.From, [e]))]);
    }

    /// <summary>A path with the fewest transitions; null when there is none.</summary>
    public ReachabilityPath? ShortestPath(LifecycleState from, LifecycleState to) =>
        PathTo(Search(graph, from), from, to);

    private ReachabilityProof ForEveryState(string claim, Func<LifecycleState, ReachabilityPath?> find)
    {
        var found = states.Select(state => (State: state, Path: find(state))).ToArray();
        return new ReachabilityProof(
            claim,
            [.. found.Where(f => f.Path is null).Select(f => f.State)],
            [.. found.Select(f => f.Path).OfType<ReachabilityPath>()],
            []);
    }

    private static VertexPredecessorRecorderObserver<LifecycleState, Edge> Search(
        AdjacencyGraph<LifecycleState, Edge> graph, LifecycleState from)
    {
        var search = new BreadthFirstSearchAlgorithm<LifecycleState, Edge>(graph);
        var predecessors = new VertexPredecessorRecorderObserver<LifecycleState, Edge>();
        using (predecessors.Attach(search))
            search.Compute(from); // without a root it would search from every vertex
        return predecessors;
    }

    private static ReachabilityPath? PathTo(
        VertexPredecessorRecorderObserver<LifecycleState, Edge> search,
        LifecycleState from,
        LifecycleState to)
    {
        if (from == to)
            return new ReachabilityPath(from, []);
        return search.TryGetPath(to, out var edges) ? new ReachabilityPath(from, [.. edges.Select(e => e.Tag)]) : null;
    }

    private static AdjacencyGraph<LifecycleState, Edge> GraphOf(IEnumerable<LifecycleEdge> edges)
    {
        var graph = new AdjacencyGraph<LifecycleState, Edge>();
        graph.AddVerticesAndEdgeRange(edges.Select(e => new Edge(e.From, e.To, e)));
        return graph;
    }
}
