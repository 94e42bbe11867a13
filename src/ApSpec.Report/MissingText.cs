using System.Text;
using ApSpec.RealDriver;
using ApSpec.RealDriver.Build;

namespace ApSpec.Report;

/// <summary>Functions without a fake that a tree calls. A report prints them first, since each is a gap in it.</summary>
public static class MissingText
{
    /// <summary>One function: the place of the call, and the file for a fake.</summary>
    public static string Format(MissingFunction function) =>
        $"{function.Name}(){(function.Place is { } place ? $", called at {place}" : "")}: a fake would go to Shim/{function.FakeFile} ({function.Topic})";

    /// <summary>All missing functions of a driver, each with the number of traces that reached it; empty when there are none.</summary>
    /// <param name="built">The driver.</param>
    /// <param name="reached">Traces cut off, counted by reason.</param>
    /// <param name="traces">All traces that were run; 0 for a search over states.</param>
    public static string Format(BuiltDriver built, IReadOnlyDictionary<string, long> reached, long traces = 0)
    {
        if (built.Missing.IsEmpty)
            return "";
        var text = new StringBuilder();
        text.Append(MailText.Wrap($"{built.Name} calls {Functions(built.Missing.Length)} that nothing here stands for; a trace that reaches one"
            + " ends there without a verdict (docs/adding-a-fake.md):", "", "")).Append('\n');
        foreach (var function in built.Missing)
        {
            var count = reached.GetValueOrDefault(MissingFunction.ReasonOf(function.Name));
            var number = count == 0 ? "none" : count.ToString("N0", System.Globalization.CultureInfo.InvariantCulture);
            text.Append(MailText.Wrap($"{Format(function)}; {number} of {(traces == 0 ? "the transitions" : $"{traces:N0} traces")} reached it",
                "  ", "    ")).Append('\n');
        }

        foreach (var check in built.Unfinished)
            text.Append(MailText.Wrap($"self-test, {SelfTestText.Format(check)}", "  ", "    ")).Append('\n');
        return text.ToString();
    }

    /// <summary>Traces, and checks of the self-test, that reached one of them.</summary>
    public static long Reached(BuiltDriver built, IReadOnlyDictionary<string, long> reached) =>
        built.Unfinished.Length + built.Missing.Sum(function => reached.GetValueOrDefault(MissingFunction.ReasonOf(function.Name)));

    private static string Functions(int count) => count == 1 ? "a function" : $"{count} functions";
}
