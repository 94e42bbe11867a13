using ApSpec.Vocabulary;

namespace ApSpec.Vocabulary.Tests;

public sealed class LifecyclesTests
{
    [Fact]
    public void Every_mdev_state_and_guest_reads_back_and_leaves_the_others_alone()
    {
        foreach (var background in new[] { default, Full() })
        {
            for (byte m = 0; m < MdevId.CountMax; m++)
            {
                foreach (var state in Enum.GetValues<LifecycleState>())
                {
                    for (byte k = 0; k < KvmId.CountMax; k++)
                    {
                        KvmId? kvm = state == LifecycleState.Attached ? new KvmId(k) : null;
                        var with = background.With(new MdevId(m), state, kvm);

                        Assert.Equal((state, kvm), (with.StateOf(new MdevId(m)), with.KvmOf(new MdevId(m))));
                        Assert.Equal(new Entitlement(kvm), with.EntitlementOf(new MdevId(m)));
                        Assert.Equal(background.Bits & ~(0xffUL << (m * 8)), with.Bits & ~(0xffUL << (m * 8)));
                    }
                }
            }
        }
    }

    [Fact]
    public void A_state_other_than_attached_forgets_the_guest()
    {
        var m0 = new MdevId(0);
        var attached = default(Lifecycles).With(m0, LifecycleState.Attached, new KvmId(5));

        Assert.Equal(default(Lifecycles).With(m0, LifecycleState.Opened), attached.With(m0, LifecycleState.Opened));
        Assert.Equal(default(Lifecycles).With(m0, LifecycleState.Opened), attached.With(m0, LifecycleState.Opened, new KvmId(5)));
    }

    [Fact]
    public void The_mdev_of_every_guest_is_found()
    {
        var full = Full();
        for (byte i = 0; i < KvmId.CountMax; i++)
            Assert.Equal(new MdevId((byte)(7 - i)), full.MdevOf(new KvmId(i)));
    }

    [Fact]
    public void A_guest_without_an_mdev_has_none()
    {
        var opened = default(Lifecycles).With(new MdevId(3), LifecycleState.Opened).With(new MdevId(4), LifecycleState.Attached, new KvmId(1));

        Assert.Null(opened.MdevOf(new KvmId(0)));
        Assert.Equal(new MdevId(4), opened.MdevOf(new KvmId(1)));
        Assert.Null(default(Lifecycles).MdevOf(new KvmId(0)));
    }

    // Mdev 7 has guest 0, mdev 6 has guest 1, and so on.
    private static Lifecycles Full() => Enumerable.Range(0, MdevId.CountMax).Aggregate(default(Lifecycles), (all, m) =>
        all.With(new MdevId((byte)m), LifecycleState.Attached, new KvmId((byte)(7 - m))));
}
