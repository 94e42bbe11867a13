using System.Text;
using ApSpec.Drivers;
using ApSpec.Vocabulary;

namespace ApSpec.Check.Tests;

/// <summary>Expect lines whose ranges run over the catalog.</summary>
public sealed class ExpectationsTests
{
    [Fact]
    public void A_range_speaks_of_each_revision_from_its_first_to_its_last()
    {
        var read = Read("expect v5.3..patch-v1 KVM-01@4", "expect v5.11..v5.12 clean suspected");

        Assert.Equal(["v5.3", "v5.10", "patch-v1", "v5.11", "v5.12"], read.Each.Select(e => e.Revisions.ToString()));
        Assert.Equal("expect v5.10 KVM-01@4", $"{read.For("v5.10")}");
        Assert.Equal("expect v5.12 clean suspected", $"{read.For("v5.12")}");
        Assert.Null(read.For("patch-v3"));
        Assert.Null(read.For("v4.20"));
    }

    [Fact]
    public void A_range_may_pass_from_one_era_to_the_next()
    {
        Assert.Equal(["v5.19", "v6.0", "v6.5"], Read("expect v5.19..v6.5 clean").Each.Select(e => e.Revisions.First));
    }

    [Theory]
    [InlineData("expect v6.16-fixed KVM-01@4")]
    [InlineData("expect v6.16..v6.16-fixed KVM-01@4")]
    public void A_former_name_means_the_revision_of_today(string line)
    {
        var renamed = Catalog.Find("v6.16-fixed")!;

        Assert.Equal($"expect {renamed} KVM-01@4", $"{Read(line).For(renamed.Name)}");
        Assert.Equal($"expect {renamed} KVM-01@4", $"{Read(line).For("v6.16-fixed")}");
    }

    [Fact]
    public void A_compiled_driver_is_named_by_its_sources()
    {
        Assert.Equal("expect src-52e093c667c7 MEM-01@6", $"{Read("expect src-52e093c667c7 MEM-01@6").For("src-52e093c667c7")}");
    }

    [Fact]
    public void Lines_and_what_they_are_resolved_to_stand_in_the_order_of_the_catalog()
    {
        var read = Read("expect src-b clean", "expect v5.11 clean", "expect src-a clean", "expect v5.10 clean");

        Assert.Equal(["v5.10", "v5.11", "src-a", "src-b"], read.Each.Select(e => e.Revisions.First));
    }

    [Fact]
    public void Neighbours_with_the_same_verdict_share_a_line()
    {
        var read = Read("expect v4.20 clean", "expect v5.3 clean", "expect v5.10 clean suspected", "expect patch-v1 clean",
            "expect v5.11 clean", "expect src-a clean", "expect src-b clean");

        Assert.Equal(["expect v4.20..v5.3 clean", "expect v5.10 clean suspected", "expect patch-v1 clean", "expect v5.11 clean", "expect src-a clean", "expect src-b clean"],
            Expectations.Lines(read.Each).Select(line => line.ToString()));
    }

    [Theory]
    [InlineData("expect v5.99 clean", "t.trace:2: found 'v5.99', expected the hash of a compiled driver's sources, 'src-...', or a revision: v4.20, ")]
    [InlineData("expect v5.10..v5.99 clean", "t.trace:2: found 'v5.99', expected ")]
    [InlineData("expect v5.10..src-a clean", "t.trace:2: found 'src-a', expected ")]
    [InlineData("expect v5.12..v5.10 clean", "t.trace:2: found 'v5.12..v5.10', expected the earlier revision first: 'v5.10..v5.12'")]
    [InlineData("expect v5.10 clean\nexpect v5.3..v5.11 clean", "t.trace:3: a second expectation of v5.10, line 2 has one; a revision has one verdict")]
    [InlineData("expect v7.2 clean\nexpect v6.16-fixed clean", "t.trace:3: a second expectation of v7.2, line 2 has one; a revision has one verdict")]
    [InlineData("expect src-a clean\nexpect src-a clean", "t.trace:3: a second expectation of src-a, line 2 has one; a revision has one verdict")]
    public void What_cannot_be_resolved_is_refused_with_its_line(string lines, string message)
    {
        Assert.Null(Expectations.Read("t.trace", FileOf(lines), out var error));
        Assert.StartsWith(message, error!.ToString(), StringComparison.Ordinal);
    }

    private static Expectations Read(params string[] lines)
    {
        var read = Expectations.Read("t.trace", FileOf(string.Join('\n', lines)), out var error);
        Assert.True(read is not null, $"{error}");
        return read;
    }

    private static TraceFile FileOf(string lines) =>
        TraceFile.Parse("t.trace", Encoding.UTF8.GetBytes($"scope\n{lines}"), out var error) ?? throw new InvalidOperationException($"{error}");
}
