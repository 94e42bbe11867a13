using System.Text;
using ApSpec.Check;
using ApSpec.RealDriver.Worker;

namespace ApSpec.Report;

/// <summary>A trace that killed the process of a driver, as mail text. There is no table, since the last state is unknown.</summary>
public static class DeathText
{
    /// <summary>The text.</summary>
    public static string Format(Subject subject, DeadTrace dead)
    {
        var text = new StringBuilder();
        var operations = dead.Trace.Operations;
        if (dead.IsLoading)
            return Loading(subject, dead);
        text.Append($"{subject.Name} ends its own process at step {operations.Length}\n");
        text.Append(MailText.Wrap($"{dead.Cause}. No rule judged it: the process was gone.", "  ", "  ")).Append("\n\n");
        text.Append("  # operation\n");
        foreach (var (place, operation) in operations.Index())
            text.Append(MailText.Wrap($"{operation}", $"{place + 1,3} ", "      ")).Append('\n');
        text.Append($"\n  minimal: not proven, made shorter by at most {dead.TriesMax} tries\n");
        if (!dead.IsRepeatable)
            text.Append("  NOT repeatable: the same seed lived when it was run again\n");
        text.Append(MailText.Wrap($"{dead.Trace.Scope}", "  scope: ", "    ")).Append('\n');
        if (dead.Seed != 0)
            text.Append($"  found: seed {dead.Seed}\n");
        return text.Append("  again:\n").Append(CounterexampleText.Again(subject, dead.Trace, null)).ToString();
    }

    private static string Loading(Subject subject, DeadTrace dead) =>
        $"{subject.Name} cannot be loaded\n"
        + MailText.Wrap($"{dead.Cause}. Nothing else of it could be checked in this scope.", "  ", "  ") + "\n"
        + MailText.Wrap($"{dead.Trace.Scope}", "  scope: ", "    ") + "\n"
        + "  again:\n" + CounterexampleText.Again(subject, dead.Trace, null);
}
