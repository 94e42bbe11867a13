namespace ApSpec.Cli;

/// <summary>The command's exit codes.</summary>
internal static class ExitCode
{
    /// <summary>No rule violated, or the result is the expected one.</summary>
    public const int Ok = 0;

    /// <summary>A rule is violated, or the result is not the expected one.</summary>
    public const int Violated = 1;

    /// <summary>Bad usage or bad input, or a failure of the machine.</summary>
    public const int BadInput = 2;

    /// <summary>An internal error: a bug of ours.</summary>
    public const int Internal = 3;

    /// <summary>Nothing was found, but a limit of time, memory or states cut something off.</summary>
    public const int CutOff = 4;

    /// <summary>Ended by SIGINT: 128 + 2, as in shells.</summary>
    public const int Interrupted = 130;

    /// <summary>Ended by SIGTERM: 128 + 15.</summary>
    public const int Terminated = 143;

    /// <summary>The terminal went away, SIGHUP: 128 + 1.</summary>
    public const int HungUp = 129;

    /// <summary>The reader of standard output went away, SIGPIPE: 128 + 13.</summary>
    public const int ReaderGone = 141;
}
