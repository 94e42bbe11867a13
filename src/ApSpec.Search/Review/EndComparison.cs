using System.Collections.Immutable;
using ApSpec.Explore.Threads;
using ApSpec.Search.Threads;
using ApSpec.Vocabulary;

namespace ApSpec.Search.Review;

/// <summary>
/// The ways in which calls at once end after a change and cannot end before it. What the change does to calls one after the other is left out, since
/// sequences show that, and so is an end that the driver before the change comes to with more preemptions.
/// </summary>
public sealed class EndComparison(IThreadEngine before, ThreadLimits limits)
{
    // A change may move the places where a call can be preempted: an end may have needed more preemptions.
    private const int MorePreemptions = 1;

    // How often these calls are searched again, each taking a moment.
    private const int SearchesMax = 40;

    /// <summary>Ends of which it is not known whether they were there.</summary>
    public int Unknown { get; private set; }

    /// <summary>Those of the second that the first has not, each kind of difference once, with the nearest end of the first.</summary>
    public ImmutableArray<Difference> NewIn(ThreadOutcome first, ThreadOutcome second)
    {
        var was = first.Ended.ToLookup(CallsOf, StringComparer.Ordinal);
        var found = new Dictionary<string, Difference>(StringComparer.Ordinal);
        var searches = 0;
        foreach (var calls in second.Ended.GroupBy(CallsOf, StringComparer.Ordinal).OrderBy(calls => calls.Key, StringComparer.Ordinal))
        {
            var known = was[calls.Key].ToArray();
            if (known.Length == 0)
            {
                Unknown += first.Cut > 0 ? 1 : 0; // else these calls are not there before the change
                continue;
            }

            var keys = known.Select(end => end.Key).ToHashSet(StringComparer.Ordinal);
            var added = calls.Where(end => !keys.Contains(end.Key)).Select(end => (End: end, Difference: Nearest(end, known))).ToArray();
            var ofSequences = added.Where(one => one.End.Preemptions == 0).Select(one => KindOf(one.Difference)).ToHashSet(StringComparer.Ordinal);
            foreach (var (end, difference) in added.Where(one => one.End.Preemptions > 0))
            {
                var kind = KindOf(difference);
                if (ofSequences.Contains(kind) || found.ContainsKey(kind))
                    continue;
                if (++searches > SearchesMax)
                    Unknown++;
                else if (IsNew(end))
                    found.Add(kind, difference);
            }
        }

        return [.. found.Values];
    }

    private bool IsNew(ThreadEnd end)
    {
        var further = limits with { PreemptionsMax = limits.PreemptionsMax + MorePreemptions };
        var was = before.Search(0, ThreadJob.Calls(end.Trace with { Schedule = new Schedule([]) }), further).Explored;
        if (was?.Ended.Any(other => other.Key == end.Key) == true)
            return false;
        if (was?.IsExhaustiveTo(further.PreemptionsMax) == true)
            return true;
        Unknown++;
        return false;
    }

    private static Difference Nearest(ThreadEnd end, ThreadEnd[] known) =>
        new(end.Trace, known.Select(other => Parts(other, end)).MinBy(parts => parts.Length));

    private static ImmutableArray<DifferencePart> Parts(ThreadEnd before, ThreadEnd after)
    {
        var (was, now) = (ValuesOf(before), ValuesOf(after));
        return
        [
            .. now.Keys.Union(was.Keys).Where(name => was.GetValueOrDefault(name, "0") != now.GetValueOrDefault(name, "0"))
                .Select(name => new DifferencePart(name, "", was.GetValueOrDefault(name, "0"), now.GetValueOrDefault(name, "0"))),
        ];
    }

    private static Dictionary<string, string> ValuesOf(ThreadEnd end) =>
        end.Facts.ToDictionary(fact => fact[..fact.IndexOf(' ')], fact => fact[(fact.IndexOf(' ') + 1)..], StringComparer.Ordinal);

    private static string CallsOf(ThreadEnd end) => (end.Trace with { Schedule = new Schedule([]) }).ToString();

    // Whichever calls, mdev, guest or queue it is.
    private static string KindOf(Difference difference) =>
        string.Join(", ", difference.Parts.Select(part => part.What[(part.What.LastIndexOf('.') + 1)..]).Distinct());
}
