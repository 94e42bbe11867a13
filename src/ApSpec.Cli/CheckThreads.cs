using ApSpec.Check;
using ApSpec.Report.Threads;
using ApSpec.Search;
using ApSpec.Search.Threads;
using ApSpec.Vocabulary;

namespace ApSpec.Cli;

/// <summary>The part of a check that makes calls at once.</summary>
internal static class CheckThreads
{
    /// <summary>The share of a check's time that it gets, when there is a limit.</summary>
    public const double Share = 0.15;

    // A search of schedules costs about as much as so many traces.
    private const int TracesOfOne = 100;
    private const int TracesOfOneCompiled = 1_000;

    private const int QueuesMax = 4;

    /// <summary>
    /// Runs it. What <paramref name="sequences"/> show of themselves is left out; random sets that were searched already are given in <paramref name="drawn"/>.
    /// </summary>
    public static ThreadOutcome Run(CheckRequest request, ICheckEngine engine, bool hasScope, CheckOutcome sequences, DrawnThreads? drawn)
    {
        var isModel = engine.Subject is ModelSubject;
        return new ThreadCampaign(engine.Threads(request.Rules), BoundsOf(engine), request.Options)
        {
            Known = isModel ? new HashSet<(string, string)>() : sequences.Findings.SelectMany(KnownSigns.Of).ToHashSet(),
            Drawn = drawn,
        }.Run(!hasScope, !hasScope && !isModel, ScopesOf(request), EveryOf(engine));
    }

    /// <summary>Runs the random sets alone.</summary>
    public static DrawnThreads Draw(CheckRequest request, ICheckEngine engine) =>
        new ThreadCampaign(engine.Threads(request.Rules), BoundsOf(engine), request.Options).Draw(ScopesOf(request), EveryOf(engine));

    private static ThreadBounds BoundsOf(ICheckEngine engine) => engine.Subject is ModelSubject ? ThreadBounds.Model : ThreadBounds.Compiled;

    private static int EveryOf(ICheckEngine engine) => engine.Subject is ModelSubject ? TracesOfOne : TracesOfOneCompiled;

    private static Scope[] ScopesOf(CheckRequest request) => [.. request.Scopes.Where(scope => scope.Queues <= QueuesMax)];

    /// <summary>Prints it.</summary>
    public static void Print(ThreadOutcome outcome, CheckDetail detail, bool isOnly)
    {
        if (detail.IsJson)
        {
            foreach (var finding in ThreadFindingJson.From(outcome))
                Console.WriteLine(finding.ToLine());
            foreach (var race in DataRaceJson.From(outcome))
                Console.WriteLine(race.ToLine());
            return;
        }

        Console.WriteLine(detail.IsFull ? ThreadOutcomeText.Full(outcome) : isOnly ? ThreadOutcomeText.Format(outcome) : ThreadOutcomeText.ShortOf(outcome));
    }
}
