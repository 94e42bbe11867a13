namespace ApSpec.Check;

/// <summary>Kinds of facts about a guest or the host's administrator.</summary>
public enum GuestFactKind : byte
{
    /// <summary>The guest's own PQAP(AQIC), the last operation, ends in a fault in the host.</summary>
    OwnAqicDies,

    /// <summary>The guest's own PQAP(AQIC), the last operation, never returns.</summary>
    OwnAqicHangs,

    /// <summary>A later PQAP(AQIC) of the guest ends in a fault in the host.</summary>
    AqicDies,

    /// <summary>A later PQAP(AQIC) of the guest never returns.</summary>
    AqicHangs,

    /// <summary>A later operation ends in a fault in the host.</summary>
    CallDies,

    /// <summary>A later operation never returns.</summary>
    CallHangs,

    /// <summary>The guest reaches queues that it is not entitled to.</summary>
    Leak,

    /// <summary>The guest reaches queues that are not bound to vfio_ap.</summary>
    Stray,

    /// <summary>The guest cannot use queues that it is entitled to.</summary>
    Loss,

    /// <summary>A queue has two users: one takes the replies to the other's requests.</summary>
    Shared,

    /// <summary>A queue has its last user's data in it.</summary>
    DataLeft,

    /// <summary>The adapter still writes notification bytes into a destroyed guest.</summary>
    WritesToDestroyed,

    /// <summary>The adapter still writes notification bytes into a page that is not pinned.</summary>
    WritesToUnpinned,

    /// <summary>The adapter still writes notification bytes into a guest that no longer has the queue.</summary>
    WritesToFormer,

    /// <summary>The guest's PQAP(AQIC) runs the hook of an mdev that is not attached to it.</summary>
    ForeignHook,

    /// <summary>The guest's PQAP(AQIC) finds no hook though an mdev is attached.</summary>
    NoHook,

    /// <summary>The guest turns on interrupts of a queue that is in its masks and is not its own.</summary>
    ForeignIrq,

    /// <summary>The guest turns on interrupts of a queue that is not in its masks.</summary>
    IrqOutsideMasks,

    /// <summary>The guest cannot turn on interrupts of a queue that it is entitled to.</summary>
    NoIrq,

    /// <summary>A guest that opens the mdev next cannot use a queue of it.</summary>
    NextLoss,

    /// <summary>A guest that opens the mdev next reaches a queue that is not bound to vfio_ap.</summary>
    NextStray,

    /// <summary>An interruption subclass stays registered when every mdev is closed.</summary>
    RegistrationLeft,

    /// <summary>A page stays pinned when its mdev is closed.</summary>
    PinLeft,

    /// <summary>A guest is never destroyed.</summary>
    GuestLeft,
}
