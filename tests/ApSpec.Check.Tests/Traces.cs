using System.Collections.Immutable;
using ApSpec.Drivers;
using ApSpec.Rules;
using ApSpec.Vocabulary;

namespace ApSpec.Check.Tests;

/// <summary>Traces and judges from text.</summary>
internal static class Traces
{
    public const string Lifecycle = "mdevs=2 kvms=2 features=none";

    /// <summary>A trace from a scope and operations separated by semicolons.</summary>
    public static Trace Of(string scope, string operations) => new(
        ScopeText.Parse(scope, out var error) ?? throw new ArgumentException(error, nameof(scope)), Operations(operations));

    public static ImmutableArray<Operation> Operations(string operations) =>
    [
        .. operations.Split(';').Select(line =>
            OperationSyntax.Parse(line, out var error) ?? throw new ArgumentException(error, nameof(operations))),
    ];

    public static Judge Judge(string revision, string scope, params string[] rules) => new(
        new ModelSystem(Catalog.Find(revision)!, ScopeText.Parse(scope, out _)!),
        rules.Length == 0 ? RuleBook.All : rules.Select(id => RuleBook.Find(id)!));

    /// <summary>A trace of the scope's own operations, the same each time for a seed.</summary>
    public static Trace Drawn(string scope, uint seed, int length)
    {
        var parsed = ScopeText.Parse(scope, out _)!;
        var alphabet = Alphabet.Of(parsed);
        var operations = ImmutableArray.CreateBuilder<Operation>();
        var state = seed;
        for (var i = 0; i < length; i++)
        {
            state = (state * 1664525) + 1013904223; // Numerical Recipes
            operations.Add(alphabet[(int)((state >> 8) % (uint)alphabet.Length)]);
        }

        return new Trace(parsed, operations.ToImmutable());
    }

    /// <summary>Ids of the rules in a set of bits.</summary>
    public static string Names(this Judge judge, RuleBits bits) =>
        string.Join(' ', judge.Rules.Where((_, i) => bits.Has(i)).Select(rule => rule.Id));

    /// <summary>Does operations; the rules that the last one violates.</summary>
    public static string Do(this Judge judge, string operations, RuleBits ignore = default)
    {
        var violated = RuleBits.None;
        foreach (var operation in Operations(operations))
            violated = judge.Apply(operation, ignore, out _);
        return judge.Names(violated);
    }
}
