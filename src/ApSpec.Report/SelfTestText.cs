using ApSpec.Check;
using ApSpec.RealDriver.Build;

namespace ApSpec.Report;

/// <summary>A failed check of a driver's self-test, as a finding.</summary>
public static class SelfTestText
{
    /// <summary>The text, with a line feed at its end.</summary>
    public static string Format(Subject subject, SelfTestCheck failed) =>
        $"{subject.Name} fails its self-test\n{MailText.Wrap(Format(failed), "  ", "    ")}\n";

    /// <summary>The check and what went wrong, in one clause.</summary>
    public static string Format(SelfTestCheck failed) => failed.Missing is { } function
        ? $"{failed.Name}: no verdict: {MissingFunction.ReasonOf(function)}"
        : $"{failed.Name}: {failed.Failure}{(failed.IsOfDriver ? " (the driver's doing)" : "")}";
}
