using ApSpec.Vocabulary;

namespace ApSpec.Kernel;

/// <summary>What belongs to one running call, and ends with it.</summary>
internal struct CallState
{
    /// <summary>The state of a call that begins.</summary>
    public CallState(FailPoint fail) => Fail = fail;

    /// <summary>The kernel call that fails in it.</summary>
    public FailPoint Fail;

    /// <summary>Its sleeps.</summary>
    public int Sleeps;

    /// <summary>The mdev whose last close it does, which has left its VFIO group; -1 for none.</summary>
    public int LeavingMdev = -1;

    /// <summary>The mdev with a removal inside the driver's request callback, in case that does not return; -1 for none.</summary>
    public int Asking = -1;

    /// <summary>What the operation returned; null before that.</summary>
    public StepResult? Result;
}
