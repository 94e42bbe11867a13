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

    // A search of schedules costs about as much as a hundred traces.
    private const int TracesOfOne = 100;

    private const int QueuesMax = 4;

    /// <summary>Runs it on a modelled revision; null for a compiled driver, which runs one call at a time.</summary>
    public static ThreadOutcome? Run(CheckRequest request, Subject subject, bool hasScope) => subject is ModelSubject model
        ? new ThreadCampaign(model, request.Rules, request.Options)
            .Run(!hasScope, [.. request.Scopes.Where(scope => scope.Queues <= QueuesMax)], Math.Max(1, request.Options.Traces / TracesOfOne))
        : null;

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
