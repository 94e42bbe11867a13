namespace ApSpec.Kernel;

/// <summary>What can be awaited inside a <see cref="KernelTask"/>.</summary>
internal interface IKernelAwaiter
{
    /// <summary>The kernel thread that cannot go on now; null when the awaited thing is done.</summary>
    KernelThread? Pending { get; }
}
