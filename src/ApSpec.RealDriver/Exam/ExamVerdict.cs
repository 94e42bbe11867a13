namespace ApSpec.RealDriver.Exam;

/// <summary>What became of one entry of an exam.</summary>
public enum ExamVerdict : byte
{
    /// <summary>A rule is violated that was kept without it.</summary>
    ByRule,

    /// <summary>The driver fails its self-test, or ends the process, and did not without it.</summary>
    BySelfTest,

    /// <summary>No rule minds, but results or the ledger differ.</summary>
    ByDifference,

    /// <summary>Nothing is said of a defect.</summary>
    Missed,

    /// <summary>Nothing is said of what is harmless.</summary>
    Quiet,

    /// <summary>Something is said of what is harmless.</summary>
    FalseAlarm,

    /// <summary>The tree does not have the place.</summary>
    NotHere,

    /// <summary>It could not be run, or not to the end: it does not compile, calls what nothing stands for, or there was no time.</summary>
    NoVerdict,
}
