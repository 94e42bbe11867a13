namespace ApSpec.Vocabulary;

/// <summary>What a field's value means; canonical forms and the printed layout are made from it.</summary>
public enum FieldKind : byte
{
    /// <summary>0 or 1.</summary>
    Flag,

    /// <summary>One of a few named values.</summary>
    State,

    /// <summary>A count, never beyond its cap.</summary>
    Counter,

    /// <summary>0 for NULL, 1 + the mdev's number.</summary>
    MdevPointer,

    /// <summary>0 for NULL, 1 + the guest's number.</summary>
    KvmPointer,

    /// <summary>0 for nobody, 1 for the host, 2 + the guest's number.</summary>
    DataOwner,

    /// <summary>0 for none, 1 + a place in the scope's list.</summary>
    Choice,

    /// <summary>One bit per adapter in play.</summary>
    AdapterMask,

    /// <summary>One bit per domain in play.</summary>
    DomainMask,

    /// <summary>Ticks of virtual time left.</summary>
    Time,

    /// <summary>Bits of several small values.</summary>
    Packed,
}
