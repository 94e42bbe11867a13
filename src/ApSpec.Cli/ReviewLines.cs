using System.Collections.Immutable;
using ApSpec.RealDriver;
using ApSpec.RealDriver.Build;
using ApSpec.RealDriver.Confinement;
using ApSpec.RealDriver.Lines;
using ApSpec.RealDriver.Patches;
using ApSpec.RealDriver.Review;
using ApSpec.Vocabulary;

namespace ApSpec.Cli;

/// <summary>Runs the changed driver once more, unoptimised, to find which of the changed lines are run.</summary>
internal static class ReviewLines
{
    // A few traces are enough for lines that many traces run; for the others, traces are aimed.
    private const int TracesMax = 200;
    private const int AimedMax = 10_000;

    /// <summary>The places of the change and which were run; null when there was no time for the build or the run.</summary>
    public static ChangedRun? Run(ReviewPair pair, ImmutableArray<Scope> scopes, ReviewOptions options, Sandbox sandbox)
    {
        if (Built(pair, sandbox) is not { } built || options.Campaign.Time?.IsOver == true)
            return null;
        var places = ChangedLines.In(built).Find(pair.Changed);
        var files = LineTable.Read(built).Rows.GroupBy(row => row.Function, StringComparer.Ordinal)
            .ToImmutableSortedDictionary(group => group.Key, group => group.First().Line.File, StringComparer.Ordinal);
        var wanted = places.Where(place => place.HasCode).Select(place => place.Line).ToArray();
        if (wanted.Length == 0)
            return new ChangedRun(places, [], files);
        var campaign = options.Campaign with { Traces = Math.Min(TracesMax, options.Campaign.Traces) };
        var run = LineCoverage.Run(built, Commands.WorkerCommandLine.Create(built, sandbox), scopes, new LineOptions(campaign, AimedMax), wanted);
        return new ChangedRun(places, run.NotRun(places), files) { Reaching = run.Reaching(places) };
    }

    private static BuiltDriver? Built(ReviewPair pair, Sandbox sandbox)
    {
        try
        {
            return RealDrivers.Library(pair.Driver, new BuildOptions(Commands.DriverCommand.Tool(sandbox)) { Flavour = Flavour.Lines }).Built(pair.Driver.Name);
        }
        catch (OperationCanceledException)
        {
            return null;
        }
    }
}
