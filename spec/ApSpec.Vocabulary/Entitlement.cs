namespace ApSpec.Vocabulary;

/// <summary>
/// What a lifecycle state allows and demands an mdev to hold. Attached to a guest: one reference on it, its hook, and its masks
/// equal to the mdev's matrix. Otherwise nothing. Held but not entitled is a leak; entitled but not held is a loss.
/// </summary>
/// <param name="Kvm">The guest; null when the mdev is entitled to nothing.</param>
public readonly record struct Entitlement(KvmId? Kvm);
