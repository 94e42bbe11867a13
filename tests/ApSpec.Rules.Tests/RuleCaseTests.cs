namespace ApSpec.Rules.Tests;

/// <summary>Each rule against steps built by hand: its violations with their evidence, and their passing siblings.</summary>
public sealed class RuleCaseTests
{
    private static readonly RuleCase[] Cases =
        [.. KvmHookCases.All(), .. MaskCases.All(), .. LockCallMemCases.All(), .. MdevCases.All(), .. IrqCases.All(), .. QueueCases.All(),
        .. HotPlugCases.All(), .. HotPlugBoundCases.All(), .. MomentCases.All(), .. OrderCases.All(), .. ShadowCases.All(), .. UserCases.All(), .. KeptCases.All(), .. RefusalCases.All(),
        .. SecondEntityCases.All()];

    public static TheoryData<string> Names => [.. Cases.Select(c => c.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_rule_judges_the_whole_step(string name)
    {
        var @case = Cases.Single(c => c.Name == name);
        var rule = RuleBook.Find(@case.Rule)!;
        var evidence = Evidence.None;
        var holds = rule.Predicate(@case.Step.Full(), ref evidence);
        Assert.Equal(@case.Evidence, holds ? null : $"{evidence.Column}: {evidence.Text}");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_rule_judges_the_touched_entities_alike(string name)
    {
        var @case = Cases.Single(c => c.Name == name);
        var rule = RuleBook.Find(@case.Rule)!;
        var evidence = Evidence.None;
        var step = @case.Step.Touched();
        var holds = rule.Predicate(step, ref evidence);
        Assert.Equal(@case.Evidence, holds ? null : $"{evidence.Column}: {evidence.Text}");
        var set = new RuleSet(step.After.Layout);
        var concerned = set.Concerned(step).Has(set.Rules.IndexOf(rule));
        Assert.True(holds || concerned, $"{rule.Id} reads {rule.Reads}, the step that breaks it has {set.PartsOf(step)}");
    }

    [Fact]
    public void Every_rule_has_a_violating_step_and_a_passing_sibling()
    {
        foreach (var rule in RuleBook.All)
        {
            Assert.True(Cases.Any(c => c.Rule == rule.Id && c.Evidence is not null), $"{rule.Id} has no violating step");
            Assert.True(Cases.Any(c => c.Rule == rule.Id && c.Evidence is null), $"{rule.Id} has no passing step");
        }
    }

    [Fact]
    public void Every_premise_holds_in_a_case()
    {
        var never = RuleBook.All.Where(rule => !Cases.Any(c => c.Rule == rule.Id && rule.Premise(c.Step.Full())));
        Assert.True(!never.Any(), string.Join(" ", never.Select(rule => rule.Id)));
    }

    [Fact]
    public void Every_case_is_in_a_scope_that_its_rule_can_be_judged_in()
    {
        foreach (var @case in Cases)
            Assert.True(@case.Step.Scope.Has(RuleBook.Find(@case.Rule)!.Needs), @case.Name);
    }

    [Fact]
    public void Evidence_is_one_short_clause_of_ASCII()
    {
        foreach (var text in Cases.Where(c => c.Evidence is not null).Select(c => c.Evidence!))
        {
            Assert.All(text, c => Assert.InRange(c, ' ', '~'));
            Assert.False(text.EndsWith('.'), text);
        }
    }

    [Fact]
    public void Judging_a_step_that_holds_allocates_nothing()
    {
        var step = new StepBuilder(Ledgers.Everything, "aqic_enable k0 05.0006 isc=3 nib=0x12000")
            .Before(Ledgers.AttachedQueue).After(Ledgers.Aqic).Lifecycle(Ledgers.IsAttached).Full();
        Assert.True(JudgeAll(step));
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++)
            JudgeAll(step);
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    private static bool JudgeAll(in ApSpec.Vocabulary.Step step)
    {
        var all = true;
        var evidence = Evidence.None;
        foreach (var rule in RuleBook.All)
            all &= !rule.IsOf(step.After.Layout.Era) || rule.Predicate(step, ref evidence);
        return all;
    }
}
