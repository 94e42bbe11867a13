namespace ApSpec.Search.Causes;

/// <summary>How bad it is, the worst first.</summary>
public enum Severity : byte
{
    /// <summary>Memory is corrupted, or the host crashes.</summary>
    Crash,

    /// <summary>A call never returns, or calls can deadlock.</summary>
    Hang,

    /// <summary>A guest or the host keeps what it must not, or lacks what it must have.</summary>
    Wrong,

    /// <summary>The kernel warns.</summary>
    Warning,
}
