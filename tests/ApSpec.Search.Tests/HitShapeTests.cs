using ApSpec.Architecture;
using ApSpec.Rules;
using ApSpec.Vocabulary;

namespace ApSpec.Search.Tests;

/// <summary>What tells two hits of a rule and kind of operation apart.</summary>
public sealed class HitShapeTests
{
    private static readonly StepResult Busy = StepResult.Of(Errno.EBUSY);
    private static readonly Evidence Warning = Evidence.None with { Sign = "vfio_ap_irq_disable" };

    // Pinned: workers are processes of their own, and string.GetHashCode differs in each.
    [Fact]
    public void A_shape_is_the_same_in_every_process()
    {
        Assert.Equal(5527331835741389757UL, HitShape.Hash(Busy, RuleBits.At(3), Evidence.None));
        Assert.Equal(9451840592526267113UL, HitShape.Hash(Busy, RuleBits.At(3), Warning));
    }

    [Fact]
    public void Another_answer_or_another_rule_with_it_is_another_shape()
    {
        var shape = HitShape.Hash(Busy, RuleBits.At(3), Evidence.None);

        Assert.NotEqual(shape, HitShape.Hash(StepResult.Of(Errno.EINVAL), RuleBits.At(3), Evidence.None));
        Assert.NotEqual(shape, HitShape.Hash(StepResult.Of(ResponseCode.Busy), RuleBits.At(3), Evidence.None));
        Assert.NotEqual(shape, HitShape.Hash(Busy, RuleBits.At(3) | RuleBits.At(4), Evidence.None));
        Assert.NotEqual(shape, HitShape.Hash(Busy, RuleBits.At(64), Evidence.None));
    }

    [Fact]
    public void A_sign_is_the_shape_whatever_the_answer()
    {
        Assert.Equal(HitShape.Hash(Busy, RuleBits.At(3), Warning), HitShape.Hash(StepResult.Ok, RuleBits.At(4), Warning));
        Assert.NotEqual(HitShape.Hash(Busy, RuleBits.At(3), Warning), HitShape.Hash(Busy, RuleBits.At(3), Warning with { Sign = "vfio_ap_irq_enable" }));
    }
}
