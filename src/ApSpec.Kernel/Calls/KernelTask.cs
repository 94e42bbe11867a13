using System.Runtime.CompilerServices;

namespace ApSpec.Kernel;

/// <summary>
/// A call of a modelled kernel function. With one thread it runs to its end as a plain call and allocates nothing; under a
/// scheduler it is suspended at each effect and its frames can be saved and restored. After a fatal fault it never completes.
/// </summary>
[AsyncMethodBuilder(typeof(KernelTaskMethodBuilder))]
public readonly struct KernelTask : ICriticalNotifyCompletion, IKernelAwaiter
{
    private readonly KernelThread? pending;

    internal KernelTask(KernelThread? pending) => this.pending = pending;

    /// <summary>A call that has returned.</summary>
    public static KernelTask Completed => default;

    /// <summary>A call that returned <paramref name="value"/> at once.</summary>
    public static KernelTask<T> From<T>(T value) => new(value, null);

    /// <summary>True when the call has returned.</summary>
    public bool IsCompleted => pending is null;

    KernelThread? IKernelAwaiter.Pending => pending;

    /// <summary>The awaiter: the task itself.</summary>
    public KernelTask GetAwaiter() => this;

    /// <summary>Ends the await.</summary>
    public void GetResult()
    {
    }

    /// <summary>Not used: only a <see cref="KernelTask"/> awaits another.</summary>
    public void OnCompleted(Action continuation) => throw new NotSupportedException("await this in a KernelTask");

    /// <summary>Not used: only a <see cref="KernelTask"/> awaits another.</summary>
    public void UnsafeOnCompleted(Action continuation) => OnCompleted(continuation);
}
