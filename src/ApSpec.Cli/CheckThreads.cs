using ApSpec.Check;
using ApSpec.Report.Threads;
using ApSpec.Search;
using ApSpec.Search.Threads;

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

    /// <summary>Runs it. What <paramref name="sequences"/> show of themselves is left out.</summary>
    public static ThreadOutcome Run(CheckRequest request, ICheckEngine engine, bool hasScope, CheckOutcome sequences)
    {
        var isModel = engine.Subject is ModelSubject;
        return new ThreadCampaign(engine.Threads(request.Rules), isModel ? ThreadBounds.Model : ThreadBounds.Compiled, request.Options)
        {
            Known = isModel ? new HashSet<(string, string)>() : sequences.Findings.SelectMany(KnownSigns.Of).ToHashSet(),
        }.Run(
            !hasScope, !hasScope && !isModel, [.. request.Scopes.Where(scope => scope.Queues <= QueuesMax)],
            Math.Max(1, request.Options.Traces / (isModel ? TracesOfOne : TracesOfOneCompiled)));
    }

    /// <summary>Prints it.</summary>
    public static void Print(ThreadOutcome outcome, CheckDetail detail, bool isOnly)
    {
        if (detail.IsJson)
        {
            foreach (var finding in ThreadFindingJson.From(outcome))
                Console.WriteLine(finding.ToLine());
            return;
        }

        Console.WriteLine(detail.IsFull ? ThreadOutcomeText.Full(outcome) : isOnly ? ThreadOutcomeText.Format(outcome) : ThreadOutcomeText.ShortOf(outcome));
    }
}
