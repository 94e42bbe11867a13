using System.Text.RegularExpressions;
using ApSpec.Rules;
using ApSpec.Vocabulary;

namespace ApSpec.Check.Threads;

/// <summary>A rule that calls of several threads violate, and that they do not violate one after the other.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Evidence">What it saw.</param>
/// <param name="IsDeadlock">Every thread that has not returned waits for another.</param>
public sealed partial record ThreadViolation(Rule Rule, Evidence Evidence, bool IsDeadlock = false)
{
    /// <summary>Tells two violations of one rule apart.</summary>
    public string Sign => SignOf(Rule, Evidence);

    /// <summary>The evidence in one clause.</summary>
    public string Text => Evidence.Text ?? Rule.Sentence;

    /// <summary>
    /// Tells two violations of one rule apart: circles of locks by their locks, anything else by what is wrong, whichever mdev, guest, queue or line it is.
    /// </summary>
    public static string SignOf(Rule rule, in Evidence evidence) =>
        evidence.Sign is { } circle && evidence.Column == EvidenceColumn.Locks && rule.Id is "LOCK-03" or "CALL-01" ? circle : Ids().Replace(Unfreed(evidence) ?? rule.Id, "*");

    // Memory is used at many places that was freed at one.
    private static string? Unfreed(in Evidence evidence) => evidence.Freed is { } place ? evidence.Text?.Replace(Fault.FreedClause(place), "", StringComparison.Ordinal) : evidence.Text;

    [GeneratedRegex(@"\b[mk]\d\b|\b[0-9a-f]{2}\.[0-9a-f]{4}\b|\b[0-9a-f]{4}\b|\b[0-9a-f]{2}\b")]
    private static partial Regex Ids();
}
