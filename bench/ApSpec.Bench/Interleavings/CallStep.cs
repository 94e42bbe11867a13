namespace ApSpec.Bench.Interleavings;

/// <summary>One step of a call: one effect, or a wait and then the effect. L, K and H are the driver's locks of those names.</summary>
internal enum CallStep
{
    /// <summary>Takes L, a mutex (<c>mutex_lock</c>).</summary>
    LockL,

    /// <summary>Gives L back.</summary>
    UnlockL,

    /// <summary>Takes K, a mutex.</summary>
    LockK,

    /// <summary>Gives K back.</summary>
    UnlockK,

    /// <summary>Takes H for reading (<c>down_read</c>): behind a writer that holds it or waits for it.</summary>
    ReadH,

    /// <summary>Gives H back after reading.</summary>
    EndReadH,

    /// <summary>Takes H for writing (<c>down_write</c>).</summary>
    WriteH,

    /// <summary>Gives H back after writing.</summary>
    EndWriteH,

    /// <summary>Sleeps until the flag <c>kvm_busy</c> is false (<c>wait_event</c>).</summary>
    WaitForKvm,

    /// <summary>Sets <c>kvm_busy</c>.</summary>
    SetKvmBusy,

    /// <summary>Clears <c>kvm_busy</c>, and wakes those that wait for it.</summary>
    ClearKvmBusy,

    /// <summary>Takes a reference on the module.</summary>
    Get,

    /// <summary>Drops a reference on the module.</summary>
    Put,
}
