using System.Text;
using ApSpec.RealDriver.Review;
using ApSpec.Search.Review;

namespace ApSpec.Report;

/// <summary>A review as the text of a reply: the runs, the verdict, the traces of new causes as tables, and how to repeat it.</summary>
public static class ReviewMail
{
    /// <summary>The text; <paramref name="command"/> repeats the review.</summary>
    public static string Format(ReviewOutcome outcome, string command)
    {
        var text = new StringBuilder();
        text.Append(MailText.Wrap(
            $"I ran the driver before and after this change through the same random traces, compiled from {outcome.Pair.Base.Name} and "
            + $"{outcome.Pair.Driver.Name} in user space: {ReviewWords.Bounds(outcome)}.")).Append("\n\n");
        text.Append(ReviewText.Format(outcome)).Append('\n');
        if (outcome.IsBroken)
            text.Append(ReviewText.TablesOf(outcome)).Append('\n');
        return text.Append("To repeat it:\n  ").Append(command).Append('\n').ToString();
    }
}
