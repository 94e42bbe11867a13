namespace ApSpec.RealDriver.Replay;

/// <summary>How a recorded program can end.</summary>
public enum ReplayEnd
{
    /// <summary>It ran to its end, without a sanitizer report.</summary>
    Clean,

    /// <summary>A sanitizer reported.</summary>
    Reported,

    /// <summary>The driver deviated from the record.</summary>
    Diverged,

    /// <summary>It did not run to its end for another reason.</summary>
    Failed,
}
