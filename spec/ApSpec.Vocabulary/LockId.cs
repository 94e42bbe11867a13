namespace ApSpec.Vocabulary;

/// <summary>One lock: its class and which instance of it (the guest's or the mdev's number; 0 for a lock that there is one of).</summary>
public readonly record struct LockId(LockClass Class, byte Instance)
{
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

    /// <summary>Prints <c>L</c>, <c>K(k0)</c>, <c>V(k0)</c>, <c>I(m0)</c>.</summary>
    public override string ToString() => Class switch
    {
        LockClass.Kvm or LockClass.Vcpu or LockClass.Hook => $"{Letter(Class)}(k{Instance})",
        LockClass.Iommu or LockClass.DevSet or LockClass.VfioGroup => $"{Letter(Class)}(m{Instance})",
        _ => Letter(Class),
    };
}
