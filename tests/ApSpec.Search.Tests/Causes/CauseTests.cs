using ApSpec.Check;
using ApSpec.Search.Causes;
using ApSpec.Vocabulary;

namespace ApSpec.Search.Tests.Causes;

/// <summary>What stands for a cause, who can do it, and in which order causes are printed.</summary>
public sealed class CauseTests
{
    private const string Core = "mdevs=1 kvms=1 adapters=05 domains=0006 features=masks,irq";
    private const string Hostile = Core + " profile=hostile";
    private static readonly string[] ByGuest = ["create m0", "open m0", "set_kvm m0 k0", "aqic_disable k0 05.0006"];
    private static readonly string[] ByUserSpace = ["create m0", "open m0", "set_kvm m0 k0", "set_kvm m0 null"];
    private static readonly string[] ByRoot = ["create m0", "remove m0"];

    [Fact]
    public void Hostile_causes_are_last_then_those_outside_then_the_worst_is_first_then_who_needs_least()
    {
        Cause[] order =
        [
            CauseOf(FindingOf("MEM-01", Core, ByRoot)),
            CauseOf(FindingOf("LOCK-03", Core, ByRoot)),
            CauseOf(FindingOf("IRQ-01", Core, ByGuest)),
            CauseOf(FindingOf("IRQ-01", Core, ByUserSpace)),
            CauseOf(FindingOf("CALL-03", Core, ByGuest)),
            CauseOf(FindingOf("MEM-01", Core, ByGuest) with { Outside = "vfio_main.c" }),
            CauseOf(FindingOf("MEM-01", Hostile, ByGuest)),
        ];

        Assert.Equal(order, order.Reverse().Order());
    }

    [Theory]
    [InlineData("MEM-01", Severity.Crash)]
    [InlineData("MEM-04", Severity.Wrong)]
    [InlineData("LOCK-01", Severity.Hang)]
    [InlineData("CALL-01", Severity.Hang)]
    [InlineData("CALL-03", Severity.Warning)]
    [InlineData("CALL-02", Severity.Wrong)]
    [InlineData("KVM-01", Severity.Wrong)]
    public void Severity_is_of_what_the_rule_forbids(string rule, Severity severity) => Assert.Equal(severity, Severities.Of(Checks.RuleOf(rule)));

    [Fact]
    public void A_cause_is_as_bad_as_the_worst_it_leads_to_but_for_what_only_a_hostile_core_can_do()
    {
        Assert.Equal(Severity.Crash, CauseOf(FindingOf("KVM-01", Core, ByUserSpace), FindingOf("MEM-01", Core, ByUserSpace)).Severity);
        Assert.Equal(Severity.Wrong, CauseOf(FindingOf("KVM-01", Core, ByUserSpace), FindingOf("MEM-01", Hostile, ByUserSpace)).Severity);
        Assert.Equal(Severity.Crash, CauseOf(FindingOf("MEM-01", Hostile, ByUserSpace)).Severity);
    }

    [Fact]
    public void The_shortest_of_what_goes_wrong_first_stands_for_a_cause_and_the_easiest_tells_who()
    {
        var (shortest, easiest) = (FindingOf("IRQ-01", Core, ByRoot), FindingOf("IRQ-01", Core, ByGuest));
        var cause = CauseOf(easiest, shortest);

        Assert.Same(shortest, cause.Head);
        Assert.Same(easiest, cause.Easiest);
        Assert.Equal((Actor.Guest, "IRQ-01 by remove"), (cause.Who, cause.Name));
    }

    // v5.10 goes wrong at step 4; what is violated later by the guest follows from that, and the guest cannot do step 4.
    [Fact]
    public void A_consequence_neither_stands_for_a_cause_nor_tells_who()
    {
        var first = V510("KVM-01", "create m0", "open m0", "set_kvm m0 k0", "assign_adapter m0 05", "set_kvm m0 null");
        var later = V510("HOOK-03", "create m0", "open m0", "set_kvm m0 k0", "set_kvm m0 null", "release m0", "remove m0");
        var cause = CauseOf(later, first);

        Assert.Equal(4, later.FollowsFrom);
        Assert.Same(first, cause.Head);
        Assert.Equal(first.Who, cause.Who);
    }

    private static Cause CauseOf(params Finding[] findings) => new(findings);

    private static Finding FindingOf(string rule, string scope, string[] operations)
    {
        var trace = Checks.TraceOf(scope, operations);
        return new Finding(new Counterexample(Checks.SubjectOf("v5.10"), Checks.RuleOf(rule), Trigger.Of(trace.Operations[^1], StepResult.Ok), trace, Minimality.Proven, 0),
            1, trace.Scope, trace.Operations.Length, []);
    }

    private static Finding V510(string rule, params string[] operations)
    {
        var finding = FindingOf(rule, Core, operations);
        return finding with { Counterexample = finding.Counterexample.Recorded() };
    }
}
