using ApSpec.Explore;
using ApSpec.Vocabulary;

namespace ApSpec.Search.Tests;

/// <summary>The minimizer's short search for another way to the same violation, which no smaller candidate leads to.</summary>
public sealed class ShortcutTests
{
    private const string TwoOfEach = "mdevs=2 kvms=2 adapters=05 domains=0006 features=none";

    // A second guest overwrites the first. None of the eight can be left out, and yet a second open does with five.
    private static readonly string[] Overwritten =
        ["create m0", "open m0", "set_kvm m0 k0", "set_kvm m0 k1", "create m1", "set_kvm m1 k1", "open m1", "release m0"];

    [Fact]
    public void A_shorter_way_is_found_that_no_candidate_leads_to() =>
        Assert.Equal("create m0; open m0; open m0; set_kvm m0 k0; release m0", Shorten(new ArrangedSubject("v5.10"), "KVM-02", TwoOfEach, Overwritten));

    [Fact]
    public void A_draft_takes_no_shorter_way()
    {
        var minimizer = new Minimizer(Checks.SubjectOf("v5.10"), new SearchLimits());
        var draft = minimizer.Draft(Checks.TraceOf(TwoOfEach, Overwritten), Checks.RuleOf("KVM-02"))!;

        Assert.Equal(string.Join("; ", Overwritten), string.Join("; ", draft.Operations));
        Assert.Null(minimizer.Draft(draft, Checks.RuleOf("HOOK-03")));
    }

    [Fact]
    public void A_draft_is_of_the_smallest_scope()
    {
        var draft = new Minimizer(Checks.SubjectOf("v5.10"), new SearchLimits())
            .Draft(Checks.TraceOf(TwoOfEach, "create m1", "create m0", "open m1", "set_kvm m1 k1", "set_kvm m1 null"), Checks.RuleOf("KVM-01"))!;

        Assert.Equal("mdevs=1 kvms=1 adapters=05 domains=0006 features=none", draft.Scope.ToString());
        Assert.Equal("create m0; open m0; set_kvm m0 k0; set_kvm m0 null", string.Join("; ", draft.Operations));
    }

    // Two or three states: the way with five operations lies behind more.
    [Fact]
    public void A_search_that_may_cost_little_finds_nothing()
    {
        var subject = new ArrangedSubject("v5.10", transitions: 60);

        Assert.Equal(string.Join("; ", Overwritten), Shorten(subject, "KVM-02", TwoOfEach, Overwritten));
        Assert.NotEmpty(subject.Searched);
    }

    // In either order they are as short as can be: a search that looks as deep as the trace is long would make them one.
    [Theory]
    [InlineData("create m0", "open m0", "set_kvm m0 k0", "set_kvm m0 null")]
    [InlineData("create m0", "set_kvm m0 k0", "open m0", "set_kvm m0 null")]
    public void A_way_that_is_no_shorter_is_not_taken(params string[] operations) =>
        Assert.Equal(string.Join("; ", operations), Shorten(new ArrangedSubject("v5.10"), "KVM-01", TwoOfEach, operations));

    // A second open and a close; or an open that fails, for which the smaller scope has no word.
    [Fact]
    public void It_is_looked_for_before_the_scope_gets_smaller() =>
        Assert.Equal(
            "create m0; open m0; open m0 fail=iommu; set_kvm m0 k0",
            Shorten(new ArrangedSubject("v5.10"), "MDEV-07", "mdevs=1 kvms=1 adapters=05 domains=0006 features=failures",
                "create m0", "open m0", "open m0", "release m0", "set_kvm m0 k0"));

    // After a removal the queues are still being reset, so that the PQAP is refused; an adapter that is deconfigured refuses it as well, and so do
    // answers that the trace sets. What is met first stays.
    [Fact]
    public void An_answer_that_the_hardware_does_not_give_by_itself_comes_last()
    {
        var subject = new ArrangedSubject("v5.10")
        {
            Order = operations => operations.Where(operation => operation.Kind is OperationKind.Create or OperationKind.Open or OperationKind.AssignAdapter
                or OperationKind.AssignDomain or OperationKind.SetKvm or OperationKind.HwAnswer or OperationKind.Deconfigure or OperationKind.AqicEnable),
        };

        Assert.Equal(
            "create m0; open m0; assign_adapter m0 05; assign_domain m0 0006; set_kvm m0 k0; deconfigure 05; aqic_enable k0 05.0006 isc=3 nib=0x12000",
            Shorten(subject, "IRQ-01", "mdevs=1 kvms=1 adapters=05 domains=0006 features=masks,irq,hw",
                "create m0", "assign_adapter m0 05", "assign_domain m0 0006", "remove m0", "create m0", "assign_adapter m0 05", "assign_domain m0 0006",
                "open m0", "set_kvm m0 k0", "aqic_enable k0 05.0006 isc=3 nib=0x12000"));
    }

    [Theory]
    [InlineData("adapters=01,02,03,04,05,06,07,08 domains=0001,0002,0003,0004,0005,0006,0007,0008", 64)]
    [InlineData("adapters=01,02,03,04,05 domains=0001,0002,0003,0004,0005,0006,0007,0008,0009,000a,000b,000c,000d", 1)]
    public void It_is_looked_for_in_the_scope_as_found_unless_that_has_too_many_queues(string ids, int searched)
    {
        var subject = new ArrangedSubject("v5.10", transitions: 1);

        Shorten(subject, "KVM-01", $"mdevs=1 kvms=1 {ids} features=none", "create m0", "open m0", "set_kvm m0 k0", "set_kvm m0 null");

        Assert.Equal([searched], subject.Searched.Select(scope => scope.Queues));
    }

    [Fact]
    public void A_trace_that_names_every_queue_of_a_large_scope_still_violates_its_rule_when_it_is_shortened()
    {
        string[] adapters = ["01", "02", "03", "04", "05"];
        string[] domains = ["0001", "0002", "0003", "0004", "0005", "0006", "0007", "0008", "0009", "000a", "000b", "000c", "000d"];
        string[] operations =
        [
            "create m0", .. adapters.Select(id => $"assign_adapter m0 {id}"), .. domains.Select(id => $"assign_domain m0 {id}"), "open m0", "set_kvm m0 k0",
            "set_kvm m0 null",
        ];

        Assert.Equal("create m0; open m0; set_kvm m0 k0; set_kvm m0 null", Shorten(
            new ArrangedSubject("v5.10", transitions: 1), "KVM-01",
            $"mdevs=1 kvms=1 adapters={string.Join(',', adapters)} domains={string.Join(',', domains)} features=masks", operations));
    }

    private static string Shorten(ArrangedSubject subject, string rule, string scope, params string[] operations) => string.Join(
        "; ", new Minimizer(subject, new SearchLimits()).Shorten(Checks.TraceOf(scope, operations), Checks.RuleOf(rule))!.Value.Trace.Operations);
}
