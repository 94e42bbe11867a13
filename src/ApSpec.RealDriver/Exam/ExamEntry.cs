using System.Collections.Immutable;

namespace ApSpec.RealDriver.Exam;

/// <summary>A defect that is put into a driver to see whether it is noticed, or a harmless change that must not be reported.</summary>
/// <param name="Name">Its name in scores.</param>
/// <param name="Class">The kind of mistake; <c>refactoring</c> for a harmless change.</param>
/// <param name="Source">Its source: a fix that it reverts, a fix of another driver, an item of a checklist.</param>
/// <param name="Says">What is wrong, and who notices it.</param>
/// <param name="Touches">The entry points of the driver that reach it.</param>
/// <param name="Edits">The places, changed one after the other.</param>
public sealed record ExamEntry(string Name, string Class, string Source, string Says, string Touches, ImmutableArray<ExamEdit> Edits)
{
    private const string HarmlessClass = "refactoring";

    /// <summary>Why no caller can notice it; null for a defect.</summary>
    public string? Equivalent { get; init; }

    /// <summary>True for a harmless change, which must not be reported.</summary>
    public bool IsHarmless => Class == HarmlessClass || Equivalent is not null;

    /// <summary>The functions that are changed.</summary>
    public IEnumerable<string> Functions => Edits.Select(edit => edit.Function).Where(function => function.Length > 0).Distinct();
}
