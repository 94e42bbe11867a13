using System.Collections.Immutable;
using ApSpec.Vocabulary;

namespace ApSpec.Kernel;

/// <summary>A kernel thread as it was: its frames and what its call holds and waits for. It can be restored any number of times.</summary>
public sealed class SavedThread
{
    internal SavedThread(ImmutableArray<Frame> frames, ImmutableArray<LockId> held, HeldSet heldForReading, KernelWait? wait, Outcome outcome, CallState call, int begun)
    {
        Frames = frames;
        Held = held;
        HeldForReading = heldForReading;
        Wait = wait;
        Outcome = outcome;
        Call = call;
        Begun = begun;
    }

    /// <summary>True while a call has not returned.</summary>
    public bool IsSuspended => !Frames.IsEmpty;

    /// <summary>True when a step of its call does anything now.</summary>
    public bool CanStep => IsSuspended && Outcome == Outcome.Returned && Wait?.IsOver != false;

    internal ImmutableArray<Frame> Frames { get; }

    internal ImmutableArray<LockId> Held { get; }

    internal HeldSet HeldForReading { get; }

    internal KernelWait? Wait { get; }

    internal Outcome Outcome { get; }

    internal CallState Call { get; }

    internal int Begun { get; }

    internal RunningCall Running(ImmutableArray<Operation> calls) => new(calls[Begun - 1], Call.IsRegistered);
}
