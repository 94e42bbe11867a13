namespace ApSpec.Kernel;

/// <summary>What a thread under a scheduler waits for. It belongs to a world and never changes, so that saved threads can share it.</summary>
/// <param name="name">Its name in reports.</param>
internal abstract class KernelWait(string name)
{
    /// <summary>Its name in reports.</summary>
    public string Name => name;

    /// <summary>True when the wait can end now.</summary>
    public abstract bool IsOver { get; }

    /// <summary>Ends it for the thread: a lock is taken.</summary>
    public virtual void End(KernelThread thread)
    {
    }
}
