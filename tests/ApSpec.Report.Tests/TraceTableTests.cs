using ApSpec.Check;
using ApSpec.Rules;

namespace ApSpec.Report.Tests;

public sealed class TraceTableTests
{
    [Fact]
    public void A_long_result_does_not_run_into_the_next_column()
    {
        var lines = TableOf("v5.10", "mdevs=1 kvms=1 features=masks,binding",
            "create m0; apmask +05; assign_domain m0 0006; assign_adapter m0 05").Split('\n');

        var row = lines.First(line => line.Contains("-EADDRNOTAVAIL", StringComparison.Ordinal));
        Assert.Contains("-EADDRNOTAVAIL -", row, StringComparison.Ordinal);
        Assert.Equal(lines[0].IndexOf("refs", StringComparison.Ordinal), row.IndexOf("-EADDRNOTAVAIL ", StringComparison.Ordinal) + "-EADDRNOTAVAIL ".Length);
        Assert.All(lines, line => Assert.True(line.Length <= MailText.Columns, line));
    }

    [Fact]
    public void A_removal_shows_the_end_of_the_mdev_and_not_what_the_ledger_clears_with_it()
    {
        var steps = Recording.Record(Cases.SubjectOf("6.12.117"),
            Cases.TraceOf("mdevs=1 kvms=1 features=masks,eventfds",
                "create m0; assign_adapter m0 05; set_kvm m0 k0; open m0; set_irq m0 req on; release m0; remove m0; create m0"), []);

        Assert.Equal(["m0.life live -> absent"], steps[^2].Changes.Where(change => change.StartsWith("m0.", StringComparison.Ordinal)));
        Assert.Equal(["m0.life absent -> live"], steps[^1].Changes.Where(change => change.StartsWith("m0.", StringComparison.Ordinal)));
        Assert.Contains("m0.req_refs 0 -> 1", steps[4].Changes);
    }

    [Fact]
    public void The_cell_of_the_guests_references_is_not_marked_for_an_eventfd()
    {
        var table = TableOf("6.12.117", "mdevs=1 kvms=1 features=eventfds", "create m0; set_kvm m0 k0; open m0; set_irq m0 req on; release m0");

        Assert.DoesNotContain(">-<", table, StringComparison.Ordinal);
    }

    [Fact]
    public void A_legend_explains_the_columns_and_the_locks_that_are_named_and_no_others()
    {
        var legend = TraceLegend.Format(Recording.Record(Cases.SubjectOf("patch-v3"), Cases.Lock01.Trace, RuleBook.All));

        Assert.Contains("masks: adapters/domains in a guest's CRYCB", Joined(legend), StringComparison.Ordinal);
        Assert.Contains("L: matrix_dev->lock", Joined(legend), StringComparison.Ordinal);
        Assert.DoesNotContain("kvm->lock", Joined(legend), StringComparison.Ordinal);
        Assert.DoesNotContain("L: ", Joined(TraceLegend.Format([])), StringComparison.Ordinal);
    }

    private static string TableOf(string revision, string scope, string operations) =>
        TraceTable.Format(Recording.Record(Cases.SubjectOf(revision), Cases.TraceOf(scope, operations), RuleBook.All), details: true);

    private static string Joined(string text) => text.Replace("\n   ", "", StringComparison.Ordinal);
}
