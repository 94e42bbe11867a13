using System.Collections.Immutable;
using System.Text.RegularExpressions;
using ApSpec.Check;
using ApSpec.Vocabulary;

namespace ApSpec.RealDriver.Run;

/// <summary>
/// Decides whether the last step of a trace goes wrong in the kernel around the driver, and in which file. That is so for a bad access by that
/// kernel, or a cycle among its own locks. A warning or BUG there is blamed on the driver, which left the bad state; so is a use after free
/// there.
/// </summary>
internal static partial class OutsideFault
{
    private static readonly ImmutableArray<FaultKind> Accesses =
        [FaultKind.NullDereference, FaultKind.WildAccess, FaultKind.OutOfBounds, FaultKind.UnlockNotHeld];

    /// <summary>The file; null when the driver is to blame, or nothing went wrong.</summary>
    /// <param name="system">A system at its start.</param>
    /// <param name="trace">The trace.</param>
    /// <param name="around">The C files of the tree around the driver, without their directories.</param>
    public static string? In(ISystem system, Trace trace, IReadOnlySet<string> around)
    {
        var edges = new List<LockEdge>();
        var old = 0;
        foreach (var operation in trace.Operations)
        {
            old = edges.Count;
            system.Apply(operation);
            edges.AddRange(system.Edges);
        }

        foreach (var fault in system.Faults)
        {
            if (Accesses.Contains(fault.Kind))
                return FileOf(fault.Function) is { } file && around.Contains(file) ? file : null;
        }

        if (!system.Faults.IsEmpty)
            return null;
        var own = edges.Select(edge => (edge.From.Class, edge.To.Class, File: FileOf(edge.Function))).ToList();
        return own.Skip(old).FirstOrDefault(edge => edge.File is { } file && around.Contains(file) && IsCycle(own.Where(other =>
            other.File is { } at && around.Contains(at)).Select(other => (other.Item1, other.Item2)), (edge.Item1, edge.Item2))).File;
    }

    private static bool IsCycle(IEnumerable<(LockClass From, LockClass To)> edges, (LockClass From, LockClass To) closing)
    {
        var next = edges.ToLookup(edge => edge.From, edge => edge.To);
        var seen = new HashSet<LockClass>();
        var waiting = new Queue<LockClass>([closing.To]);
        while (waiting.TryDequeue(out var at))
        {
            if (at == closing.From)
                return true;
            if (!seen.Add(at))
                continue;
            foreach (var to in next[at])
                waiting.Enqueue(to);
        }

        return false;
    }

    private static string? FileOf(string place) => InBrackets().Match(place) is { Success: true } match ? match.Groups["file"].Value : null;

    [GeneratedRegex(@"\((?<file>[\w-]+\.[ch]):\d+\)$")]
    private static partial Regex InBrackets();
}
