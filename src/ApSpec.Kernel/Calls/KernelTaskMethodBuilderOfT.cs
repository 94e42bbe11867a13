using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;

#pragma warning disable CA1822 // the compiler calls these on an instance

namespace ApSpec.Kernel;

/// <summary>The builder that the compiler uses for a <see cref="KernelTask{T}"/>.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public struct KernelTaskMethodBuilder<T>
{
    private KernelThread? pending;
    private T result;
    private bool isFramed;

    /// <summary>A fresh builder.</summary>
    public static KernelTaskMethodBuilder<T> Create() => default;

    /// <summary>The task the caller gets.</summary>
    public readonly KernelTask<T> Task => new(result, pending);

    /// <summary>Runs the method up to its first suspension or its end.</summary>
    public readonly void Start<TMachine>(ref TMachine machine)
        where TMachine : IAsyncStateMachine => machine.MoveNext();

    /// <summary>Not used: the state machine is never boxed.</summary>
    public readonly void SetStateMachine(IAsyncStateMachine machine)
    {
    }

    /// <summary>The method returned a value.</summary>
    public void SetResult(T result)
    {
        if (!isFramed)
        {
            this.result = result;
            return;
        }

        ReturnRegister<T>.Value = result;
        pending!.OnReturn();
    }

    /// <summary>An exception is a bug of ours: it is passed on.</summary>
    public readonly void SetException(Exception exception) => ExceptionDispatchInfo.Throw(exception);

    /// <summary>The method awaits something that is not done.</summary>
    public void AwaitOnCompleted<TAwaiter, TMachine>(ref TAwaiter awaiter, ref TMachine machine)
        where TAwaiter : INotifyCompletion
        where TMachine : IAsyncStateMachine => Suspend(ref awaiter, ref machine);

    /// <summary>The method awaits something that is not done.</summary>
    public void AwaitUnsafeOnCompleted<TAwaiter, TMachine>(ref TAwaiter awaiter, ref TMachine machine)
        where TAwaiter : ICriticalNotifyCompletion
        where TMachine : IAsyncStateMachine => Suspend(ref awaiter, ref machine);

    private void Suspend<TAwaiter, TMachine>(ref TAwaiter awaiter, ref TMachine machine)
        where TMachine : IAsyncStateMachine
    {
        if (isFramed)
            return;
        pending = ((IKernelAwaiter)awaiter!).Pending;
        if (!pending!.IsScheduled)
            return;
        isFramed = true;
        pending.Push(ref machine);
    }
}
