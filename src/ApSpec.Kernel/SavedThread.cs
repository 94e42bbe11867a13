using System.Collections.Immutable;
using ApSpec.Vocabulary;

namespace ApSpec.Kernel;

/// <summary>A kernel thread as it was: its frames and what its call holds and waits for. It can be restored any number of times.</summary>
public sealed class SavedThread
{
    internal SavedThread(ImmutableArray<Frame> frames, ImmutableArray<LockId> held, KernelWait? wait, Outcome outcome, CallState call)
    {
        Frames = frames;
        Held = held;
        Wait = wait;
        Outcome = outcome;
        Call = call;
    }

    internal ImmutableArray<Frame> Frames { get; }

    internal ImmutableArray<LockId> Held { get; }

    internal KernelWait? Wait { get; }

    internal Outcome Outcome { get; }

    internal CallState Call { get; }
}
