using System.Text;
using ApSpec.Vocabulary;

namespace ApSpec.Vocabulary.Tests;

public sealed class TraceFileTests
{
    private const string Leak =
        """
        # A guest is leaked when its VM goes first
        scope mdevs=1 kvms=1 adapters=05 domains=0006 features=none
        create m0
        open m0
        set_kvm m0 k0
        set_kvm m0 null
        expect v5.10 KVM-01@4 HOOK-01@4
        expect v5.11 clean
        expect v6.12 not applicable the group notifier is gone
        expect patch-v3 LOCK-02@3 suspected

        """;

    [Fact]
    public void A_file_prints_as_it_was_read()
    {
        var text = Leak.ReplaceLineEndings("\n");

        Assert.Equal(text, Read(text).ToString());
    }

    [Fact]
    public void A_file_has_a_title_a_scope_operations_and_expectations()
    {
        var file = Read(Leak);

        Assert.Equal("A guest is leaked when its VM goes first", file.Title);
        Assert.Equal(new Scope(), file.Trace.Scope);
        Assert.Equal(["create m0", "open m0", "set_kvm m0 k0", "set_kvm m0 null"], file.Trace.Operations.Select(op => op.ToString()));
        Assert.Equal(["v5.10", "v5.11", "v6.12", "patch-v3"], file.Expectations.Select(e => e.Revisions.ToString()));
    }

    [Fact]
    public void Expectations_are_violations_clean_not_applicable_and_suspected()
    {
        var expected = Read(Leak).Expectations;

        Assert.Equal([new ExpectedViolation("KVM-01", 4), new ExpectedViolation("HOOK-01", 4)], expected[0].Violations.AsEnumerable());
        Assert.True(expected[1].Violations.IsEmpty && expected[1].NotApplicable is null);
        Assert.Equal("the group notifier is gone", expected[2].NotApplicable);
        Assert.Equal([false, false, false, true], expected.Select(e => e.IsSuspected));
        Assert.Equal([new ExpectedViolation("LOCK-02", 3)], expected[3].Violations.AsEnumerable());
    }

    [Fact]
    public void A_reason_keeps_its_words()
    {
        var text = "scope\nexpect v6.12 not applicable a suspected reason of ours\n";

        var expected = Assert.Single(Read(text).Expectations);

        Assert.Equal("a suspected reason of ours", expected.NotApplicable);
        Assert.False(expected.IsSuspected);
    }

    [Fact]
    public void A_suspected_reason_reads_back()
    {
        var line = new Expectation(RevisionRange.Only("v6.12"), [], "no notifier", IsSuspected: true).ToString();

        var expected = Assert.Single(Read($"scope\n{line}\n").Expectations);

        Assert.Equal(("no notifier", true), (expected.NotApplicable, expected.IsSuspected));
    }

    [Theory]
    [InlineData("expect v5.10 clean suspected")]
    [InlineData("expect v5.10 clean")]
    [InlineData("expect v5.10 KVM-01@0")]
    [InlineData("expect v5.10..v5.12 KVM-01@4")]
    [InlineData("expect 6.1.192..6.12.117 clean")]
    [InlineData("expect v5.10 KVM-01@12 KVM-02@13 suspected")]
    public void An_expectation_prints_as_it_was_read(string line)
    {
        Assert.Equal(line, Assert.Single(Read($"scope\n{line}").Expectations).ToString());
    }

    [Fact]
    public void Line_ends_of_either_kind_read_alike()
    {
        var lf = Leak.ReplaceLineEndings("\n");

        Assert.Equal(Read(lf).ToString(), Read(lf.ReplaceLineEndings("\r\n")).ToString());
    }

    [Fact]
    public void Comments_and_empty_lines_stand_anywhere_and_the_first_comment_is_the_title()
    {
        var file = Read("\n## Title\n# more\nscope mdevs=1\n\n# a comment\ncreate m0 # the first\n   open m0\n#end");

        Assert.Equal("Title", file.Title);
        Assert.Equal(["create m0", "open m0"], file.Trace.Operations.Select(op => op.ToString()));
    }

    [Fact]
    public void A_comment_may_follow_a_scope_or_an_expectation()
    {
        var file = Read("scope mdevs=2 # two of them\ncreate m1\nexpect v5.10 KVM-01@1 # the leak\nexpect v5.11 clean # fixed");

        Assert.Equal(2, file.Trace.Scope.Mdevs);
        Assert.Equal(["expect v5.10 KVM-01@1", "expect v5.11 clean"], file.Expectations.Select(e => e.ToString()));
    }

    [Fact]
    public void A_file_without_a_title_prints_none()
    {
        Assert.StartsWith("scope ", Read("scope\ncreate m0").ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_byte_order_mark_is_not_text()
    {
        Assert.Equal("Title", Read("\ufeff# Title\nscope mdevs=1\n").Title);
    }

    [Theory]
    [InlineData("", "t.trace:1: no 'scope' line: a trace starts with one, such as 'scope mdevs=1 kvms=1'")]
    [InlineData("# only\n\n# comments", "t.trace:3: no 'scope' line: a trace starts with one, such as 'scope mdevs=1 kvms=1'")]
    [InlineData("# t\ncreate m0", "t.trace:2: found 'create m0', expected a 'scope' line, such as 'scope mdevs=1 kvms=1'")]
    [InlineData("scope\nscope", "t.trace:2: a second 'scope' line; a trace has one")]
    [InlineData("scope mdevs=9", "t.trace:1: scope 'mdevs=9': mdevs allows 1 to 8")]
    [InlineData("# t\n\nscope\ncreate m0\n\n# x\nset_kvm m0",
        "t.trace:7: 'set_kvm m0' is not of the form set_kvm mN kN|null")]
    [InlineData("scope\ncreate m1", "t.trace:2: m1 is not in the scope: mdevs=1")]
    [InlineData("scope\nexpect v5.10 clean\ncreate m0", "t.trace:3: an operation stands after the first expect line")]
    public void A_bad_file_is_refused_with_its_line(string text, string error)
    {
        Assert.Equal(error, Refuse(Encoding.UTF8.GetBytes(text)));
    }

    [Fact]
    public void An_unknown_operation_is_refused_with_its_line_and_the_known_ones()
    {
        var error = Refuse("# t\r\nscope\r\ncreate m0\r\n\r\nopne m0\r\n"u8);

        Assert.StartsWith("t.trace:5: unknown operation 'opne'; known: create, remove, open,", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("expect v5.10")]
    [InlineData("expect")]
    [InlineData("expect v5.10 suspected")]
    [InlineData("expect v5.10 dirty")]
    [InlineData("expect v5.10 KVM-01")]
    [InlineData("expect v5.10 KVM-01@")]
    [InlineData("expect v5.10 KVM-01@x")]
    [InlineData("expect v5.10 KVM-01@-1")]
    [InlineData("expect v5.10 @4")]
    [InlineData("expect v5.10 clean KVM-01@4")]
    [InlineData("expect v5.10 not applicable")]
    [InlineData("expect v5.10.. clean")]
    [InlineData("expect ..v5.10 clean")]
    [InlineData("expect v5.10..v5.11..v5.12 clean")]
    public void A_bad_expectation_is_refused_with_the_forms(string line)
    {
        var error = Refuse(Encoding.UTF8.GetBytes($"scope\n{line}\n"));

        Assert.Equal(
            $"t.trace:2: found '{line}', expected 'expect REVISION clean', 'expect REVISION RULE-00@STEP ...' or "
            + "'expect REVISION not applicable REASON', where REVISION may be 'FIRST..LAST'", error);
    }

    [Fact]
    public void Bytes_that_are_not_utf8_are_refused_with_value_and_place()
    {
        Assert.Equal("t.trace: byte 0xff at offset 6 is not UTF-8 text", Refuse([.. "scope\n"u8, 0xff, .. "create m0"u8]));
    }

    [Fact]
    public void A_character_cut_short_at_the_end_is_refused_with_value_and_place()
    {
        Assert.Equal("t.trace: byte 0xc3 at offset 7 is not UTF-8 text", Refuse([.. "scope\n#"u8, 0xc3]));
    }

    [Fact]
    public void More_operations_than_the_limit_are_refused()
    {
        var text = "scope\n" + string.Concat(Enumerable.Repeat("open m0\n", TraceFile.OperationsMax + 1));

        Assert.Equal($"t.trace:{TraceFile.OperationsMax + 2}: more than {TraceFile.OperationsMax} operations",
            Refuse(Encoding.UTF8.GetBytes(text)));
    }

    [Fact]
    public void A_file_of_more_bytes_than_the_limit_is_refused()
    {
        var error = Refuse(new byte[TraceFile.BytesMax + 1]);

        Assert.Equal($"t.trace: {TraceFile.BytesMax + 1} bytes, a trace has at most {TraceFile.BytesMax}", error);
    }

    private static TraceFile Read(string text)
    {
        var file = TraceFile.Parse("t.trace", Encoding.UTF8.GetBytes(text), out var error);
        Assert.True(file is not null, $"{error}");
        return file;
    }

    private static string Refuse(ReadOnlySpan<byte> bytes)
    {
        Assert.Null(TraceFile.Parse("t.trace", bytes, out var error));
        Assert.NotNull(error);
        return error.ToString();
    }
}
