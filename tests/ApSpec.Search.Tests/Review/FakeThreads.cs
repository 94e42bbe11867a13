using System.Text;
using ApSpec.Check;
using ApSpec.Check.Threads;
using ApSpec.Drivers;
using ApSpec.Explore.Threads;
using ApSpec.Search.Threads;
using ApSpec.Vocabulary;

namespace ApSpec.Search.Tests.Review;

/// <summary>Answers each search with the same; null when none can be made.</summary>
internal sealed class FakeThreads(ThreadExploration? explored) : IThreadEngine
{
    /// <summary>Schedules that are shortened, in order.</summary>
    public List<ThreadFinding> Shortened { get; } = [];

    public Subject Subject => new ModelSubject(Catalog.All.First());

    public int Workers => 1;

    public static Trace TraceOf(string lines) =>
        TraceFile.Parse("test", Encoding.UTF8.GetBytes($"scope mdevs=1 kvms=1 adapters=05,06 domains=0006 features=masks,locks,text\n{lines}\n"), out _)!.Trace;

    public ThreadSearched Search(int worker, ThreadJob job, ThreadLimits limits) => new(job.Trace, explored is null ? null : explored with
    {
        Ended = [.. explored.Ended.Where(end => end.Preemptions <= limits.PreemptionsMax)],
    });

    public ShortestThreads Shorten(int worker, ThreadFinding finding, ThreadLimits limits)
    {
        Shortened.Add(finding);
        return new ShortestThreads(finding, null, IsProven: true);
    }

    public ThreadRecord? Play(Trace trace, out string refusal) => throw new NotSupportedException();
}
