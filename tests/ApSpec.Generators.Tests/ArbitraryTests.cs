using ApSpec.Architecture;
using ApSpec.Vocabulary;
using FsCheck;
using FsCheck.Fluent;

namespace ApSpec.Generators.Tests;

public sealed class ArbitraryTests
{
    private static readonly Config Seeded = Config.QuickThrowOnFailure.WithMaxTest(300).WithReplay(2026, 7);

    [Fact]
    public void Masks_are_empty_full_and_between()
    {
        var masks = MaskArb.Any.Generator.Draw(500, 50).ToArray();

        Assert.Contains(masks, mask => mask.IsEmpty);
        Assert.Contains(masks, mask => mask.Count == 256);
        Assert.Contains(masks, mask => mask.Count is > 64 and < 192);
        Assert.All(Enumerable.Range(0, 256), bit => Assert.Contains(masks, mask => mask.Contains(bit)));
        Assert.All(Enumerable.Range(0, 256), bit => Assert.Contains(masks, mask => !mask.Contains(bit)));
    }

    [Fact]
    public void A_mask_shrinks_to_masks_with_fewer_bits()
    {
        Prop.ForAll(MaskArb.Any, mask => MaskArb.Any.Shrinker(mask).All(smaller =>
            smaller.Count < mask.Count && smaller.IsSubsetOf(mask))).Check(Seeded);
    }

    [Fact]
    public void A_mask_with_a_bit_shrinks_to_that_bit_alone()
    {
        var runner = new CounterexampleRunner<ApMask>();

        FsCheck.Check.One("bit 100 is clear", Config.Quick.WithMaxTest(200).WithReplay(1, 3).WithRunner(runner),
            Prop.ForAll(MaskArb.Any, mask => !mask.Contains(100)));

        Assert.Equal(default(ApMask).With(100), runner.Found!.Shrunk);
    }

    [Fact]
    public void A_queue_number_shrinks_downwards()
    {
        Prop.ForAll(ApqnArb.Any, apqn => ApqnArb.Any.Shrinker(apqn).All(smaller =>
            smaller.Apid.Value + smaller.Apqi.Value < apqn.Apid.Value + apqn.Apqi.Value)).Check(Seeded);
    }

    [Fact]
    public void Queue_numbers_reach_both_ends()
    {
        var apqns = ApqnArb.Any.Generator.Draw(2_000, 50).ToHashSet();

        Assert.Contains(apqns, apqn => apqn.Apid.Value == 255);
        Assert.Contains(apqns, apqn => apqn.Apqi.Value == 0);
    }

    [Fact]
    public void The_queues_of_a_scope_are_all_its_queues()
    {
        var apqns = ApqnArb.In(Scopes.Two).Generator.Draw(200, 50).Select(apqn => apqn.ToString()).Distinct().Order();

        Assert.Equal(["05.0006", "05.0007", "06.0006", "06.0007"], apqns);
    }

    [Fact]
    public void Single_operations_are_of_every_kind_of_the_scope()
    {
        var kinds = OperationArb.For(Scopes.Two).Generator.Draw(1_000, 50).Select(op => op.Kind).ToHashSet();

        Assert.Equal(Alphabet.Of(Scopes.Two).Select(op => op.Kind).Distinct(), kinds.Order());
    }
}
