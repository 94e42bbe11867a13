using ApSpec.Architecture;
using ApSpec.Vocabulary;

namespace ApSpec.Vocabulary.Tests;

public sealed class OperationSyntaxTests
{
    [Fact]
    public void Every_kind_has_its_form_at_its_place()
    {
        Assert.Equal(Enum.GetValues<OperationKind>(), OperationSyntax.Forms.Select(form => form.Kind));
    }

    [Theory]
    [MemberData(nameof(Scopes.All), MemberType = typeof(Scopes))]
    public void Every_operation_of_an_alphabet_prints_and_parses_back_equal(string text)
    {
        foreach (var op in Alphabet.Of(Scopes.Of(text)))
        {
            var back = OperationSyntax.Parse(op.ToString(), out var error);
            Assert.True(back == op, $"'{op}' came back as '{back}': {error}");
        }
    }

    [Fact]
    public void Different_operations_print_differently()
    {
        var all = Alphabet.Of(Scopes.Of("mdevs=2 kvms=2 adapters=05,06 domains=0006,0007 features=all profile=hostile"));

        Assert.Equal(all.Length, all.Select(op => op.ToString()).Distinct().Count());
    }

    [Theory]
    [InlineData("create m0")]
    [InlineData("create m7 fail=alloc")]
    [InlineData("open m0 fail=module")]
    [InlineData("open m0 fail=group")]
    [InlineData("open m0 fail=iommu")]
    [InlineData("set_kvm m0 k1")]
    [InlineData("set_kvm m0 null")]
    [InlineData("notify m0 null")]
    [InlineData("assign_adapter m0 ff")]
    [InlineData("assign_domain m0 00ff")]
    [InlineData("aqic_enable k0 05.0006 isc=3 nib=0x12000")]
    [InlineData("aqic_enable k0 05.0006 isc=0 nib=0xffffffff")]
    [InlineData("dma_unmap m0 iova=0x0 pages=15")]
    [InlineData("advance 10s")]
    [InlineData("share k0 page=0x12000")]
    [InlineData("override 05.0006 vfio_ap")]
    [InlineData("override 05.0006 host")]
    [InlineData("override 05.0006 none")]
    [InlineData("unshare k1 page=0x0")]
    [InlineData("nqap host 05.0006 psmid=7")]
    [InlineData("dqap k0 05.0006")]
    [InlineData("apmask +05")]
    [InlineData("apmask -05")]
    [InlineData("aqmask +0006")]
    [InlineData("aqmask -0006")]
    [InlineData("host_config +05")]
    [InlineData("host_config -05")]
    [InlineData("host_config +0006")]
    [InlineData("host_config -0006")]
    [InlineData("hw 05.0006 zapq=02 for 60ms")]
    [InlineData("hw 05.0006 aqic=05 always")]
    [InlineData("hw 05.0006 zapq takes 140ms")]
    [InlineData("get_info m0 fail=argsz")]
    [InlineData("advance 20ms")]
    [InlineData("open_group m0")]
    [InlineData("close_group m7")]
    [InlineData("open_container m0")]
    [InlineData("close_container m0")]
    [InlineData("set_container m0")]
    [InlineData("unset_container m0")]
    [InlineData("set_iommu m0")]
    [InlineData("map m0 iova=0x12080 pages=15")]
    [InlineData("unmap m0 iova=0x12000 pages=1")]
    [InlineData("t1: remove m0")]
    [InlineData("t9: remove m7")]
    [InlineData("t1: host_config -05")]
    [InlineData("t9: host_config +0006")]
    [InlineData("t2: host_control -0006")]
    [InlineData("scan")]
    public void A_line_reads_and_prints_as_written(string line)
    {
        var op = OperationSyntax.Parse(line, out var error);

        Assert.Equal("", error);
        Assert.Equal(line, op?.ToString());
    }

    [Fact]
    public void Spaces_between_words_do_not_matter()
    {
        Assert.Equal(OperationSyntax.Parse("set_kvm m0 k0", out _), OperationSyntax.Parse("  set_kvm   m0  k0 ", out _));
    }

    [Fact]
    public void A_response_code_reads_in_either_case_and_prints_in_lower_case()
    {
        var op = OperationSyntax.Parse("hw 05.0006 zapq=0A always", out _);

        Assert.Equal((ResponseCode)0x0a, op?.Code);
        Assert.Equal("hw 05.0006 zapq=0a always", op?.ToString());
    }

    [Theory]
    [InlineData("create")]
    [InlineData("create m8")]
    [InlineData("create M0")]
    [InlineData("create m0 m1")]
    [InlineData("create m0 fail=module")]
    [InlineData("open m00")]
    [InlineData("set_kvm m0")]
    [InlineData("set_kvm m0 k9")]
    [InlineData("set_kvm m0 host")]
    [InlineData("nqap null 05.0006 psmid=1")]
    [InlineData("nqap host 05.0006 psmid=8")]
    [InlineData("nqap host 05.0006 psmid=0")]
    [InlineData("assign_adapter m0 105")]
    [InlineData("assign_adapter m0 +5")]
    [InlineData("assign_domain m0 00006")]
    [InlineData("assign_domain m0 0100")]
    [InlineData("aqic_enable k0 05-0006 isc=3 nib=0x12000")]
    [InlineData("aqic_enable k0 05.0006 isc=8 nib=0x12000")]
    [InlineData("aqic_enable k0 05.0006 isc=+3 nib=0x12000")]
    [InlineData("aqic_enable k0 05.0006 isc=3 nib=12000")]
    [InlineData("aqic_enable k0 05.0006 isc=3 nib=0x100000000")]
    [InlineData("dma_unmap m0 iova=0x1000 pages=16")]
    [InlineData("advance 20s")]
    [InlineData("unshare k0 page=0x12080")]
    [InlineData("unshare k0 0x12000")]
    [InlineData("apmask 05")]
    [InlineData("override 05.0006")]
    [InlineData("override 05.0006 cex4queue")]
    [InlineData("host_config *05")]
    [InlineData("hw 05.0006 zapq=ee always")]
    [InlineData("hw 05.0006 zapq=2 always")]
    [InlineData("hw 05.0006 xapq=02 always")]
    [InlineData("hw 05.0006 zapq=02 for")]
    [InlineData("hw 05.0006 zapq=02 for 160ms")]
    [InlineData("hw 05.0006 tapq takes 60ms")]
    [InlineData("hw 05.0006 zapq takes 30ms")]
    [InlineData("advance 0ms")]
    [InlineData("advance 20")]
    [InlineData("advance 160ms")]
    [InlineData("map m0 iova=0x12000")]
    [InlineData("unmap m0 iova=0x12000 pages=16")]
    [InlineData("set_iommu m0 1")]
    public void A_line_of_another_form_is_refused_with_what_was_read_and_what_is_allowed(string line)
    {
        Assert.Null(OperationSyntax.Parse(line, out var error));

        var forms = OperationSyntax.Forms.Where(form => form.Verb == line.Split(' ')[0]);
        Assert.StartsWith($"'{line}' is not of the form ", error, StringComparison.Ordinal);
        Assert.All(forms, form => Assert.Contains(OperationSyntax.Usage(form), error, StringComparison.Ordinal));
    }

    [Fact]
    public void Every_call_that_can_wait_prints_and_parses_back_with_every_thread()
    {
        var waiting = Alphabet.Of(Scopes.Of(Scopes.Texts[^1])).Where(op => OperationSyntax.FormOf(op.Kind).CanWait).ToArray();

        Assert.NotEmpty(waiting);
        foreach (var op in waiting)
        {
            for (byte thread = 1; thread <= Operation.ThreadsMax; thread++)
                Assert.Equal(op with { Thread = thread }, OperationSyntax.Parse($"t{thread}: {op}", out _));
        }
    }

    [Theory]
    [InlineData("t0: remove m0", "'t0:' is no thread; allowed: t1: to t9:")]
    [InlineData("t10: remove m0", "'t10:' is no thread; allowed: t1: to t9:")]
    [InlineData("T1: remove m0", "'T1:' is no thread; allowed: t1: to t9:")]
    [InlineData("t: remove m0", "'t:' is no thread; allowed: t1: to t9:")]
    [InlineData("t1: remove", "'t1: remove' is not of the form [tN:] remove mN")]
    [InlineData("t1:remove m0", "unknown operation 't1:remove'; known: ")]
    [InlineData("t1: t2: remove m0", "unknown operation 't2:'; known: ")]
    [InlineData("t1:", "unknown operation ''; known: ")]
    public void A_thread_that_cannot_make_the_call_is_refused_with_what_is_allowed(string line, string error)
    {
        Assert.Null(OperationSyntax.Parse(line, out var found));
        Assert.StartsWith(error, found, StringComparison.Ordinal);
    }

    [Fact]
    public void An_unknown_verb_lists_the_known_ones()
    {
        Assert.Null(OperationSyntax.Parse("explode m0", out var error));

        Assert.StartsWith("unknown operation 'explode'; known: create, remove, open, ", error, StringComparison.Ordinal);
        Assert.All(OperationSyntax.Forms, form => Assert.Contains(form.Verb, error, StringComparison.Ordinal));
        Assert.Single(error.Split(", "), verb => verb == "apmask");
    }

    [Fact]
    public void An_empty_line_is_no_operation()
    {
        Assert.Null(OperationSyntax.Parse("  ", out var error));
        Assert.Equal("an empty line is not an operation", error);
    }

    [Fact]
    public void Every_operand_is_used_by_a_form_and_has_a_usage()
    {
        var used = OperationSyntax.Forms.SelectMany(form => form.Operands).ToHashSet();

        Assert.Equal(Enum.GetValues<Operand>(), used.Order());
        Assert.Equal("set_kvm mN kN|null", OperationSyntax.Usage(OperationSyntax.FormOf(OperationKind.SetKvm)));
    }
}
