using ApSpec.Rules;
using ApSpec.Search;

namespace ApSpec.Report.Tests;

public sealed class RevisionVerdictTests
{
    private const string Leak = "create m0; open m0; set_kvm m0 k0; set_kvm m0 null";

    [Fact]
    public void A_violation_before_a_step_that_does_not_run_is_kept()
    {
        var verdict = Of("v5.10", Leak + "; create m0");

        Assert.True(verdict.IsViolated);
        Assert.StartsWith("KVM-01@4 HOOK-01@4, then not applicable (step 5: m0 exists already", verdict.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_change_is_seen_to_a_revision_whose_trace_stops_after_its_violation()
    {
        var (from, to) = Assert.Single(BisectText.Changes([Of("v5.10", Leak + "; create m0"), Of("v5.11", Leak)]));

        Assert.Equal(("v5.10", "v5.11"), (from.Revision.Name, to.Revision.Name));
    }

    [Fact]
    public void A_revision_whose_trace_stops_before_any_violation_has_no_verdict()
    {
        var verdict = Of("v5.11", Leak + "; create m0");

        Assert.False(verdict.IsVerdict);
        Assert.StartsWith("not applicable (step 5: ", verdict.Text, StringComparison.Ordinal);
    }

    private static RevisionVerdict Of(string revision, string operations) =>
        RevisionVerdict.Run(Cases.RevisionOf(revision), Cases.TraceOf("mdevs=1 kvms=1", operations), RuleBook.All);
}
