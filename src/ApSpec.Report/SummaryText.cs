using System.Collections.Immutable;
using System.Text;
using ApSpec.Search;
using ApSpec.Search.Causes;

namespace ApSpec.Report;

/// <summary>The findings on one subject, on one screen: each cause with who can do it, the evidence, what it assumes of the hardware, and the shortest trace.</summary>
public static class SummaryText
{
    private const int ShortMax = 7;

    /// <summary>Each cause in three to five lines.</summary>
    public static string Format(CheckOutcome outcome)
    {
        var text = new StringBuilder(Head(outcome)).Append('\n');
        foreach (var (number, cause) in outcome.Causes.Where(IsReal).Index())
            text.Append(Long(number + 1, cause));
        return text.Append(Hostile(outcome)).ToString();
    }

    /// <summary>Each cause in one line, for several subjects on one screen.</summary>
    public static string ShortOf(CheckOutcome outcome)
    {
        var real = outcome.Causes.Where(IsReal).ToArray();
        var text = new StringBuilder(Head(outcome)).Append('\n');
        foreach (var (number, cause) in real.Take(ShortMax).Index())
            text.Append(MailText.Cut($"{number + 1,3}  {CauseWords.Of(cause.Severity),-5} {Shortest(cause)}: {CauseWords.Of(cause.Who)}")).Append('\n');
        if (real.Length > ShortMax)
            text.Append($"     and {real.Length - ShortMax} more: --revision {outcome.Subject.Name}\n");
        return text.Append(Hostile(outcome)).ToString();
    }

    private static bool IsReal(Cause cause) => cause.Who != Actor.Core;

    private static string Head(CheckOutcome outcome)
    {
        var real = outcome.Causes.Count(IsReal);
        return outcome.Campaigns.Sum(campaign => campaign.Traces) == 0 && real == 0 ? $"{outcome.Subject.Name}: no trace was run"
            : real == 0 ? $"{outcome.Subject.Name}: nothing goes wrong in the traces run" : $"{outcome.Subject.Name}: {Counts.Of(real, "cause")}, the worst first";
    }

    private static string Hostile(CheckOutcome outcome) => outcome.Causes.Count(cause => !IsReal(cause)) is > 0 and var count
        ? $"     and {count} {(count == 1 ? "takes" : "take")} calls that no VFIO core makes: --full\n"
        : "";

    private static string Long(int number, Cause cause)
    {
        var found = cause.Head.Counterexample;
        var (first, then) = CauseWords.Rules(cause);
        var text = new StringBuilder();
        text.Append(MailText.Wrap($"{CauseWords.Of(cause.Severity)}, {Who(cause)}: {first}{(then.Length > 0 ? $", then {then}" : "")}", $"{number,3}  ", "     ")).Append('\n');
        text.Append(MailText.Wrap(CauseWords.Evidence(cause), "     => ", "        ")).Append('\n');
        if (cause.Outside is { } file)
            text.Append($"     not this driver: {file}\n");
        else if (CauseWords.Where(cause.Head) is { IsEmpty: false } places)
            text.Append(MailText.Wrap(string.Join(", ", places), "     in ", "        ")).Append('\n');
        foreach (var choice in cause.Head.Reservations.Where(reservation => reservation.Kind == ReservationKind.Chosen).Distinct())
            text.Append(MailText.Wrap(ReservationText.Format(choice), "     ", "       ")).Append('\n');
        if (cause.Sanitized is { } sanitized)
            text.Append(MailText.Wrap(SanitizerWords.Short(sanitized.Sanitizer!), "     ", "       ")).Append('\n');
        return text.Append(MailText.Wrap($"{string.Join("; ", found.Trace.Operations)}", "     ", "       ")).Append('\n').ToString();
    }

    // The trace is one that the named actor can run.
    private static string Shortest(Cause cause)
    {
        var found = cause.Easiest.Counterexample;
        return $"{found.Rule.Id} by {found.Trigger} ({found.Length})";
    }

    private static string Who(Cause cause) => cause.Easiest == cause.Head
        ? CauseWords.Of(cause.Who)
        : $"{CauseWords.Of(cause.Who)} by {cause.Easiest.Counterexample.Rule.Id} of {Counts.Of(cause.Easiest.Counterexample.Length, "operation")}";
}
