namespace ApSpec.Vocabulary;

/// <summary>What happens inside a call that rules about order and locks look at.</summary>
public enum MomentKind : byte
{
    /// <summary>A guest's PQAP hook changes.</summary>
    Hook,

    /// <summary>A guest's PQAP hook is called.</summary>
    HookCall,

    /// <summary>The masks of a guest's APCB are written.</summary>
    Masks,

    /// <summary>The guest that an mdev names changes.</summary>
    Guest,

    /// <summary>The driver drops a reference on a guest.</summary>
    Put,

    /// <summary>The driver's list of mdevs is walked or changed.</summary>
    List,

    /// <summary>The driver resets a queue (PQAP(ZAPQ)).</summary>
    Zapq,

    /// <summary>The driver signals an eventfd.</summary>
    Signal,

    /// <summary>The masks that wait for the end of a bus scan are written.</summary>
    Waiting,

    /// <summary>The removal of an open mdev asks user space to close it.</summary>
    Removal,

    /// <summary>The driver was told of a change of the host configuration.</summary>
    Config,
}
