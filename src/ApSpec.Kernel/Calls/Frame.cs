using System.Runtime.CompilerServices;

namespace ApSpec.Kernel;

/// <summary>One suspended call of a kernel thread: the compiler's state machine, kept by value.</summary>
internal abstract class Frame
{
    private ulong[]? key;

    /// <summary>Runs the call up to its next suspension or its end.</summary>
    public abstract void MoveNext();

    /// <summary>A copy; further steps of this frame do not change it.</summary>
    public abstract Frame Copy();

    /// <summary>Writes what tells it from another frame. It does not run any more afterwards; its copies may.</summary>
    public void WriteKey(KeyWriter writer)
    {
        if (key is null)
        {
            var first = writer.Count;
            Read(writer);
            key = writer.Words[first..].ToArray();
        }
        else
        {
            writer.Add(key);
        }
    }

    /// <summary>Writes the fields of its state machine.</summary>
    protected abstract void Read(KeyWriter key);
}

/// <inheritdoc/>
internal sealed class Frame<TMachine>(TMachine machine) : Frame
    where TMachine : IAsyncStateMachine
{
    private TMachine machine = machine;

    public override void MoveNext() => machine.MoveNext();

    public override Frame Copy() => new Frame<TMachine>(machine);

    protected override void Read(KeyWriter key) => FrameReader<TMachine>.Read(ref machine, key);
}
