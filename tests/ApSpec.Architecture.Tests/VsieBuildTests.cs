namespace ApSpec.Architecture.Tests;

/// <summary>Nested guests: one block, and a shadow that is built into it more than once.</summary>
public sealed class VsieBuildTests
{
    private const byte GuestKey = 0x5A;
    private const byte HostKey = 0x33;

    private static readonly ApMasks Asked = new(ApMask.Of(5, 6, 70), ApMask.Of(4, 20, 0x47), ApMask.Of(4, 5));
    private static readonly ApMasks Owned = new(ApMask.Of(5, 70), ApMask.Of(4, 20), ApMask.Of(4));

    [Theory]
    [InlineData(CrycbFormat.Format2)]
    [InlineData(CrycbFormat.Format1)]
    [InlineData(CrycbFormat.Format0)]
    public void A_build_ends_with_the_shadow_whatever_the_block_held(CrycbFormat format)
    {
        var block = Crycb.FromBytes([.. Enumerable.Repeat((byte)0xFF, Crycb.Size)]);
        Run(ref block, Build(format), [0, 0, 0, 0]);

        Assert.Equal(Shadow(format), (block.Masks(CrycbFormat.Format2), Key(block)));
    }

    [Fact]
    public void Two_builds_one_after_the_other_are_one()
    {
        var block = default(Crycb);
        Run(ref block, Build(CrycbFormat.Format2), [0, 0, 0, 0, 1, 1, 1, 1]);

        Assert.Equal(Shadow(CrycbFormat.Format2), (block.Masks(CrycbFormat.Format2), Key(block)));
    }

    // What is read is not yet combined: a vcpu that runs on the block has adapter 06, which guest-2 has not.
    [Theory]
    [InlineData(CrycbFormat.Format2, false)]
    [InlineData(CrycbFormat.Format1, true)]
    [InlineData(CrycbFormat.Format0, true)]
    public void A_block_that_is_being_built_is_within_guest_2_only_when_a_temporary_was_read_into(CrycbFormat format, bool isWithin)
    {
        var block = default(Crycb);
        Run(ref block, Build(format), [0, 0, 0, 0]);
        Run(ref block, Build(format), [1]);

        Assert.Equal(isWithin, VsieBuild.IsWithin(block, Input(format)));
    }

    [Fact]
    public void Two_builds_at_once_lose_the_hosts_key_mask_when_both_read_before_they_combine()
    {
        var orders = Orders(new int[8], 0, 0).ToArray();
        Assert.Equal(70, orders.Length);
        foreach (var order in orders)
        {
            var block = default(Crycb);
            Run(ref block, Build(CrycbFormat.Format2), order);

            var isLost = Second(order, 3) < First(order, 4);
            Assert.Equal(isLost ? GuestKey : (byte)(GuestKey ^ HostKey), Key(block));
            Assert.Equal(Asked & Owned, block.Masks(CrycbFormat.Format2)); // an AND may be done twice
        }
    }

    [Fact]
    public void A_build_without_shared_key_wrapping_leaves_the_keys_alone()
    {
        var block = default(Crycb);
        Run(ref block, new VsieBuild(Input(CrycbFormat.Format2) with { SharedKeyWrap = false }, Guest(CrycbFormat.Format2)), [0, 0, 0, 0]);

        Assert.Equal((Asked & Owned, (byte)0), (block.Masks(CrycbFormat.Format2), Key(block)));
    }

    [Fact]
    public void A_shadow_that_is_not_valid_is_not_built() => Assert.Throws<ArgumentException>(
        () => new VsieBuild(Input(CrycbFormat.Format2) with { HostFormat = CrycbFormat.Format0 }, Guest(CrycbFormat.Format2)));

    // Two vcpus build the same shadow; each number is the vcpu that does its next step.
    private static void Run(ref Crycb block, VsieBuild build, int[] order)
    {
        var builds = new[] { build, build };
        foreach (var vcpu in order)
            builds[vcpu].Step(ref block);
    }

    private static IEnumerable<int[]> Orders(int[] order, int at, int ones)
    {
        if (at == order.Length)
        {
            if (ones == VsieBuild.StepsMax)
                yield return [.. order];
            yield break;
        }

        for (var vcpu = 0; vcpu < 2; vcpu++)
        {
            order[at] = vcpu;
            foreach (var whole in Orders(order, at + 1, ones + vcpu))
                yield return whole;
        }
    }

    // When a step, counted from 1, is done by the vcpu that comes to it first, and by the one that comes to it second.
    private static int First(int[] order, int step) => Math.Min(Place(order, 0, step), Place(order, 1, step));

    private static int Second(int[] order, int step) => Math.Max(Place(order, 0, step), Place(order, 1, step));

    private static int Place(int[] order, int vcpu, int step)
    {
        var at = -1;
        while (step-- > 0)
            at = Array.IndexOf(order, vcpu, at + 1);
        return at;
    }

    private static byte Key(Crycb block) => block.AsSpan()[Crycb.KeysOffset];

    private static (ApMasks Masks, byte Key) Shadow(CrycbFormat format) =>
        (Crycb.Truncate(Asked, format) & Owned, (byte)(GuestKey ^ HostKey));

    private static VsieBuild Build(CrycbFormat format) => new(Input(format), Guest(format));

    private static VsieInput Input(CrycbFormat format) => new(
        0x2000 | (uint)format, CrycbFormat.Format2, Block(CrycbFormat.Format2, Owned, HostKey), ApInterpretation.Interpreted, true, true, 0x9000);

    private static Crycb Guest(CrycbFormat format) => Block(format, Asked, GuestKey);

    private static Crycb Block(CrycbFormat format, ApMasks masks, byte key)
    {
        var block = default(Crycb);
        block.SetMasks(format, masks);
        block.AsSpan().Slice(Crycb.KeysOffset, Crycb.KeysSize).Fill(key);
        return block;
    }
}
