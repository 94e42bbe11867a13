using ApSpec.Check;
using ApSpec.Drivers;
using ApSpec.Rules;
using ApSpec.Vocabulary;

namespace ApSpec.Explore.Tests;

/// <summary>Judges and explorers for the tests of this room.</summary>
internal static class Searches
{
    public static Revision RevisionOf(string name) => Catalog.Find(name) ?? throw new ArgumentException(name);

    public static Scope ScopeOf(string text) => ScopeText.Parse(text, out var error) ?? throw new ArgumentException(error);

    public static Judge JudgeOf(string revision, Scope scope, params string[] rules) =>
        new(new ModelSystem(RevisionOf(revision), scope),
            rules.Length == 0 ? RuleBook.All : rules.Select(id => RuleBook.Find(id) ?? throw new ArgumentException(id)));

    public static Exploration Explore(string revision, string scope, SearchLimits? limits = null)
    {
        var bounds = ScopeOf(scope);
        return new Explorer(JudgeOf(revision, bounds), Alphabet.Of(bounds)).Run(limits ?? new SearchLimits());
    }

    public static Exploration FirstOf(string revision, Scope scope, string rule)
    {
        new Explorer(JudgeOf(revision, scope, rule), Alphabet.Of(scope)).FirstViolation(new SearchLimits(), SetKvmNull, out var explored);
        return explored;
    }

    public static Trigger SetKvmNull { get; } = new(OperationKind.SetKvm, IsNull: true, FailPoint.None, IsRefused: false);
}
