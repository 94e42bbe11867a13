using System.Collections.Immutable;
using System.Text.RegularExpressions;
using ApSpec.Check.Threads;
using ApSpec.Explore.Threads;
using ApSpec.Search.Threads;
using ApSpec.Vocabulary;

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
            .. second.Causes.Select(cause => ChangeOf(cause, was)),
            .. first.Causes.Where(cause => !cause[0].Places.Any(finding => IsOf(finding, now, after))).Select(cause => new ThreadChange(ChangeKind.Mended, cause)),
        ];
    }

    // A cause is known when its worst finding is. Freed memory that is now used at one more place is new there.
    private ThreadChange ChangeOf(ImmutableArray<ShortestThreads> cause, HashSet<string> was)
    {
        if (cause[0].Places.FirstOrDefault(finding => !IsOf(finding, was, before)) is not { } unknown)
            return new ThreadChange(ChangeKind.Same, cause);
        return new ThreadChange(ChangeKind.New, unknown == cause[0].Finding ? cause : [after.Shorten(0, unknown, bounds.Named with { PreemptionsMax = unknown.Preemptions })]);
    }

    private bool IsOf(ThreadFinding finding, HashSet<string> known, IThreadEngine other)
    {
        var key = KeyOf(finding.Violation);
        return known.Contains(key)
            || other.Search(0, ThreadJob.Calls(finding.Trace with { Schedule = new Schedule([]) }), bounds.Named).Explored?.Findings.Any(found => KeyOf(found.Violation) == key) == true;
    }

    private static HashSet<string> KeysOf(ThreadOutcome outcome) => [.. outcome.Findings.SelectMany(found => found.Places).Select(finding => KeyOf(finding.Violation))];

    private static string KeyOf(ThreadViolation violation) => $"{violation.Rule.Id} {Line().Replace(violation.Sign, "")}";

    [GeneratedRegex(@":\d+|\*")]
    private static partial Regex Line();
}
