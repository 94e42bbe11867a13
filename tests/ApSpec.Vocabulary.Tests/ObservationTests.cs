using ApSpec.Architecture;
using ApSpec.Vocabulary;

namespace ApSpec.Vocabulary.Tests;

public sealed class ObservationTests
{
    private static readonly MdevId M1 = new(1);
    private static readonly KvmId K1 = new(1);

    private readonly ObservationLayout layout = new(new LayoutBuilder(
        Scopes.Of("mdevs=2 kvms=2 adapters=05,06 domains=0006,0007 features=all")));

    private readonly ulong[] words;

    public ObservationTests() => words = new ulong[layout.Words];

    private Observation Seen => new(layout, words);

    [Fact]
    public void An_empty_vector_is_the_world_before_anything()
    {
        Assert.Equal(MdevLife.Absent, Seen.LifeOf(M1));
        Assert.Equal(KvmLife.Live, Seen.LifeOf(K1));
        Assert.Equal(3, Seen.RefsOf(K1));
        Assert.Null(Seen.KvmOf(M1));
        Assert.Null(Seen.GroupKvmOf(M1));
        Assert.Null(Seen.HookOf(K1));
        Assert.True(Seen.MasksAreZero(K1));
        Assert.Equal(QueueDriver.VfioAp, Seen.DriverOf(3));
        Assert.False(Seen.IsBusy(M1) || Seen.IsBusy(K1));
    }

    [Fact]
    public void An_mdev_shows_its_own_fields()
    {
        layout.Mdevs[1].Life.Set(words, (uint)MdevLife.Orphaned);
        layout.Mdevs[1].Opens.Set(words, 2);
        layout.Mdevs[1].GroupKvm.Set(words, 1);
        layout.Mdevs[1].Kvm.Set(words, 2);
        layout.Mdevs[1].Busy.Set(words, 1);

        Assert.Equal(MdevLife.Orphaned, Seen.LifeOf(M1));
        Assert.Equal(2, Seen.OpensOf(M1));
        Assert.Equal(new KvmId(0), Seen.GroupKvmOf(M1));
        Assert.Equal(K1, Seen.KvmOf(M1));
        Assert.True(Seen.IsBusy(M1));
        Assert.Equal((MdevLife.Absent, 0, false), (Seen.LifeOf(new MdevId(0)), Seen.OpensOf(new MdevId(0)), Seen.IsBusy(new MdevId(0))));
    }

    [Fact]
    public void A_guest_shows_its_references_by_holder()
    {
        layout.Kvms[1].DriverRefs.Set(words, 2);
        var open = Seen.RefsOf(K1);
        layout.Kvms[1].VmClosed.Set(words, 1);
        layout.Kvms[1].VcpuClosed.Set(words, 1);
        layout.Kvms[1].KvmVfioClosed.Set(words, 1);
        var closed = Seen.RefsOf(K1);
        layout.Kvms[1].Life.Set(words, (uint)KvmLife.Freed);

        Assert.Equal((5, 2, 0), (open, closed, Seen.RefsOf(K1)));
        Assert.Equal(2, Seen.DriverRefsOf(K1));
        Assert.Equal(3, Seen.RefsOf(new KvmId(0)));
    }

    [Fact]
    public void A_guest_shows_whose_hook_it_has()
    {
        layout.Kvms[1].Hook.Set(words, 2);

        Assert.Equal(M1, Seen.HookOf(K1));
        Assert.Null(Seen.HookOf(new KvmId(0)));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void One_bit_in_any_mask_makes_the_masks_nonzero(int which)
    {
        var kvm = layout.Kvms[1];
        new[] { kvm.Apm, kvm.Aqm, kvm.Adm }[which].Set(words, default(ApMask).With(1));

        Assert.False(Seen.MasksAreZero(K1));
        Assert.True(Seen.MasksAreZero(new KvmId(0)));
    }

    [Theory]
    [InlineData(LockClass.Matrix, 0)]
    [InlineData(LockClass.Kvm, 1)]
    [InlineData(LockClass.Vcpu, 1)]
    [InlineData(LockClass.Iommu, 1)]
    public void A_held_lock_is_seen_and_no_other(LockClass lockClass, byte instance)
    {
        (lockClass switch
        {
            LockClass.Matrix => layout.World.MatrixLock,
            LockClass.Kvm => layout.Kvms[1].KvmLock,
            LockClass.Vcpu => layout.Kvms[1].VcpuLock,
            _ => layout.Mdevs[1].IommuLock,
        }).Set(words, 1);

        var held = new List<LockId>();
        foreach (var each in Enum.GetValues<LockClass>())
        {
            for (byte i = 0; i < (each == LockClass.Matrix ? 1 : 2); i++)
            {
                if (Seen.IsHeld(new LockId(each, i)))
                    held.Add(new LockId(each, i));
            }
        }

        Assert.Equal([new LockId(lockClass, instance)], held);
    }

    [Fact]
    public void The_indexers_read_fields_and_masks()
    {
        layout.Queues[2].Driver.Set(words, (uint)QueueDriver.Host);
        layout.Mdevs[0].Apm.Set(words, default(ApMask).With(1));

        Assert.Equal((uint)QueueDriver.Host, Seen[layout.Queues[2].Driver]);
        Assert.Equal(QueueDriver.Host, Seen.DriverOf(2));
        Assert.Equal(default(ApMask).With(1), Seen[layout.Mdevs[0].Apm]);
    }

    [Fact]
    public void An_observation_is_a_view_not_a_copy()
    {
        var seen = Seen;
        layout.Mdevs[1].Opens.Set(words, 1);

        Assert.Equal(1, seen.OpensOf(M1));
    }
}
