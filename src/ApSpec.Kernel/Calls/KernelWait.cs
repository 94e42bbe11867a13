using ApSpec.Vocabulary;

namespace ApSpec.Kernel;

/// <summary>What a thread under a scheduler waits for. It belongs to a world and never changes, so that saved threads can share it.</summary>
/// <param name="name">Its name in reports.</param>
/// <param name="watched">The field of the state vector that it looks at.</param>
internal abstract class KernelWait(string name, Field watched)
{
    /// <summary>Its name in reports.</summary>
    public string Name => name;

    /// <summary>The field that it looks at; with the name, it tells two waits apart.</summary>
    public Field Field => watched;

    /// <summary>True when the wait can end now.</summary>
    public abstract bool IsOver { get; }

    /// <summary>Ends it for the thread: a lock is taken.</summary>
    public virtual void End(KernelThread thread)
    {
    }
}
