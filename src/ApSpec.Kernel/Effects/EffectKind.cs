namespace ApSpec.Kernel;

/// <summary>Kinds of effects of driver code; with function and line they name a mutation point.</summary>
public enum EffectKind : byte
{
    /// <summary>Take a lock.</summary>
    Lock,

    /// <summary>Release a lock.</summary>
    Unlock,

    /// <summary>Read a shared field.</summary>
    Load,

    /// <summary>Write a shared field.</summary>
    Store,

    /// <summary>Take a reference.</summary>
    Get,

    /// <summary>Drop a reference.</summary>
    Put,

    /// <summary>Allocate memory.</summary>
    Alloc,

    /// <summary>Free memory.</summary>
    Free,

    /// <summary>Put on a list.</summary>
    ListAdd,

    /// <summary>Take off a list.</summary>
    ListDel,

    /// <summary>Register a notifier, a page pin, an interruption subclass.</summary>
    Register,

    /// <summary>Undo a registration.</summary>
    Unregister,

    /// <summary>Copy masks into a guest's APCB.</summary>
    SetMasks,

    /// <summary>Clear a guest's APCB.</summary>
    ClearMasks,

    /// <summary>Execute an AP instruction.</summary>
    Instruction,

    /// <summary>Sleep.</summary>
    Sleep,

    /// <summary>Print a kernel warning.</summary>
    Warn,

    /// <summary>A transition of the modelled hardware or environment, named by its function.</summary>
    Environment,
}
