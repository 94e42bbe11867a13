using ApSpec.Search;
using ApSpec.Search.Causes;

namespace ApSpec.Report.Tests;

/// <summary>What the first screen says of a cause.</summary>
public sealed class SummaryTextTests
{
    private const string Assumption = "UNCONFIRMED of the hardware: what AQIC answers while interrupts change. If it is 05, the rule holds here";

    [Fact]
    public void A_verdict_that_rests_on_an_assumption_of_the_hardware_says_so() => Assert.Contains(
        Assumption, Summary(new Reservation(ReservationKind.Chosen, "what AQIC answers while interrupts change", "it is 05")), StringComparison.Ordinal);

    [Fact]
    public void One_that_rests_on_none_does_not()
    {
        Assert.DoesNotContain("UNCONFIRMED", Summary(), StringComparison.Ordinal);
        Assert.DoesNotContain("SUSPECTED", Summary(new Reservation(ReservationKind.Suspected, "B14: a clause")), StringComparison.Ordinal);
    }

    private static string Summary(params Reservation[] reservations)
    {
        var found = Cases.FindingOf(Cases.Kvm01) with { Reservations = [.. reservations] };
        var summary = SummaryText.Format(new CheckOutcome(found.Counterexample.Subject, [], [new Cause([found])]));
        return string.Join(' ', summary.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries));
    }
}
