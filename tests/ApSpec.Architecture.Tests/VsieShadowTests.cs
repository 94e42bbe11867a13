namespace ApSpec.Architecture.Tests;

public sealed class VsieShadowTests
{
    private const uint Address = 0x2000;
    private const uint Shadow = 0x9000;

    private static readonly ApMasks Asked = new(ApMask.Of(5, 6, 70), ApMask.Of(4, 20, 0x47), ApMask.Of(4, 5));
    private static readonly ApMasks Owned = new(ApMask.Of(5, 70), ApMask.Of(4, 20), ApMask.Of(4));

    [Theory]
    [InlineData(3u, CrycbFormat.Format2, VsieValidity.None)]
    [InlineData(3u, CrycbFormat.Format1, VsieValidity.Format)]
    [InlineData(3u, CrycbFormat.Format0, VsieValidity.Format)]
    [InlineData(1u, CrycbFormat.Format2, VsieValidity.None)]
    [InlineData(1u, CrycbFormat.Format1, VsieValidity.None)]
    [InlineData(1u, CrycbFormat.Format0, VsieValidity.Format)]
    [InlineData(0u, CrycbFormat.Format2, VsieValidity.None)]
    [InlineData(0u, CrycbFormat.Format1, VsieValidity.None)]
    [InlineData(0u, CrycbFormat.Format0, VsieValidity.None)]
    [InlineData(2u, CrycbFormat.Format2, VsieValidity.Format)]
    [InlineData(2u, CrycbFormat.Format1, VsieValidity.Format)]
    [InlineData(2u, CrycbFormat.Format0, VsieValidity.Format)]
    public void Formats_go_together_as_in_the_table(uint guest, CrycbFormat host, VsieValidity validity)
    {
        var result = Build(Address | guest, host);
        Assert.Equal(validity, result.Validity);
        Assert.Equal(validity == VsieValidity.None ? Shadow | 3 : 0, result.Designation);
        Assert.Equal(
            validity == VsieValidity.None ? ApInterpretation.Interpreted : ApInterpretation.Intercepted, result.Apie);
    }

    [Fact]
    public void Two_on_two_is_the_and_of_the_masks() =>
        Assert.Equal(Asked & Owned, Build(Address | 3, CrycbFormat.Format2).Block.Masks(CrycbFormat.Format2));

    [Fact]
    public void Two_on_two_ands_all_128_bytes_of_apcb1()
    {
        var ones = Enumerable.Repeat((byte)0xFF, Crycb.Size).ToArray();
        var input = Input(Address | 3, CrycbFormat.Format2) with { HostBlock = Crycb.FromBytes(ones) };
        var bytes = VsieShadow.Build(input, ones).Block.AsSpan().ToArray();
        Assert.All(bytes[..0x80], b => Assert.Equal(0, b));
        Assert.All(bytes[0x80..], b => Assert.Equal(0xFF, b));
    }

    [Theory]
    [InlineData(0u)]
    [InlineData(1u)]
    public void A_small_format_on_two_has_64_16_16_bits_in_apcb1(uint guest)
    {
        var block = Build(Address | guest, CrycbFormat.Format2).Block;
        Assert.Equal(
            new ApMasks(ApMask.Of(5), ApMask.Of(4), ApMask.Of(4)),
            block.Masks(CrycbFormat.Format2));
        Assert.True(block.Masks(CrycbFormat.Format1).IsEmpty);
    }

    [Theory]
    [InlineData(1u, CrycbFormat.Format1)]
    [InlineData(0u, CrycbFormat.Format1)]
    [InlineData(0u, CrycbFormat.Format0)]
    public void A_small_format_on_a_small_one_is_the_and_in_apcb0(uint guest, CrycbFormat host)
    {
        var block = Build(Address | guest, host).Block;
        Assert.Equal(
            new ApMasks(ApMask.Of(5), ApMask.Of(4), ApMask.Of(4)),
            block.Masks(host));
        Assert.True(block.Masks(CrycbFormat.Format2).IsEmpty);
    }

    [Theory]
    [InlineData(0x2F00u, 3u, VsieValidity.PageCrossing)]
    [InlineData(0x2EF8u, 3u, VsieValidity.None)]
    [InlineData(0x2F80u, 1u, VsieValidity.PageCrossing)]
    [InlineData(0x2F78u, 1u, VsieValidity.None)]
    [InlineData(0x2FE0u, 0u, VsieValidity.PageCrossing)]
    [InlineData(0x2FD8u, 0u, VsieValidity.None)]
    public void A_block_that_reaches_the_next_page_is_003c(uint address, uint guest, VsieValidity validity) =>
        Assert.Equal(validity, Build(address | guest, CrycbFormat.Format2).Validity);

    [Fact]
    public void Page_crossing_comes_before_the_format() =>
        Assert.Equal(VsieValidity.PageCrossing, Build(0x2F00 | 3, CrycbFormat.Format0).Validity);

    [Fact]
    public void Address_0_is_0039() => Assert.Equal(VsieValidity.NoAddress, Build(3, CrycbFormat.Format2).Validity);

    [Theory]
    [InlineData(3u, 255)]
    [InlineData(1u, 31)]
    [InlineData(0u, 31)]
    public void A_block_that_cannot_be_read_is_0035(uint guest, int readable)
    {
        var bytes = new byte[Crycb.Size];
        var input = Input(Address | guest, CrycbFormat.Format2);
        Assert.Equal(VsieValidity.Unreadable, VsieShadow.Build(input, bytes.AsSpan(0, readable)).Validity);
        Assert.Equal(VsieValidity.None, VsieShadow.Build(input, bytes.AsSpan(0, readable + 1)).Validity);
    }

    [Theory]
    [InlineData(false, 3u, 0u)]
    [InlineData(true, 0u, 0u)]
    [InlineData(true, 1u, Shadow | 3)]
    public void Without_apie_there_is_a_shadow_only_for_keys(bool msax3, uint guest, uint designation)
    {
        var asked = Input(Address | guest, CrycbFormat.Format2);
        var input = asked with { Apie = ApInterpretation.Intercepted, Msax3 = msax3 };
        var result = VsieShadow.Build(input, new byte[Crycb.Size]);
        Assert.Equal(designation, result.Designation);
        Assert.Equal(ApInterpretation.Intercepted, result.Apie);
        Assert.True(result.Block.Masks(CrycbFormat.Format2).IsEmpty);
    }

    [Fact]
    public void Shared_key_wrapping_xors_the_key_masks_of_both_levels()
    {
        var guest = Enumerable.Repeat((byte)0xF0, Crycb.Size).ToArray();
        var host = Crycb.FromBytes(Enumerable.Repeat((byte)0xFF, Crycb.Size).ToArray());
        var input = Input(Address | 1, CrycbFormat.Format2) with { HostBlock = host, SharedKeyWrap = true };
        var bytes = VsieShadow.Build(input, guest).Block.AsSpan().ToArray();
        Assert.All(bytes[0x48..0x80], b => Assert.Equal(0x0F, b));
        Assert.Equal(VsieValidity.Unreadable, VsieShadow.Build(input, guest.AsSpan(0, 0x7F)).Validity);
    }

    [Fact]
    public void Guest_3_never_has_more_than_guest_2()
    {
        foreach (var guest in new[] { 0u, 1u, 3u })
        {
            foreach (var host in new[] { CrycbFormat.Format0, CrycbFormat.Format1, CrycbFormat.Format2 })
            {
                var result = Build(Address | guest, host);
                Assert.True(result.Block.Masks(host).IsSubsetOf(Owned), $"{guest} on {host}");
            }
        }
    }

    private static VsieInput Input(uint designation, CrycbFormat host)
    {
        var block = default(Crycb);
        block.SetMasks(host, Owned);
        return new VsieInput(designation, host, block, ApInterpretation.Interpreted, Msax3: true, false, Shadow);
    }

    private static VsieResult Build(uint designation, CrycbFormat host)
    {
        var asked = default(Crycb);
        asked.SetMasks(SieControl.FormatOf(designation), Asked);
        return VsieShadow.Build(Input(designation, host), asked.AsSpan());
    }
}
