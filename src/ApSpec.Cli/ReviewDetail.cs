using ApSpec.RealDriver.Review;
using ApSpec.Report;

namespace ApSpec.Cli;

/// <summary>How a review is printed.</summary>
/// <param name="Form">The form.</param>
/// <param name="Command">The command that repeats the review.</param>
internal sealed record ReviewDetail(ReviewForm Form, string Command)
{
    /// <summary>The text, with its last line end; empty when there is nothing to say.</summary>
    public string TextOf(ReviewOutcome outcome) => Form switch
    {
        ReviewForm.Screen => $"{ReviewText.Format(outcome)}\n",
        ReviewForm.Full => $"{ReviewText.Format(outcome)}\n{ReviewText.TablesOf(outcome)}\n",
        ReviewForm.Mail => ReviewMail.Format(outcome, Command),
        ReviewForm.Terse => Lines(ReviewTerse.Lines(outcome)),
        ReviewForm.Json => Lines(ReviewJson.LinesOf(outcome)),
        _ => throw new InvalidOperationException($"unknown form {Form}"),
    };

    private static string Lines(IEnumerable<string> lines) => string.Concat(lines.Select(line => $"{line}\n"));
}
