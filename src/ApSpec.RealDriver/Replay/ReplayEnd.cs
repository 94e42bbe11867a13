namespace ApSpec.RealDriver.Replay;

/// <summary>How a recorded program can end.</summary>
public enum ReplayEnd
{
    /// <summary>It ran to its end, and no sanitizer said a word.</summary>
    Clean,

    /// <summary>A sanitizer reported.</summary>
    Reported,

    /// <summary>The driver did something that the record does not hold.</summary>
    Diverged,

    /// <summary>It did not run to its end for another reason.</summary>
    Failed,
}
