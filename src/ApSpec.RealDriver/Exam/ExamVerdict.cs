namespace ApSpec.RealDriver.Exam;

/// <summary>The verdict on one entry of an exam.</summary>
public enum ExamVerdict : byte
{
    /// <summary>It makes the driver violate a rule.</summary>
    ByRule,

    /// <summary>Only calls at once violate a rule.</summary>
    ByThreads,

    /// <summary>It makes the driver fail its self-test, or end the process.</summary>
    BySelfTest,

    /// <summary>No rule is violated, but results or the ledger differ.</summary>
    ByDifference,

    /// <summary>A defect was not noticed.</summary>
    Missed,

    /// <summary>A harmless change was not reported, as it should be.</summary>
    Quiet,

    /// <summary>A harmless change was reported: a false alarm.</summary>
    FalseAlarm,

    /// <summary>The tree does not have the place.</summary>
    NotHere,

    /// <summary>It was not run, or not to the end: it does not compile, calls a function without a fake, or there was no time.</summary>
    NoVerdict,
}
