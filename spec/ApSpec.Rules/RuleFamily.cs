namespace ApSpec.Rules;

/// <summary>What a rule is about; the first part of its id.</summary>
public enum RuleFamily : byte
{
    /// <summary>References on a guest.</summary>
    Kvm,

    /// <summary>The guest's PQAP hook.</summary>
    Hook,

    /// <summary>The masks of guests and the matrices of mdevs.</summary>
    Mask,

    /// <summary>Locks: who holds them, and in which order they are taken.</summary>
    Lock,

    /// <summary>What a queue's last user leaves behind.</summary>
    Reset,

    /// <summary>Interrupts of queues, pinned pages, interruption subclasses.</summary>
    Irq,

    /// <summary>The life of an mdev.</summary>
    Mdev,

    /// <summary>The queues themselves, and which driver has them.</summary>
    Queue,

    /// <summary>Memory: freed or NULL.</summary>
    Mem,

    /// <summary>What a caller may rely on.</summary>
    Call,

    /// <summary>Eventfds that user space gives to the driver.</summary>
    Event,

    /// <summary>What user space reads and writes as text, and what ioctls answer.</summary>
    User,
}
