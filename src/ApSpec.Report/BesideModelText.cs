using System.Collections.Immutable;
using System.Text;
using ApSpec.RealDriver.Review;
using ApSpec.Search.Review;

namespace ApSpec.Report;

/// <summary>How a driver differs from the model of its version. The model was compared with the code of a release, so these are differences from that.</summary>
public static class BesideModelText
{
    private const int EntriesMax = 3;

    /// <summary>The lines.</summary>
    public static string Format(ModelRun run, ImmutableArray<Difference> differences)
    {
        var grounds = run.IsFromReading ? ", which was never compared with real code" : "";
        var text = new StringBuilder().Append(MailText.Wrap(
            $"beside the model {run.Name}{grounds}: {Counts.Of(run.Traces, "trace")}, {Counts.Of(run.Steps, "operation")}, "
            + (run.Traces == 0 ? "no verdict: no time was left, or the model has no such scope" : differences.IsEmpty ? "no difference" : Counts.Of(differences.Length, "difference")), "", "  ")).Append('\n');
        foreach (var one in differences.Take(EntriesMax))
            text.Append(MailText.Wrap(Format(run, one), "  ", "    ")).Append('\n').Append(MailText.Wrap(string.Join("; ", one.Trace.Operations), "    ", "      ")).Append('\n');
        if (differences.Length > EntriesMax)
            text.Append("  and ").Append(differences.Length - EntriesMax).Append(" more: --format jsonl\n");
        return text.ToString();
    }

    /// <summary>One difference, on one line.</summary>
    internal static string Format(ModelRun run, Difference one) => ReviewWords.Of(new ExplainedDifference(one, null) { Model = run.Name, IsOfModel = true });
}
