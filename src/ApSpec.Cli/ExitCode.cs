namespace ApSpec.Cli;

/// <summary>What the command's exit code says.</summary>
internal static class ExitCode
{
    /// <summary>No rule violated, or the result is the expected one.</summary>
    public const int Ok = 0;

    /// <summary>A rule is violated, or the result is not the expected one.</summary>
    public const int Violated = 1;

    /// <summary>Bad usage or bad input, or the machine refused what was needed.</summary>
    public const int BadInput = 2;

    /// <summary>We are wrong.</summary>
    public const int Internal = 3;

    /// <summary>A bound, of time or memory or states, cut something off, and nothing was found before.</summary>
    public const int CutOff = 4;

    /// <summary>The user ended it, as shells say it of SIGINT.</summary>
    public const int Interrupted = 130;

    /// <summary>Something ended it, as shells say it of SIGTERM.</summary>
    public const int Terminated = 143;

    /// <summary>Its terminal went away, as shells say it of SIGHUP.</summary>
    public const int HungUp = 129;

    /// <summary>The reader of standard output went away, as shells say it of SIGPIPE.</summary>
    public const int ReaderGone = 141;
}
