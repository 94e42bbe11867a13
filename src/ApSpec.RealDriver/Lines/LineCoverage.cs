using System.Collections.Immutable;
using ApSpec.RealDriver.Build;
using ApSpec.RealDriver.Worker;
using ApSpec.Search;
using ApSpec.Vocabulary;

namespace ApSpec.RealDriver.Lines;

/// <summary>
/// Runs a driver of flavour <see cref="Flavour.Lines"/> and finds the lines that were run: first by the traces of a campaign, then, for
/// wanted lines that are left, by traces aimed at their functions.
/// </summary>
public static class LineCoverage
{
    /// <summary>Runs it.</summary>
    /// <param name="built">The driver.</param>
    /// <param name="worker">How a worker for it is started.</param>
    /// <param name="scopes">The scopes; those that the driver cannot run in are skipped.</param>
    /// <param name="options">How much is run.</param>
    /// <param name="wanted">The lines that traces are aimed at; may be empty.</param>
    /// <param name="progress">Gets the number of traces so far.</param>
    /// <exception cref="InvalidOperationException">The driver is of another flavour.</exception>
    /// <exception cref="IOException">There is no room for the files that the processes share.</exception>
    public static LinesRun Run(
        BuiltDriver built, ToolCommand worker, IEnumerable<Scope> scopes, LineOptions options, IEnumerable<TreeLine> wanted, Action<long>? progress = null)
    {
        var subject = new DriverSubject(built);
        var table = LineTable.Read(built);
        var notes = new LineNotes(table);
        ImmutableArray<Scope> possible = [.. scopes.Where(scope => subject.Refusal(scope) is null)];
        var campaign = options.Campaign;
        using var engine = new DriverEngine(subject, worker, campaign.Jobs, lines: table);
        var (traces, steps, isWhole) = (0L, 0L, true);
        foreach (var scope in possible)
        {
            var before = traces;
            var result = engine.Campaign(scope, [], campaign, (done, _) => progress?.Invoke(before + done));
            notes.TakeCampaign(engine.LinesRun(), (seed, step) => SeededTrace.Draw(scope, subject.Era, seed, step));
            traces += result.Traces;
            steps += result.Steps;
            isWhole &= result.IsComplete;
        }

        ImmutableArray<TreeLine> reachable = [.. wanted.Where(table.HasCode).Distinct()];
        var aim = new Aim(subject, possible, new Callers(table, SourceTexts.Read(built)), notes);
        var aimed = 0L;
        for (var left = options.AimedMax; left > 0;)
        {
            ImmutableArray<TreeLine> missing = [.. reachable.Where(line => !notes.IsRun(line))];
            if (missing.IsEmpty || possible.IsEmpty || campaign.Time?.IsOver == true)
                break;
            var round = aim.Round(missing, left, campaign.LengthMax);
            left -= round.Sum(order => order.Traces);
            var done = engine.Aim(round, campaign.Time);
            notes.TakeAimed(engine.LinesRun());
            aimed += done.Traces;
            isWhole &= done.Traces == round.Sum(order => order.Traces);
            steps += done.Steps;
            progress?.Invoke(traces + aimed);
        }

        isWhole &= campaign.Time?.IsOver != true;
        return new LinesRun(table, notes.First, traces, aimed, steps, isWhole);
    }
}
