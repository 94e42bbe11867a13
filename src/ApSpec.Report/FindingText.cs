using ApSpec.Search;
using ApSpec.Vocabulary;

namespace ApSpec.Report;

/// <summary>The findings of one rule as mail text: the simplest as a table, the others by a line each.</summary>
public static class FindingText
{
    /// <summary>The text; <paramref name="findings"/> are of one rule and revision, the simplest first.</summary>
    public static string Format(IReadOnlyList<Finding> findings) => CounterexampleText.Format(
        findings[0].Counterexample,
        [
            .. findings[0].Reservations.Select(ReservationText.Format),
            .. findings[0].FollowsFrom is { } step ? (string[])[$"follows from what goes wrong at step {step}"] : [],
            .. CauseWords.Where(findings[0]) is { IsEmpty: false } places ? (string[])[$"goes another way than the nearest call that goes right: {string.Join(", ", places)}"] : [],
            .. findings[0].Sanitizer is { } report ? (string[])[SanitizerWords.Long(report)] : [],
            .. findings[0].Outside is { } file ? (string[])[$"not this driver: it goes wrong in {file}, of the kernel around it"] : [],
            .. findings[0].Counterexample.Trace.Scope.Profile == Profile.Hostile ? (string[])["hostile only: it takes a call that the VFIO core never makes"] : [],
            $"found: seed {findings[0].Seed}, {findings[0].FoundLength} operations, in {findings[0].FoundIn}",
            .. findings.Skip(1).Select(Also),
        ]);

    private static string Also(Finding finding)
    {
        var found = finding.Counterexample;
        var profile = found.Trace.Scope.Profile == Profile.Hostile ? ", hostile" : "";
        var outside = finding.Outside is { } file ? $", not this driver: {file}" : "";
        return $"also by {found.Trigger} ({found.Length} operations, {MinimalityText.Word(found.Minimality)}{profile}{outside}): "
               + string.Join("; ", found.Trace.Operations);
    }
}
