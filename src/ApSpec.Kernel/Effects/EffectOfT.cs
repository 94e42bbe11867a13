using System.Runtime.CompilerServices;

namespace ApSpec.Kernel;

/// <summary>An <see cref="Effect"/> with a value: a load, a test, an instruction's answer.</summary>
public readonly struct Effect<T> : ICriticalNotifyCompletion, IKernelAwaiter
{
    private readonly KernelThread? pending;
    private readonly T value;

    internal Effect(T value, KernelThread? pending)
    {
        this.value = value;
        this.pending = pending;
    }

    /// <summary>True when the thread goes on at once.</summary>
    public bool IsCompleted => pending is null;

    KernelThread? IKernelAwaiter.Pending => pending;

    internal KernelThread? Thread => pending;

    /// <summary>The awaiter: the effect itself.</summary>
    public Effect<T> GetAwaiter() => this;

    /// <summary>The value, as it was when the effect happened.</summary>
    public T GetResult() => value;

    /// <summary>Not used: only a <see cref="KernelTask"/> awaits an effect.</summary>
    public void OnCompleted(Action continuation) => throw new NotSupportedException("await this in a KernelTask");

    /// <summary>Not used: only a <see cref="KernelTask"/> awaits an effect.</summary>
    public void UnsafeOnCompleted(Action continuation) => OnCompleted(continuation);
}
