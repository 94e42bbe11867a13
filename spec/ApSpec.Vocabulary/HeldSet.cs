namespace ApSpec.Vocabulary;

/// <summary>The locks that a call holds while it takes another, as far as they can keep two calls apart.</summary>
/// <param name="All">A bit for each lock held, by class and instance.</param>
/// <param name="Alone">Those of them that no reader shares.</param>
public readonly record struct HeldSet(ulong All, ulong Alone)
{
    // As APX_LOCK_BIT of Shim/state.h: classes with one lock, then eight bits for each class with a lock of each guest or mdev.
    private const int Instances = 8;
    private const ulong SecondVcpus = 7 << 5;

    private static readonly LockClass[] Single = [LockClass.Matrix, LockClass.Guests, LockClass.Mdevs, LockClass.Perms];
    private static readonly LockClass[] OfGuest = [LockClass.Kvm, LockClass.Hook];
    private static readonly LockClass[] OfMdev = [LockClass.Iommu, LockClass.DevSet, LockClass.VfioGroup, LockClass.DeviceList];

    /// <summary>This and one lock more.</summary>
    public HeldSet And(LockId id, bool isShared)
    {
        var bit = BitOf(id);
        return new HeldSet(All | bit, isShared ? Alone : Alone | bit);
    }

    /// <summary>This without a lock.</summary>
    public HeldSet Without(LockId id) => new(All & ~BitOf(id), Alone & ~BitOf(id));

    /// <summary>True when the lock is held for reading.</summary>
    public bool IsShared(LockId id) => (All & ~Alone & BitOf(id)) != 0;

    /// <summary>
    /// The classes, a bit each, of locks held that are known to be one and the same wherever <paramref name="near"/> is the same lock: those that there is
    /// one of, and those of the guest or the mdev that it is of. A vcpu's lock and a lock of class X are left out.
    /// </summary>
    public ushort Beside(LockId near)
    {
        var classes = ClassesOf(Single, 0);
        if (near.Class is LockClass.Kvm or LockClass.Vcpu or LockClass.Hook)
            classes |= ClassesOf(OfGuest, near.Guest.Value);
        else if (OfMdev.Contains(near.Class))
            classes |= ClassesOf(OfMdev, near.Instance);
        return classes;
    }

    /// <summary>The classes, a bit each, of which a lock is held.</summary>
    public ushort Classes => ClassesIn(All);

    /// <summary>Those of which none is held alone.</summary>
    public ushort SharedClasses => (ushort)(Classes & ~ClassesIn(Alone));

    private static ushort ClassesIn(ulong bits)
    {
        ushort classes = 0;
        for (var one = LockClass.Matrix; one <= LockClass.Other; one++)
        {
            if ((bits & BitsOf(one)) != 0)
                classes |= (ushort)(1 << (int)one);
        }

        return classes;
    }

    private ushort ClassesOf(LockClass[] among, byte instance)
    {
        ushort classes = 0;
        foreach (var one in among)
        {
            if ((All & BitOf(new LockId(one, instance))) != 0)
                classes |= (ushort)(1 << (int)one);
        }

        return classes;
    }

    private static ulong BitsOf(LockClass one) => Single.Contains(one) || one == LockClass.Other ? BitOf(new LockId(one, 0))
        : (0xFFUL << FirstOf(one)) | (one == LockClass.Vcpu ? SecondVcpus : 0);

    private static ulong BitOf(LockId id) => id.Class switch
    {
        LockClass.Matrix => 1,
        LockClass.Guests => 2,
        LockClass.Mdevs => 4,
        LockClass.Perms => 8,
        LockClass.Other => 16,
        LockClass.Vcpu when id.Instance >= KvmId.CountMax => 1UL << (5 + (id.Instance % 3)),
        _ => 1UL << (FirstOf(id.Class) + (id.Instance % Instances)),
    };

    private static int FirstOf(LockClass lockClass) => lockClass switch
    {
        LockClass.Kvm => 8,
        LockClass.Vcpu => 16,
        LockClass.Hook => 24,
        LockClass.Iommu => 32,
        LockClass.DevSet => 40,
        LockClass.VfioGroup => 48,
        LockClass.DeviceList => 56,
        _ => throw new InvalidOperationException($"{lockClass} has one lock"),
    };
}
