namespace ApSpec.Report;

/// <summary>Why a check did not run all of its traces.</summary>
public enum CutOffReason : byte
{
    /// <summary>The time limit.</summary>
    Time,

    /// <summary>The user ended it.</summary>
    Interrupted,

    /// <summary>Too many traces killed their process, or the driver cannot be loaded.</summary>
    Deaths,
}
