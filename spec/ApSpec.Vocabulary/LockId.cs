namespace ApSpec.Vocabulary;

/// <summary>One lock: its class and which instance of it (the guest's or the mdev's number; 0 for the matrix lock).</summary>
public readonly record struct LockId(LockClass Class, byte Instance)
{
    /// <summary>Prints <c>L</c>, <c>K(k0)</c>, <c>V(k0)</c>, <c>I(m0)</c>.</summary>
    public override string ToString() => Class switch
    {
        LockClass.Matrix => "L",
        LockClass.Kvm => $"K(k{Instance})",
        LockClass.Vcpu => $"V(k{Instance})",
        LockClass.Iommu => $"I(m{Instance})",
        _ => throw new InvalidOperationException($"unknown lock class {Class}"),
    };
}
