namespace ApSpec.Architecture.Tests;

public sealed class RegisterLayoutTests
{
    private static readonly Apqn Queue = new(new Apid(0x05), new Apqi(0x47));

    [Theory]
    [InlineData(ApFunction.Tapq, false, false, 0x0000_0547)]
    [InlineData(ApFunction.Tapq, true, false, 0x0080_0547)]
    [InlineData(ApFunction.Rapq, false, false, 0x0100_0547)]
    [InlineData(ApFunction.Rapq, false, true, 0x0140_0547)]
    [InlineData(ApFunction.Zapq, false, false, 0x0200_0547)]
    [InlineData(ApFunction.Aqic, false, false, 0x0300_0547)]
    [InlineData(ApFunction.Bapq, false, false, 0x0700_0547)]
    [InlineData(ApFunction.Aapq, false, false, 0x0800_0547)]
    public void Gr0_of_pqap_is_as_linux_builds_it(ApFunction function, bool t, bool f, ulong expected)
    {
        var gr0 = Gr0.Pqap(function, Queue, t, f);
        Assert.Equal(expected, gr0.Value);
        Assert.Equal(((byte)function, t, f, Queue), (gr0.FunctionCode, gr0.T, gr0.F, gr0.Apqn));
    }

    [Fact]
    public void Gr0_of_qci_is_0x04000000() => Assert.Equal(0x0400_0000UL, Gr0.Pqap(ApFunction.Qci, default).Value);

    [Fact]
    public void Gr0_of_nqap_and_dqap_is_as_linux_builds_it()
    {
        Assert.Equal(0x4000_0547UL, Gr0.Nqap(Queue).Value);
        Assert.Equal(0x4040_0547UL, Gr0.Nqap(Queue, special: true).Value);
        Assert.Equal(0x8000_0547UL, Gr0.Dqap(Queue).Value);
        Assert.True(Gr0.Nqap(Queue).LastPart);
    }

    [Fact]
    public void Guest_aqic_enable_isc_6_is_0x0000800000000006_and_disable_is_0()
    {
        Assert.Equal(0x0000_8000_0000_0006UL, AqicControl.Enable(6).Value);
        Assert.Equal(0UL, AqicControl.Disable.Value);
        Assert.Equal(IrqAction.Enable, AqicControl.Enable(6).Action);
        Assert.Equal(IrqAction.Disable, AqicControl.Disable.Action);
    }

    [Fact]
    public void Host_aqic_with_a_gisa_is_0x0000860012345905()
    {
        var control = AqicControl.EnableForGuest(0x1234_5900, gisaFormat: 0, gisc: 6, nisc: 5);
        Assert.Equal(0x0000_8600_1234_5905UL, control.Value);
        Assert.Equal((0x1234_5900u, 6, 5, 0), (control.GisaOrigin, control.Gisc, control.Isc, control.GisaFormat));
    }

    [Fact]
    public void Aqic_format_and_zone_are_at_their_bits()
    {
        Assert.Equal(1, AqicControl.EnableForGuest(0, gisaFormat: 1, gisc: 0, nisc: 0).GisaFormat);
        Assert.Equal(0xAB, new AqicControl(0x00AB_0000_0000_0000).Zone);
    }

    [Fact]
    public void Psmid_is_split_over_the_low_words_of_a_pair()
    {
        var registers = new ApRegisters { Psmid = 0x1122_3344_5566_7788 };
        Assert.Equal((0x1122_3344UL, 0x5566_7788UL), (registers.PsmidHigh, registers.PsmidLow));
        Assert.Equal(0x1122_3344_5566_7788UL, registers.Psmid);
    }

    [Fact]
    public void Qact_register_comes_back()
    {
        var info = QactInfo.Create(mode: 5, category: 14, version: 0x1234);
        Assert.Equal(0x1400_0000_0E00_1234UL, info.Value);
        Assert.Equal((5, 14, 0x1234), (info.Mode, info.Category, info.Version));
    }

    [Theory]
    [InlineData(15, 14, 14)]
    [InlineData(12, 14, 12)]
    public void Qact_answers_no_newer_type_than_asked_for(byte hardware, byte asked, byte answer) =>
        Assert.Equal(answer, QactInfo.Create(1, asked).AnswerFor(HardwareInfo.Create(QueueMode.Ep11, hardware)).Category);

    [Fact]
    public void Sclp_words_of_adapter_5()
    {
        Assert.Equal(0x001F_0501u, Sclp.Configure(new Apid(5)));
        Assert.Equal(0x001E_0501u, Sclp.Deconfigure(new Apid(5)));
    }

    [Fact]
    public void Every_sclp_word_reads_back()
    {
        for (var id = 0; id <= 255; id++)
        {
            var apid = new Apid((byte)id);
            Assert.True(Sclp.TryRead(Sclp.Configure(apid), out var read, out var configures));
            Assert.Equal((apid, true), (read, configures));
            Assert.True(Sclp.TryRead(Sclp.Deconfigure(apid), out read, out configures));
            Assert.Equal((apid, false), (read, configures));
        }

        Assert.False(Sclp.TryRead(0x001D_0501, out _, out _));
    }

    [Fact]
    public void Four_sclp_responses_are_success() =>
        Assert.Equal(
            [0x0020, 0x0120, 0x0440, 0x0450],
            Enumerable.Range(0, 0x10000).Where(code => Sclp.IsSuccess((ushort)code)));
}
