namespace ApSpec.Architecture;

/// <summary>What an adapter is: one of TAPQ GR2 bits 3 (D), 4 (A), 5 (X).</summary>
public enum QueueMode : byte
{
    /// <summary>D: CCA coprocessor, suffix C. Never usable by a Secure Execution guest.</summary>
    Cca,

    /// <summary>A: accelerator, suffix A. Can be bound.</summary>
    Accelerator,

    /// <summary>X: EP11 coprocessor, suffix P. Can be bound and associated.</summary>
    Ep11,
}
