using ApSpec.Check;
using ApSpec.Vocabulary;

namespace ApSpec.Search.Review;

/// <summary>Moments inside a call that the ledger after it does not show.</summary>
internal static class SeenCalls
{
    /// <summary>Writes of a guest's masks, marked when they change nothing, and signals of eventfds, in order.</summary>
    public static List<string> Names(ISystem system)
    {
        var calls = new List<string>();
        foreach (ref readonly var moment in system.Moments)
        {
            if (moment.Kind == MomentKind.Masks)
                calls.Add($"k{moment.Subject}:{(moment.IsClear ? "cleared" : "set")}{(moment.IsChange ? "" : "-again")}");
            else if (moment.Kind == MomentKind.Signal)
                calls.Add($"m{moment.Subject}:{(moment.Eventfd == EventfdIndex.Req ? "req" : "cfg")}");
        }

        return calls;
    }

    /// <summary>The same in words.</summary>
    public static string Text(ISystem system) => Names(system) is { Count: > 0 } calls ? string.Join(' ', calls) : DifferencePart.None;

    /// <summary>True when both see the same.</summary>
    public static bool Match(ISystem first, ISystem second) =>
        (first.Moments.IsEmpty && second.Moments.IsEmpty) || Names(first).SequenceEqual(Names(second));

    /// <summary>The lock orders that the call has shown.</summary>
    public static SortedSet<string> Edges(ISystem system)
    {
        var edges = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var edge in system.Edges)
            edges.Add($"{edge.From} -> {edge.To}");
        return edges;
    }
}
