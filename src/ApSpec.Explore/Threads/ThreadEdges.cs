using System.Collections.Immutable;
using ApSpec.Check;
using ApSpec.Check.Locks;
using ApSpec.Vocabulary;

namespace ApSpec.Explore.Threads;

/// <summary>Collects the ways to take one lock under another that the schedules of some calls come by.</summary>
internal sealed class ThreadEdges(ISystem system, Trace calls)
{
    private readonly OrderNotes notes = new();
    private readonly List<ShownEdge> found = [];

    /// <summary>Those found, each once.</summary>
    public ImmutableArray<ShownEdge> Found => [.. found];

    /// <summary>After a step.</summary>
    public void Note()
    {
        foreach (ref readonly var edge in system.Edges)
        {
            if (notes.IsNew(edge))
                found.Add(new ShownEdge(edge, calls));
        }
    }
}
