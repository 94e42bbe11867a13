using System.Text;
using ApSpec.Search;

namespace ApSpec.Report;

/// <summary>The part of a check that was not done, scope by scope: nothing is known about it.</summary>
public static class CutOffText
{
    /// <summary>The first line of a report on an incomplete check.</summary>
    public static string Headline(CutOffReason reason) =>
        MailText.Wrap($"NOT complete: {Words(reason)}; the end of this report says what is missing.", "", "") + "\n";

    /// <summary>The text, with a line feed at its end; empty when all of <paramref name="wanted"/> traces ran in every scope.</summary>
    public static string Format(CheckOutcome outcome, int wanted, CutOffReason reason)
    {
        var cut = outcome.Campaigns.Where(campaign => !campaign.IsComplete).ToArray();
        if (cut.Length == 0)
            return "";
        var text = new StringBuilder(MailText.Wrap(
            $"NOT complete: {Words(reason)}. {outcome.Campaigns.Length - cut.Length} of {Counts.Of(outcome.Campaigns.Length, "scope")} ran all their traces; "
            + "of the others nothing is known beyond:", "  ", "    ")).Append('\n');
        foreach (var campaign in cut)
        {
            var done = campaign.Traces == 0 ? "not begun" : $"cut off after {campaign.Traces:N0} of {Counts.Of(wanted, "trace")}";
            text.Append(MailText.Wrap($"{done}: {campaign.Scope}", "    ", "      ")).Append('\n');
        }

        return text.ToString();
    }

    private static string Words(CutOffReason reason) => reason switch
    {
        CutOffReason.Time => "stopped by --time, not repeatable",
        CutOffReason.Interrupted => "interrupted, not repeatable",
        CutOffReason.Deaths => "too many traces ended their process, or the driver cannot be loaded",
        _ => throw new InvalidOperationException($"unknown reason {reason}"),
    };
}
