using System.Runtime.CompilerServices;

namespace ApSpec.Kernel;

/// <summary>One suspended call of a kernel thread: the compiler's state machine, kept by value.</summary>
internal abstract class Frame
{
    /// <summary>Runs the call up to its next suspension or its end.</summary>
    public abstract void MoveNext();

    /// <summary>A copy; further steps of this frame do not change it.</summary>
    public abstract Frame Copy();

    /// <summary>Writes what tells it from another frame.</summary>
    public abstract void WriteKey(KeyWriter key);
}

/// <inheritdoc/>
internal sealed class Frame<TMachine>(TMachine machine) : Frame
    where TMachine : IAsyncStateMachine
{
    private TMachine machine = machine;

    public override void MoveNext() => machine.MoveNext();

    public override Frame Copy() => new Frame<TMachine>(machine);

    public override void WriteKey(KeyWriter key) => FrameReader<TMachine>.Read(ref machine, key);
}
