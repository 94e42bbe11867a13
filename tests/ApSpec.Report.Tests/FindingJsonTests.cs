namespace ApSpec.Report.Tests;

public sealed class FindingJsonTests
{
    private const string Line =
        """{"revision":"v5.10","rule":"KVM-01","trigger":"set_kvm null","step":4,"operations":["create m0","set_kvm m0 k0","open m0","set_kvm m0 null"],"length":4,"minimal":"proven","seed":7,"scope":"mdevs=1 kvms=1 adapters=05 domains=0006 features=none","model":"compared with Debian 5.10.262","guest":["k0's PQAP(AQIC) still runs the hook of m0, which is not attached to it; once m0 is removed, that is a use after free of m0 in the host","k0 is never destroyed and its memory stays: with every descriptor closed the driver holds 1 reference"],"who":"its user space","severity":"WRONG"}""";

    [Fact]
    public void A_finding_is_one_line_in_a_fixed_order() => Assert.Equal(Line, FindingJson.From(Cases.FindingOf(Cases.Kvm01)).ToLine());

    [Fact]
    public void A_line_reads_back()
    {
        var read = FindingJson.Parse(Line, out var error)!;

        Assert.Equal("", error);
        Assert.Equal(Line, read.ToLine());
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"revision":"v5.10"}""")]
    [InlineData("""{"revision":5}""")]
    [InlineData("KVM-01")]
    [InlineData("""{"revision":"v5.10",""")]
    public void What_is_no_finding_is_refused_with_a_text(string line)
    {
        Assert.Null(FindingJson.Parse(line, out var error));
        Assert.StartsWith("not a finding: ", error, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error);
    }

    [Fact]
    public void Every_missing_field_is_refused()
    {
        using var json = System.Text.Json.JsonDocument.Parse(Line);
        foreach (var dropped in json.RootElement.EnumerateObject().Where(p => p.Name is not ("guest" or "model" or "who" or "severity")))
        {
            var rest = json.RootElement.EnumerateObject().Where(p => p.Name != dropped.Name).Select(p => $"\"{p.Name}\":{p.Value.GetRawText()}");
            Assert.Null(FindingJson.Parse($"{{{string.Join(',', rest)}}}", out var error));
            Assert.Contains(dropped.Name, error, StringComparison.OrdinalIgnoreCase);
        }
    }

    [Fact]
    public void A_finding_that_nothing_follows_from_for_a_guest_has_no_field_for_it() => Assert.DoesNotContain(
        "guest", FindingJson.From(Cases.FindingOf(Cases.Lock01)).ToLine(), StringComparison.Ordinal);

    [Fact]
    public void Equal_matrices_do_not_differ_whatever_their_seeds() =>
        Assert.Empty(MatrixDifference.Lines([FindingOf(seed: 1)], [FindingOf(seed: 2)]));

    [Fact]
    public void A_new_a_lost_and_a_changed_cell_are_named()
    {
        var kept = FindingOf();

        Assert.Equal(
            "v5.10 KVM-01 by set_kvm null: expected no violation, found a violation of 4 operations in "
            + "'mdevs=1 kvms=1 adapters=05 domains=0006 features=none', proven",
            Assert.Single(MatrixDifference.Lines([], [kept])));
        Assert.EndsWith("found no violation", Assert.Single(MatrixDifference.Lines([kept], [])), StringComparison.Ordinal);
        Assert.Contains("of 5 operations", Assert.Single(MatrixDifference.Lines([kept with { Length = 5 }], [kept])), StringComparison.Ordinal);
        Assert.Contains("not proven", Assert.Single(MatrixDifference.Lines([kept], [kept with { Minimal = "not proven" }])), StringComparison.Ordinal);
    }

    [Fact]
    public void Differences_come_by_revision_then_rule_then_trigger()
    {
        var cell = FindingOf();

        var differences = MatrixDifference.Lines([], [cell with { Rule = "LOCK-01" }, cell with { Revision = "patch-v3" }, cell]);

        Assert.Equal(["patch-v3 KVM-01", "v5.10 KVM-01", "v5.10 LOCK-01"], differences.Select(d => d[..d.IndexOf(" by", StringComparison.Ordinal)]));
    }

    private static FindingJson FindingOf(ulong seed = 7) => FindingJson.From(Cases.FindingOf(Cases.Kvm01, seed));
}
