using System.Collections.Immutable;

namespace ApSpec.RealDriver.Exam;

/// <summary>How many of an exam's defects were noticed.</summary>
public static class ExamScore
{
    /// <summary>Per cent of the defects that could be run; 0 when there was none.</summary>
    public static double PercentNoticed(ImmutableArray<ExamResult> results)
    {
        var counted = results.Count(result => result.IsCounted);
        return counted == 0 ? 0 : 100.0 * results.Count(result => result.IsNoticed) / counted;
    }
}
