using ApSpec.Vocabulary;

namespace ApSpec.Kernel;

/// <summary>Waits until no call of a notifier chain runs, and takes a block off it (<c>blocking_notifier_chain_unregister</c>).</summary>
internal sealed class UnregisterWait(World world, int mdev, Field calls, Field notifier) : KernelWait(NameOfChain(mdev), calls)
{
    /// <summary>The name of the notifier chain of an mdev's group.</summary>
    public static string NameOfChain(int mdev) => $"notifiers(m{mdev})";

    /// <inheritdoc/>
    public override bool IsOver => world.Get(Field) == 0;

    /// <inheritdoc/>
    public override void End(KernelThread thread) => world.Set(notifier, 0);
}
