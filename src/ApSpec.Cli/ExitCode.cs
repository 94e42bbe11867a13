namespace ApSpec.Cli;

/// <summary>What the command's exit code says.</summary>
internal static class ExitCode
{
    /// <summary>No rule violated, or the result is the expected one.</summary>
    public const int Ok = 0;

    /// <summary>A rule is violated, or the result is not the expected one.</summary>
    public const int Violated = 1;

    /// <summary>Bad usage or bad input.</summary>
    public const int BadInput = 2;

    /// <summary>We are wrong.</summary>
    public const int Internal = 3;

    /// <summary>A bound cut off an exhaustive search.</summary>
    public const int CutOff = 4;
}
