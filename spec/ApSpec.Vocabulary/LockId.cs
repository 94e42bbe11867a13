namespace ApSpec.Vocabulary;

/// <summary>One lock: its class and which instance of it (the guest's or the mdev's number; 0 for a lock that there is one of).</summary>
public readonly record struct LockId(LockClass Class, byte Instance)
{
    // The locks of second vcpus come after those of the first.
    private const int SecondFrom = KvmId.CountMax;

    /// <summary>The numbers that an instance can have, from 0.</summary>
    public const int InstancesMax = SecondFrom + KvmId.CountMax;

    /// <summary>The guest that a guest's lock belongs to.</summary>
    public KvmId Guest => new((byte)(Instance % SecondFrom));

    /// <summary>Lock V of a guest's first or second vcpu.</summary>
    public static LockId OfVcpu(KvmId kvm, byte vcpu) => new(LockClass.Vcpu, (byte)(kvm.Value + (vcpu * SecondFrom)));

    /// <summary>The letters of a class, as the fact sheets write it.</summary>
    public static string Letter(LockClass lockClass) => lockClass switch
    {
        LockClass.Matrix => "L",
        LockClass.Kvm => "K",
        LockClass.Vcpu => "V",
        LockClass.Iommu => "I",
        LockClass.Guests => "G",
        LockClass.Mdevs => "M",
        LockClass.Hook => "H",
        LockClass.Perms => "P",
        LockClass.DevSet => "D",
        LockClass.VfioGroup => "VG",
        LockClass.DeviceList => "DL",
        LockClass.Other => "X",
        _ => throw new InvalidOperationException($"unknown lock class {lockClass}"),
    };

    /// <summary>Prints <c>L</c>, <c>K(k0)</c>, <c>V(k0)</c>, <c>V1(k0)</c> for a second vcpu, <c>I(m0)</c>.</summary>
    public override string ToString() => Class switch
    {
        LockClass.Vcpu when Instance >= SecondFrom => $"V1({Guest})",
        LockClass.Kvm or LockClass.Vcpu or LockClass.Hook => $"{Letter(Class)}(k{Instance})",
        LockClass.Iommu or LockClass.DevSet or LockClass.VfioGroup => $"{Letter(Class)}(m{Instance})",
        _ => Letter(Class),
    };
}
