using ApSpec.Check;
using ApSpec.Drivers;
using ApSpec.Rules;
using ApSpec.Vocabulary;

namespace ApSpec.Bench;

/// <summary>The worlds that are measured.</summary>
internal static class Worlds
{
    /// <summary>2 mdevs, 2 guests, 2x2 queues.</summary>
    public const string Campaign = "mdevs=2 kvms=2 adapters=05,06 domains=0006,0007 features=masks,irq";

    public static Judge JudgeOf(string revision, string scope, IEnumerable<Rule>? rules = null) => new(
        new ModelSystem(Catalog.Find(revision) ?? throw new ArgumentException(revision), ScopeOf(scope)), rules ?? RuleBook.All);

    public static IReadOnlyList<FieldInfo> FieldsOf(string revision, Scope scope) =>
        new ModelSubject(Catalog.Find(revision) ?? throw new ArgumentException(revision)).FieldsOf(scope);

    public static Scope ScopeOf(string text) => ScopeText.Parse(text, out var error) ?? throw new ArgumentException(error);
}
