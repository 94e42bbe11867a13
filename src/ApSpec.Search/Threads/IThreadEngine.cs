using ApSpec.Check;
using ApSpec.Check.Threads;
using ApSpec.Explore.Threads;
using ApSpec.Vocabulary;

namespace ApSpec.Search.Threads;

/// <summary>Searches schedules on one subject, in this process or in others.</summary>
public interface IThreadEngine
{
    /// <summary>What is checked.</summary>
    Subject Subject { get; }

    /// <summary>Searches that can run side by side; the number of one is below it.</summary>
    int Workers { get; }

    /// <summary>Every schedule of some calls, within the limits.</summary>
    ThreadSearched Search(int worker, ThreadJob job, ThreadLimits limits);

    /// <summary>The fewest calls that show a finding.</summary>
    ShortestThreads Shorten(int worker, ThreadFinding finding, ThreadLimits limits);

    /// <summary>Runs a trace by its schedule; null when what comes before the threads is not possible, with the reason.</summary>
    ThreadRecord? Play(Trace trace, out string refusal);
}
