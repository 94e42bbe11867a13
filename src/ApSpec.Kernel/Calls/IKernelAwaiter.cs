namespace ApSpec.Kernel;

/// <summary>An object that can be awaited inside a <see cref="KernelTask"/>.</summary>
internal interface IKernelAwaiter
{
    /// <summary>The kernel thread that has to wait; null when the awaited object is done.</summary>
    KernelThread? Pending { get; }
}
