using System.Collections.Immutable;

namespace ApSpec.RealDriver.Replay;

/// <summary>What a cross-check compared.</summary>
/// <param name="Traces">Records that agree from the first call to the last.</param>
/// <param name="Operations">Operations in them that called the driver; others are not possible, or only act on the hardware.</param>
/// <param name="Calls">Calls into the driver in them.</param>
/// <param name="Fields">Non-zero fields of observations in them; both machines agree on these fields and their values.</param>
/// <param name="Differences">The first difference of each other record.</param>
public sealed record CrossResult(int Traces, int Operations, int Calls, long Fields, ImmutableArray<CrossDifference> Differences)
{
    /// <summary>Compares two programs' runs of the same records.</summary>
    public static CrossResult Compare(IReadOnlyList<CallRecord> records, ImmutableArray<ReplayRun> here, ImmutableArray<ReplayRun> there)
    {
        var differences = records.Select((record, i) => DifferenceOf(record.Name, here[i], there[i])).ToArray();
        var same = Enumerable.Range(0, records.Count).Where(i => differences[i] is null).ToArray();
        return new CrossResult(same.Length, same.Sum(i => records[i].Operations), same.Sum(i => records[i].Count),
            same.Sum(i => FieldsOf(here[i])), [.. differences.OfType<CrossDifference>()]);
    }

    private static CrossDifference? DifferenceOf(string name, ReplayRun here, ReplayRun there)
    {
        var call = "before the first call";
        foreach (var (a, b) in Pairs(here.Lines, there.Lines))
        {
            if (a != b)
                return new CrossDifference(name, call, a, b);
            if (a.StartsWith("call ", StringComparison.Ordinal))
                call = a;
        }

        return (here.End, there.End) == (ReplayEnd.Clean, ReplayEnd.Clean)
            ? null
            : new CrossDifference(name, call, EndOf(here), EndOf(there));
    }

    private static IEnumerable<(string A, string B)> Pairs(string[] a, string[] b)
    {
        for (var i = 0; i < Math.Max(a.Length, b.Length); i++)
            yield return (i < a.Length ? a[i] : "nothing", i < b.Length ? b[i] : "nothing");
    }

    private static string EndOf(ReplayRun run) => run.End switch
    {
        ReplayEnd.Clean => "the end",
        ReplayEnd.Failed => $"ended with {run.Exit?.ToString() ?? "no exit code"}: {run.Report.Split('\n')[0]}",
        _ => run.LastLine,
    };

    // Lines of observations are indented by two, and so is the line with a call's result, which is not counted.
    private static long FieldsOf(ReplayRun run) => run.Lines
        .Where(line => line.StartsWith("  ", StringComparison.Ordinal) && !line.StartsWith("  = ", StringComparison.Ordinal))
        .Sum(line => line.Count(c => c == '='));
}
