using System.Reflection;
using ApSpec.Check;
using ApSpec.Drivers;
using ApSpec.Rules;
using ApSpec.Vocabulary;

namespace ApSpec.Search.Tests;

/// <summary>What a verdict rests on is said of it, and of no other.</summary>
public sealed class ReservationsTests
{
    private const string Queue = "scope mdevs=1 kvms=1 adapters=05 domains=0006 features=masks,irq,hw\n"
        + "create m0\nassign_adapter m0 05\nassign_domain m0 0006\nset_kvm m0 k0\nopen m0\n";

    private const string Refused = Queue + "hw 05.0006 aqic=05 for 20ms\naqic_enable k0 05.0006 isc=3 nib=0x12000\n";

    [Fact]
    public void A_verdict_that_is_confirmed_has_none() =>
        Assert.Empty(Of("v5.10", "KVM-01", "scope mdevs=1 kvms=1\ncreate m0\nopen m0\nset_kvm m0 k0\nset_kvm m0 null\n"));

    [Fact]
    public void A_function_that_was_not_read_is_named_when_it_runs()
    {
        var reservations = Of("v6.5", "IRQ-01", Refused);

        Assert.Equal(2, reservations.Count(reservation => reservation is { Kind: ReservationKind.Unread, Given: "v6.5" }));
        Assert.Single(Reservations.UnreadBy(Subject("v6.5"), Trace("scope mdevs=1 kvms=1 features=masks\ncreate m0\nassign_adapter m0 05\n")));
        Assert.Empty(Reservations.UnreadBy(Subject("v6.5"), Trace("scope mdevs=1 kvms=1\ncreate m0\n")));
    }

    [Fact]
    public void A_suspected_defect_is_named_with_the_rules_that_tell_it()
    {
        Assert.Contains("B21", Assert.Single(Of("v5.11", "IRQ-01", Refused)).What, StringComparison.Ordinal);
        Assert.Contains("B21", Assert.Single(Of("6.12.117", "IRQ-02", Refused)).What, StringComparison.Ordinal);
    }

    [Fact]
    public void A_suspected_defect_is_one_that_has_a_citation()
    {
        foreach (var revision in Catalog.All)
        {
            Assert.All(revision.Type.GetMethods(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic).SelectMany(method => revision.SuspectedIn(method.Name)),
                mark => Assert.True(Citations.Has(mark.Split(": ")[0]), $"{revision}: {mark}"));
        }
    }

    // B22 runs the function that B21 is suspected of.
    [Fact]
    public void A_suspected_defect_is_not_named_with_other_rules() =>
        Assert.Empty(Of("v5.11", "IRQ-03", Queue.Replace("0006 f", "0006 pages=0x0 f", StringComparison.Ordinal) + "aqic_enable k0 05.0006 isc=3 nib=0x0\n"));

    // AQIC off while AQIC on still takes effect: 07 in the model, where 05 would make the driver try again.
    [Fact]
    public void A_choice_of_the_hardware_is_named_when_another_one_takes_the_violation_away()
    {
        const string trace = Queue + "aqic_enable k0 05.0006 isc=3 nib=0x12000\naqic_disable k0 05.0006\n";

        Assert.Equal(new Reservation(ReservationKind.Chosen, "what AQIC answers while interrupts change", "it is 05"), Assert.Single(Of("v5.11", "IRQ-05", trace)));
    }

    // A reset that is still under way is seen for as long as it takes, whatever that is.
    [Fact]
    public void A_reset_that_takes_longer_changes_no_verdict_on_the_thread() =>
        Assert.Empty(Of("v5.10", "MASK-01", Queue + "set_kvm m0 null\n"));

    private static Reservation[] Of(string revision, string rule, string text)
    {
        var trace = Trace(text);
        var judge = new Judge(Subject(revision).Create(trace.Scope), [RuleBook.Find(rule)!]);
        foreach (var operation in trace.Operations.AsSpan()[..^1])
            Assert.True(judge.Apply(operation, RuleBits.None, out _).IsEmpty);
        Assert.False(judge.Apply(trace.Operations[^1], RuleBits.None, out _).IsEmpty);
        return [.. Reservations.Find(Subject(revision), trace, RuleBook.Find(rule)!)];
    }

    private static ModelSubject Subject(string revision) => new(Catalog.Find(revision)!);

    private static Trace Trace(string text) =>
        TraceFile.Parse("case", System.Text.Encoding.UTF8.GetBytes(text), out var error)?.Trace ?? throw new InvalidOperationException($"{error}");
}
