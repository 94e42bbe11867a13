namespace ApSpec.RealDriver.Build;

/// <summary>How a tool that was run ended.</summary>
/// <param name="Exit">Its exit code; null when it could not be started or took too long.</param>
/// <param name="Out">Standard output.</param>
/// <param name="Error">Standard error; or why there is no exit code.</param>
internal sealed record ToolOutput(int? Exit, string Out, string Error)
{
    /// <summary>True when the program is not there at all.</summary>
    public bool IsMissing { get; init; }

    /// <summary>True when it ended with 0.</summary>
    public bool IsOk => Exit == 0;
}
