using ApSpec.Check;
using ApSpec.Drivers;
using ApSpec.Kernel;
using ApSpec.Rules;
using ApSpec.Vocabulary;

namespace ApSpec.Properties;

/// <summary>Every rule is put to the test by its witness and catches a seeded defect; neither is taken on trust.</summary>
public sealed class MutantTests
{
    /// <summary>The id of each rule.</summary>
    public static TheoryData<string> Rules() => [.. RuleBook.All.Select(rule => rule.Id)];

    /// <summary>The place of each mutant in the table, with what it is.</summary>
    public static TheoryData<int, string> Mutants()
    {
        var mutants = new TheoryData<int, string>();
        for (var i = 0; i < MutantTable.All.Length; i++)
            mutants.Add(i, $"{MutantTable.All[i].Rule}: {MutantTable.All[i].Mutation}");
        return mutants;
    }

    [Theory]
    [MemberData(nameof(Rules))]
    public void Every_rule_has_a_mutant_or_a_reason_why_not(string id)
    {
        var reason = MutantTable.NoMutant.Where(none => none.Rule == id).Select(none => none.Reason).ToArray();

        Assert.True(MutantTable.All.Any(mutant => mutant.Rule == id) != (reason.Length == 1), $"{id}: {string.Join(", ", reason)}");
        Assert.DoesNotContain("", reason);
    }

    [Fact]
    public void The_tables_speak_of_rules_that_exist()
    {
        Assert.All(MutantTable.All, mutant => Assert.NotNull(RuleBook.Find(mutant.Rule)));
        Assert.All(MutantTable.NoMutant, none => Assert.NotNull(RuleBook.Find(none.Rule)));
    }

    [Theory]
    [MemberData(nameof(Mutants))]
    public void A_mutant_is_caught_where_the_revision_passes(int place, string what)
    {
        var mutant = MutantTable.All[place];
        var caught = Violations(mutant, mutant.Mutation);

        Assert.True(caught[^1], $"{what} is not caught at the last step");
        Assert.False(Violations(mutant, null)[^1], $"{mutant.Revision} itself violates {mutant.Rule} at the last step");
    }

    // A rule that stands in NoMutant and is violated by a mutant of another, where the revision passes, has a mutant after all.
    [Fact]
    public void A_rule_without_a_mutant_is_caught_by_none_of_the_others()
    {
        foreach (var rule in MutantTable.NoMutant.Select(none => RuleBook.Find(none.Rule)!))
        {
            foreach (var mutant in MutantTable.All.Where(mutant => CanJudge(rule, mutant)))
                Assert.False(Violations(mutant with { Rule = rule.Id }, mutant.Mutation).Contains(true), $"{rule.Id} is violated by the mutant {mutant}");
        }
    }

    [Theory]
    [InlineData("MDEV-12", "v6.0", "v6.5", "v6.12", "v6.16")]
    [InlineData("LOCK-06", "v6.0", "v6.5", "v6.12", "v6.16")]
    [InlineData("EVENT-04", "v6.12", "6.12.117")]
    [InlineData("IRQ-14", "v6.0", "v6.5", "6.1.192")]
    public void A_released_driver_is_the_mutant_of_a_rule_that_the_newest_one_keeps(string id, params string[] revisions)
    {
        var rule = RuleBook.Find(id)!;
        var (scope, operations) = Split(rule.WitnessIn(Era.OpenDevice));
        var mutant = new Mutant(id, MutantTable.All[0].Mutation, scope, operations, "v7.2");

        Assert.All(revisions, revision => Assert.Contains(true, Violations(mutant with { Revision = revision }, null)));
        Assert.DoesNotContain(true, Violations(mutant, null));
    }

    private static (string Scope, string Operations) Split(string witness)
    {
        var lines = witness.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        return (lines[0]["scope ".Length..], string.Join(';', lines.Skip(1)));
    }

    private static bool CanJudge(Rule rule, Mutant mutant) =>
        rule.IsOf(Catalog.Find(mutant.Revision)!.Lifecycle) && mutant.Trace.Scope.Has(rule.Needs);

    // For each step, whether it violates the rule; steps after a call that never returned are not there.
    private static List<bool> Violations(Mutant mutant, Mutation? mutation)
    {
        var trace = mutant.Trace;
        var judge = new Judge(new ModelSystem(Catalog.Find(mutant.Revision)!, trace.Scope, mutation), [RuleBook.Find(mutant.Rule)!]);
        Assert.Single(judge.Rules);
        var violations = new List<bool>();
        foreach (var operation in trace.Operations)
        {
            violations.Add(!judge.Apply(operation, 0, out _).IsEmpty);
            if (judge.IsEnded)
                break;
        }

        return violations;
    }
}
