using System.Text;
using ApSpec.Search.Causes;

namespace ApSpec.Report;

/// <summary>A cause as mail text: what it is, then each rule that it violates, with the table of its shortest trace.</summary>
public static class CauseText
{
    /// <summary>The text; <paramref name="number"/> is the cause's in its check.</summary>
    public static string Format(int number, Cause cause)
    {
        var (first, then) = CauseWords.Rules(cause);
        var text = new StringBuilder();
        text.Append(MailText.Wrap(
            $"{CauseWords.Of(cause.Severity)}, {CauseWords.Of(cause.Who)}: {first}{(then.Length > 0 ? $", then {then}" : "")}", $"cause {number}: ", "  ")).Append("\n\n");
        foreach (var findings in cause.Findings.GroupBy(finding => finding.Counterexample.Rule))
            text.Append(FindingText.Format([.. findings])).Append('\n');
        return text.ToString();
    }
}
