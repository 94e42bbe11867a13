namespace ApSpec.Report;

/// <summary>What kept a check from running all traces that it was to run.</summary>
public enum CutOffReason : byte
{
    /// <summary>The time that the user gave it.</summary>
    Time,

    /// <summary>The user ended it.</summary>
    Interrupted,

    /// <summary>Too many traces ended the process that ran them, or the driver cannot be loaded.</summary>
    Deaths,
}
