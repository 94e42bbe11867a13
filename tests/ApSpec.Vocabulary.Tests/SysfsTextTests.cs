using ApSpec.Architecture;

namespace ApSpec.Vocabulary.Tests;

public sealed class SysfsTextTests
{
    private const string None = "0x0000000000000000000000000000000000000000000000000000000000000000";

    [Fact]
    public void Queues_are_in_order_one_a_line()
    {
        Assert.Equal("05.0006\n05.0090\nff.0006\nff.0090\n", Text(SysfsFile.Matrix, 0b11, 0b11));
        Assert.Equal("ff.0006\n", Text(SysfsFile.Matrix, 0b01, 0b10));
    }

    [Fact]
    public void Adapters_and_domains_stand_alone_while_there_is_no_queue()
    {
        Assert.Equal("05.\nff.\n", Text(SysfsFile.Matrix, 0b11, 0));
        Assert.Equal(".0090\n", Text(SysfsFile.Matrix, 0, 0b01));
        Assert.Equal("", Text(SysfsFile.Matrix, 0, 0));
    }

    [Fact]
    public void A_configuration_is_three_masks_of_256_bits()
    {
        var adapters = $"0x04{new string('0', 61)}1";
        Assert.Equal($"{adapters},{None},{None}\n", Text(SysfsFile.ApConfig, 0b11, 0));
    }

    // Bit 0 is the last of the ids in play.
    private static string Text(SysfsFile file, ulong adapters, ulong domains)
    {
        var scope = ScopeText.Parse("mdevs=1 kvms=1 adapters=05,ff domains=0006,0090 features=masks", out _)!;
        var layout = new ObservationLayout(new LayoutBuilder(scope, Era.OpenDevice));
        var words = new ulong[layout.Words];
        layout.Mdevs[0].Apm.Set(words, ApMask.FromWords(adapters << 62, 0, 0, 0));
        layout.Mdevs[0].Aqm.Set(words, ApMask.FromWords(domains << 62, 0, 0, 0));
        return SysfsText.Read(new Observation(layout, words), new MdevId(0), file);
    }
}
