using System.Collections.Immutable;

namespace ApSpec.RealDriver.Exam;

/// <summary>A defect that is put into a driver to see whether it is noticed, or a change that nobody must mind.</summary>
/// <param name="Name">What scores call it.</param>
/// <param name="Class">What kind of mistake it is; <c>refactoring</c>: none.</param>
/// <param name="Source">Where it comes from: a fix that it takes back, a fix of another driver, an item of a checklist.</param>
/// <param name="Says">What is wrong, and who sees what of it.</param>
/// <param name="Touches">What of the driver it is reached by.</param>
/// <param name="Edits">The places, changed one after the other.</param>
public sealed record ExamEntry(string Name, string Class, string Source, string Says, string Touches, ImmutableArray<ExamEdit> Edits)
{
    private const string HarmlessClass = "refactoring";

    /// <summary>Why no caller can tell it from the driver without it; null for a defect.</summary>
    public string? Equivalent { get; init; }

    /// <summary>True when nothing may be said of it.</summary>
    public bool IsHarmless => Class == HarmlessClass || Equivalent is not null;

    /// <summary>The functions that are changed.</summary>
    public IEnumerable<string> Functions => Edits.Select(edit => edit.Function).Where(function => function.Length > 0).Distinct();
}
