using System.Runtime.CompilerServices;

namespace ApSpec.Kernel;

/// <summary>
/// One observable effect of driver code, already done when it is returned. At the await a scheduled thread may be preempted, and a call with
/// a fatal fault ends.
/// </summary>
public readonly struct Effect : ICriticalNotifyCompletion, IKernelAwaiter
{
    private readonly KernelThread? pending;

    internal Effect(KernelThread? pending) => this.pending = pending;

    /// <summary>True when the thread goes on at once.</summary>
    public bool IsCompleted => pending is null;

    KernelThread? IKernelAwaiter.Pending => pending;

    internal KernelThread? Thread => pending;

    /// <summary>The awaiter: the effect itself.</summary>
    public Effect GetAwaiter() => this;

    /// <summary>Ends the await.</summary>
    public void GetResult()
    {
    }

    /// <summary>Not used: only a <see cref="KernelTask"/> awaits an effect.</summary>
    public void OnCompleted(Action continuation) => throw new NotSupportedException("await this in a KernelTask");

    /// <summary>Not used: only a <see cref="KernelTask"/> awaits an effect.</summary>
    public void UnsafeOnCompleted(Action continuation) => OnCompleted(continuation);
}
