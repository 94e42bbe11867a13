using ApSpec.Vocabulary;

namespace ApSpec.Kernel;

/// <summary>What belongs to one running call, and ends with it.</summary>
internal struct CallState
{
    /// <summary>No call has begun.</summary>
    public CallState()
    {
    }

    /// <summary>The kernel call that fails in it.</summary>
    public FailPoint Fail;

    /// <summary>Its sleeps.</summary>
    public int Sleeps;

    /// <summary>The mdev whose last close it does, which has left its VFIO group; -1 for none.</summary>
    public int LeavingMdev = -1;

    /// <summary>The mdev with a removal inside the driver's request callback, in case that does not return; -1 for none.</summary>
    public int Asking = -1;

    /// <summary>It creates an mdev and has registered it with VFIO.</summary>
    public bool IsRegistered;

    /// <summary>The mdev whose <c>kvm_busy</c> it has set; -1 for none.</summary>
    public int BusyMdev = -1;

    /// <summary>The mdev whose group's notifier chain it runs; -1 for none.</summary>
    public int ChainMdev = -1;

    /// <summary>What the operation returned; null before that.</summary>
    public StepResult? Result;

    /// <summary>A call begins.</summary>
    public void Begin(FailPoint fail)
    {
        Fail = fail;
        Sleeps = 0;
        LeavingMdev = Asking = BusyMdev = ChainMdev = -1;
        IsRegistered = false;
        if (Result is not null)
            Result = null;
    }

    /// <summary>Writes what tells two of them apart.</summary>
    public readonly void WriteKey(KeyWriter key)
    {
        key.Add((ulong)Fail | ((ulong)(uint)Sleeps << 8) | ((ulong)(byte)LeavingMdev << 40) | ((ulong)(byte)Asking << 48) | (Result is null ? 0 : 1UL << 56)
            | (IsRegistered ? 1UL << 57 : 0) | ((ulong)(BusyMdev & 0xf) << 58));
        key.Add((ulong)(uint)ChainMdev);
        if (Result is not { } result)
            return;
        key.Add((ulong)result.Outcome | ((ulong)(ushort)result.Errno << 8) | ((ulong)result.ResponseCode << 24)
            | (result.IsInstruction ? 1UL << 32 : 0) | (result.KeepsConditionCode ? 1UL << 33 : 0));
        key.Add(result.Reason);
        key.Add(result.Text);
    }
}
