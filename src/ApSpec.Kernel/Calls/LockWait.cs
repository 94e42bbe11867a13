namespace ApSpec.Kernel;

/// <summary>Waits for a mutex, and takes it.</summary>
internal sealed class LockWait(KernelLock wanted) : KernelWait(wanted.Id.ToString(), wanted.Field)
{
    /// <inheritdoc/>
    public override bool IsOver => wanted.IsFree;

    /// <inheritdoc/>
    public override void End(KernelThread thread) => wanted.EndWait(thread);
}
