using ApSpec.Kernel;

namespace ApSpec.Search.Tests;

/// <summary>Effects are dropped or swapped one at a time, and the rules say what they make of it.</summary>
public sealed class MutantsTests
{
    private const string Bare = "mdevs=1 kvms=1 adapters=05 domains=0006 features=none";
    private static readonly Lazy<MutantsOutcome> Run = new(() => RunOf("v5.11", Bare));

    [Fact]
    public void A_reference_that_is_not_taken_is_noticed_by_its_rule_on_the_shortest_trace()
    {
        var mutant = Of(Run.Value, "SetKvm", "Get", MutationForm.Drop);

        Assert.Equal(MutantStatus.Noticed, mutant.Status);
        Assert.Equal("KVM-02", mutant.Rule!.Id);
        Assert.Equal(Checks.SetKvm.Kind, mutant.Trace!.Operations[^1].Kind);
        Assert.Equal(3, mutant.Trace.Operations.Length);
        Assert.Equal(Minimality.Proven, mutant.Minimality);
    }

    [Fact]
    public void An_effect_that_comes_too_late_is_noticed()
    {
        var mutant = Of(RunOf("v5.11", "mdevs=1 kvms=1 adapters=05 domains=0006 features=masks,irq"), "GetQueue", "StoreMdev", MutationForm.Delay);

        Assert.Equal(MutantStatus.Noticed, mutant.Status);
        Assert.Equal("MEM-02", mutant.Rule!.Id);
    }

    [Fact]
    public void A_mutant_without_any_difference_is_no_survivor()
    {
        var mutant = Of(Run.Value, "Create", "InitMatrix", MutationForm.Drop);

        Assert.Equal(MutantStatus.NoDifference, mutant.Status);
        Assert.Null(mutant.Trace);
        Assert.True(mutant.Traces > 0);
    }

    [Fact]
    public void A_survivor_shows_its_difference()
    {
        var mutant = Of(Run.Value, "Create", "Alloc", MutationForm.Drop);

        Assert.Equal(MutantStatus.Survived, mutant.Status);
        Assert.Equal("create m0", Assert.Single(mutant.Trace!.Operations).ToString());
        Assert.Contains("result: 0 | -ENOMEM", mutant.Differences);
        Assert.Empty(mutant.Mends);
    }

    [Fact]
    public void What_the_revision_itself_violates_is_no_notice_and_a_mutant_that_mends_it_says_so()
    {
        var outcome = RunOf("patch-v3", "mdevs=2 kvms=1 adapters=05 domains=0006 features=none");
        var mutant = Of(outcome, "SetKvm", "Unlock", MutationForm.Drop);

        Assert.Equal(MutantStatus.Survived, mutant.Status);
        Assert.Equal("LOCK-01", Assert.Single(mutant.Mends));
    }

    [Fact]
    public void The_score_counts_mutants_that_can_be_seen()
    {
        var outcome = Run.Value;

        Assert.Equal(outcome.Mutants.Length, outcome.Visible + outcome.Count(MutantStatus.NoDifference));
        Assert.Equal(100.0 * outcome.Count(MutantStatus.Noticed) / outcome.Visible, outcome.Score);
        Assert.Equal(100.0 * outcome.Count(MutantStatus.Noticed) / outcome.Mutants.Length, outcome.ScoreOfAll);
    }

    [Fact]
    public void The_result_does_not_depend_on_the_threads() =>
        Assert.Equal(Run.Value.Mutants.Select(Text), RunOf("v5.11", Bare, jobs: 3).Mutants.Select(Text));

    private static MutantsOutcome RunOf(string revision, string scope, int jobs = 1) => Mutants.Run(new MutantsRequest(
        Checks.RevisionOf(revision), [Checks.ScopeOf(scope)], Traces: 60, StatesMax: 300, Jobs: jobs, HasWitnesses: false));

    private static MutantOutcome Of(MutantsOutcome outcome, string function, string what, MutationForm form) => outcome.Mutants.First(
        mutant => mutant.Mutation.Function == function && mutant.Mutation.What == what && mutant.Mutation.Form == form);

    private static string Text(MutantOutcome mutant) =>
        $"{mutant.Mutation} {mutant.Status} {mutant.Rule?.Id} {mutant.Traces} {mutant.Trace} {string.Join(' ', mutant.Differences)}";
}
