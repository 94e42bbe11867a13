using System.Collections.Immutable;
using ApSpec.Check;
using ApSpec.Check.Threads;
using ApSpec.Drivers;
using ApSpec.Explore.Threads;
using ApSpec.Rules;

namespace ApSpec.Search.Museum;

/// <summary>Looks for the defects of calls at once: every schedule of a set of calls, once for each revision.</summary>
public sealed class ThreadCurator(ThreadLimits limits)
{
    private readonly Dictionary<(string Set, string Revision), (ThreadExploration? Explored, string Refusal)> searched = [];

    /// <summary>The verdicts on <paramref name="exhibit"/> in each of <paramref name="revisions"/>.</summary>
    public ImmutableArray<ThreadCell> Examine(ThreadExhibit exhibit, IEnumerable<Revision> revisions) => [.. revisions.Select(revision => Examine(exhibit, revision))];

    private ThreadCell Examine(ThreadExhibit exhibit, Revision revision)
    {
        var subject = new ModelSubject(revision);
        if ((exhibit.Set.Only ?? revision.Era) != revision.Era)
            return new ThreadCell(exhibit, subject, null, null, "there are no such calls");
        var (explored, refusal) = Search(exhibit.Set, revision);
        if (explored is null)
            return new ThreadCell(exhibit, subject, null, null, refusal);
        var finding = explored.Findings.FirstOrDefault(exhibit.Is);
        var record = finding is null ? null : ThreadPlayer.Play(subject, finding.Trace, RuleBook.All, out _);
        return new ThreadCell(exhibit, subject, finding, record, finding is null && !explored.IsExhaustive ? "the search was cut off" : null);
    }

    private (ThreadExploration? Explored, string Refusal) Search(ThreadSet set, Revision revision)
    {
        if (searched.TryGetValue((set.Name, revision.Name), out var known))
            return known;
        var run = ThreadRun.Begin(new ModelSystem(revision, set.Trace.Scope), RuleBook.All, set.Trace, out var refusal);
        return searched[(set.Name, revision.Name)] = (run is null ? null : new ThreadSearch(run, set.Trace).Run(limits), refusal);
    }
}
