using ApSpec.Explore;

namespace ApSpec.Search;

/// <summary>The state graphs of the scopes that were searched last, as many as there is room for.</summary>
internal sealed class ScopeGraphs
{
    private const long BytesMax = 512L << 20;

    private readonly Lock gate = new();
    private readonly LinkedList<(string Scope, ScopeGraph Graph)> graphs = [];

    /// <summary>The graph of a scope; <paramref name="make"/> begins it when it is not kept.</summary>
    public ScopeGraph Get(string scope, Func<ScopeGraph> make)
    {
        lock (gate)
        {
            var node = NodeOf(scope) ?? new LinkedListNode<(string Scope, ScopeGraph Graph)>((scope, make()));
            if (node.List is not null)
                graphs.Remove(node);
            graphs.AddLast(node);
            while (graphs.Count > 1 && graphs.Sum(kept => kept.Graph.Bytes) > BytesMax)
                graphs.RemoveFirst();
            return node.Value.Graph;
        }
    }

    /// <summary>Keeps it no longer.</summary>
    public void Forget(string scope)
    {
        lock (gate)
        {
            if (NodeOf(scope) is { } node)
                graphs.Remove(node);
        }
    }

    private LinkedListNode<(string Scope, ScopeGraph Graph)>? NodeOf(string scope)
    {
        for (var node = graphs.First; node is not null; node = node.Next)
        {
            if (node.Value.Scope == scope)
                return node;
        }

        return null;
    }
}
