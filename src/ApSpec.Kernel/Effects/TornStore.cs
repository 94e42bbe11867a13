using ApSpec.Vocabulary;

namespace ApSpec.Kernel;

/// <summary>
/// The second half of a plain store of eight bytes that a compiler made two of: the next step of its thread. Until then whoever loads the pointer gets
/// half of the old and half of the new one.
/// </summary>
/// <param name="world">The world.</param>
/// <param name="torn">The flag that the pointer is half written.</param>
/// <param name="pointer">The pointer's field.</param>
/// <param name="value">The new value.</param>
/// <param name="store">The store, as a watcher is told of it.</param>
/// <param name="function">The function that stores.</param>
internal sealed class TornStore(World world, Field torn, Field pointer, uint value, string store, string function)
    : KernelWait($"the other half of {value}", torn)
{
    /// <summary>A pointer of two halves: it names no object.</summary>
    public const byte Halves = byte.MaxValue;

    /// <summary>The store, as a watcher is told of it.</summary>
    public string Store => store;

    /// <summary>The function that stores.</summary>
    public string Function => function;

    /// <inheritdoc/>
    public override bool IsOver => true;

    /// <inheritdoc/>
    public override void End(KernelThread thread)
    {
        world.Set(pointer, value);
        world.Set(Field, 0);
    }
}
