using System.Collections.Immutable;
using System.Text.RegularExpressions;
using ApSpec.Check.Threads;
using ApSpec.Explore.Threads;
using ApSpec.Search.Threads;

namespace ApSpec.Search.Review;

/// <summary>
/// Compares what calls at once show on two drivers. What only one of them showed is looked for on the other with the same calls before it counts
/// as new or mended: a search may have been cut off. Lines of the source are left out of account, since a change moves them.
/// </summary>
public sealed partial class ThreadComparison(IThreadEngine before, IThreadEngine after, ThreadBounds bounds)
{
    /// <summary>What the change does to each cause.</summary>
    public ImmutableArray<ThreadChange> Of(ThreadOutcome first, ThreadOutcome second)
    {
        var (was, now) = (KeysOf(first), KeysOf(second));
        return
        [
            .. second.Causes.Select(cause => new ThreadChange(IsOf(cause, was, before) ? ChangeKind.Same : ChangeKind.New, cause)),
            .. first.Causes.Where(cause => !IsOf(cause, now, after)).Select(cause => new ThreadChange(ChangeKind.Mended, cause)),
        ];
    }

    // A cause is known when its worst finding is.
    private bool IsOf(ImmutableArray<ShortestThreads> cause, HashSet<string> known, IThreadEngine other)
    {
        var key = KeyOf(cause[0].Finding.Violation);
        return known.Contains(key)
            || other.Search(0, ThreadJob.Calls(cause[0].Finding.Trace), bounds.Named).Explored?.Findings.Any(finding => KeyOf(finding.Violation) == key) == true;
    }

    private static HashSet<string> KeysOf(ThreadOutcome outcome) => [.. outcome.Findings.Select(found => KeyOf(found.Finding.Violation))];

    private static string KeyOf(ThreadViolation violation) => $"{violation.Rule.Id} {Line().Replace(violation.Sign, "")}";

    [GeneratedRegex(@":\d+|\*")]
    private static partial Regex Line();
}
