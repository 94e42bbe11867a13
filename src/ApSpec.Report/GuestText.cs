namespace ApSpec.Report;

/// <summary>A line of the guest's view, for a mail.</summary>
internal static class GuestText
{
    /// <summary>The line, with its end.</summary>
    public static string Of(string line) => MailText.Wrap(line, "  guest: ", "    ") + "\n";
}
