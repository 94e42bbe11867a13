using System.Runtime.CompilerServices;

namespace ApSpec.Kernel;

/// <summary>A <see cref="KernelTask"/> that returns a value.</summary>
[AsyncMethodBuilder(typeof(KernelTaskMethodBuilder<>))]
public readonly struct KernelTask<T> : ICriticalNotifyCompletion, IKernelAwaiter
{
    private readonly KernelThread? pending;
    private readonly T value;

    internal KernelTask(T value, KernelThread? pending)
    {
        this.value = value;
        this.pending = pending;
    }

    /// <summary>True when the call has returned.</summary>
    public bool IsCompleted => pending is null;

    KernelThread? IKernelAwaiter.Pending => pending;

    /// <summary>The awaiter: the task itself.</summary>
    public KernelTask<T> GetAwaiter() => this;

    /// <summary>What the call returned; after a suspension it comes from the thread's return register.</summary>
    public T GetResult() => pending is null ? value : ReturnRegister<T>.Value;

    /// <summary>Not used: only a <see cref="KernelTask"/> awaits another.</summary>
    public void OnCompleted(Action continuation) => throw new NotSupportedException("await this in a KernelTask");

    /// <summary>Not used: only a <see cref="KernelTask"/> awaits another.</summary>
    public void UnsafeOnCompleted(Action continuation) => OnCompleted(continuation);
}
