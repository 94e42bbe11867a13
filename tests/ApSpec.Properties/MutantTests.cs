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

    // No driver of the catalog breaks a rule that stands in NoMutant with any single effect left out, on any trace of the table:
    // if one does, the rule has a mutant after all.
    [Fact]
    public void A_rule_without_a_mutant_is_caught_by_none_of_the_others()
    {
        foreach (var (id, _) in MutantTable.NoMutant.Where(none => RuleBook.Find(none.Rule)!.IsOf(Era.Notifier)))
        {
            foreach (var mutant in MutantTable.All)
            {
                if (!mutant.Trace.Scope.Has(RuleBook.Find(id)!.Needs))
                    continue;
                Assert.DoesNotContain(true, Violations(mutant with { Rule = id }, mutant.Mutation));
            }
        }
    }

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
