using System.Text;
using ApSpec.RealDriver;

namespace ApSpec.Report;

/// <summary>The grounds of findings on a real driver: the code that ran unchanged, the fakes, and the limits of every run.</summary>
public static class DriverGroundsText
{
    private const string Indent = "             ";

    /// <summary>The text, of 72 columns, with a line feed at its end.</summary>
    public static string Format(BuiltDriver built)
    {
        var text = new StringBuilder();
        Line(text, "driver", $"{built.ExpectationName} (hash of the compiled sources), version {built.Version} as the Makefile says");
        Line(text, "tree", built.Tree);
        Line(text, "real", $"{string.Join(", ", built.Compiled)}: compiled as they are, with the tree's own headers for their types");
        Core(text, built.FactTexts);
        Line(text, "fake", "what is below: locks, memory, lists, files, sysfs, devices, work items and time"
            + " (Shim/, a file a topic, each naming the kernel function it stands for); AP instructions run on ApSpec's hardware");
        Line(text, "UNCONFIRMED", "of the hardware: which response code wins, how long resets and interrupt changes take, what recovery from"
            + " a checkstop leaves; a finding that depends on one of them says so");
        Line(text, "not seen", "two calls at a time, weak memory, RCU, sleeping where it is forbidden");
        return text.ToString();
    }

    /// <summary>The same for a comparison of two drivers: both of them, their probed facts, and what is <paramref name="leftOut"/>.</summary>
    public static string Compared(BuiltDriver a, BuiltDriver b, IReadOnlyCollection<string> leftOut)
    {
        var text = new StringBuilder("what was compared\n");
        foreach (var built in new[] { a, b })
            Line(text, built == a ? "drivers" : "", $"{built.Name}: {built.ExpectationName}, {built.Tree}");
        Core(text, a.FactTexts.Select(fact => b.FactTexts.Contains(fact) ? fact : $"{a.Name}: {fact}")
            .Concat(b.FactTexts.Except(a.FactTexts).Select(fact => $"{b.Name}: {fact}")));
        if (leftOut.Count > 0)
            Line(text, "left out", $"what only one of them has, or the core decides: {string.Join(", ", leftOut)}");
        return text.ToString();
    }

    private static void Core(StringBuilder text, IEnumerable<string> facts)
    {
        foreach (var (place, fact) in facts.Index())
            Line(text, place == 0 ? "around it" : "", fact);
    }

    private static void Line(StringBuilder text, string name, string value) =>
        text.Append(MailText.Wrap(value, $"  {name}".PadRight(Indent.Length + 1), Indent + " ")).Append('\n');
}
