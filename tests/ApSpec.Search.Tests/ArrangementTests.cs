using ApSpec.Explore;
using ApSpec.Rules;
using ApSpec.Vocabulary;

namespace ApSpec.Search.Tests;

/// <summary>Which of several traces of one length is printed: set-up first, and the same one whatever the seed.</summary>
public sealed class ArrangementTests
{
    private const string Masks = "mdevs=2 kvms=2 adapters=05 domains=0006 features=masks";
    private const string Hardware = "mdevs=1 kvms=1 adapters=05 domains=0006 features=masks,irq,hw";

    [Theory]
    [InlineData("v5.10", "KVM-01 by open", "KVM-01 by set_kvm null", "CALL-03 by open", "MASK-01 by set_kvm null", "MASK-02 by set_kvm")]
    [InlineData("v5.11", "KVM-01 by open", "KVM-01 by set_kvm", "CALL-03 by open", "MASK-02 by set_kvm", "HOOK-01 by set_kvm")]
    public void Other_seeds_print_the_same_traces(string revision, params string[] findings)
    {
        var some = TracesOf(revision, seed: 1);
        var others = TracesOf(revision, seed: 50_001);

        foreach (var finding in findings)
        {
            Assert.True(some.Contains(finding), $"{finding} is not found");
            Assert.Equal(some[finding].First(), others[finding].First());
        }
    }

    [Theory]
    [InlineData("create m0", "open m0", "assign_domain m0 0006", "assign_adapter m0 05", "set_kvm m0 k0", "set_kvm m0 null")]
    [InlineData("create m0", "assign_domain m0 0006", "set_kvm m0 k0", "assign_adapter m0 05", "open m0", "set_kvm m0 null")]
    [InlineData("create m1", "assign_adapter m1 05", "open m1", "set_kvm m1 k1", "set_kvm m1 null")]
    public void Set_up_stands_first_in_the_order_in_which_a_person_does_it(params string[] operations)
    {
        var found = new Minimizer(Checks.SubjectOf("v5.10"), new SearchLimits()).Minimize(Checks.TraceOf(Masks, operations), Checks.RuleOf("MASK-01"))!;

        Assert.Equal("create m0; assign_adapter m0 05; set_kvm m0 k0; open m0; set_kvm m0 null", string.Join("; ", found.Trace.Operations));
    }

    [Fact]
    public void An_odd_answer_gives_way_to_a_checkstop_that_does_the_same()
    {
        var trace = Checks.TraceOf(Hardware, "create m0", "assign_adapter m0 05", "assign_domain m0 0006", "set_kvm m0 k0", "open m0",
            "hw 05.0006 aqic=04 for 20ms", "aqic_enable k0 05.0006 isc=3 nib=0x12000");

        var found = new Minimizer(Checks.SubjectOf("v5.11"), new SearchLimits(2_000)).Minimize(trace, Checks.RuleOf("IRQ-02"))!;

        Assert.Equal(trace.Operations.Length, found.Length);
        Assert.DoesNotContain(found.Trace.Operations, operation => operation.Kind == OperationKind.HwAnswer);
    }

    [Fact]
    public void Of_two_traces_of_one_length_that_without_an_odd_answer_is_the_simpler_one()
    {
        var odd = Checks.TraceOf(Hardware, "create m0", "hw 05.0006 aqic=04 for 20ms");
        var plain = Checks.TraceOf(Hardware, "create m0", "checkstop 05");

        Assert.True(TraceOrder.KeyOf(plain).CompareTo(TraceOrder.KeyOf(odd)) < 0);
        Assert.True(TraceOrder.KeyOf(odd).CompareTo(TraceOrder.KeyOf(plain with { Operations = plain.Operations.Insert(0, plain.Operations[0]) })) < 0);
    }

    private static ILookup<string, string> TracesOf(string revision, ulong seed) => Checker.Run(
            new CheckRequest([], RuleBook.All, [Checks.ScopeOf(Masks)], new CampaignOptions(seed, Traces: 300), new SearchLimits(500)), Checks.SubjectOf(revision))
        .Findings.OrderBy(finding => TraceOrder.KeyOf(finding.Counterexample.Trace))
        .ToLookup(finding => $"{finding.Counterexample.Rule.Id} by {finding.Counterexample.Trigger}", finding => string.Join("; ", finding.Counterexample.Trace.Operations));
}
