using System.Runtime.CompilerServices;
using ApSpec.Vocabulary;

namespace ApSpec.Kernel;

/// <summary>
/// One thread of the modelled kernel: the locks it holds and, under a scheduler, its suspended frames. All threads are stepped, saved and
/// restored on one OS thread; nothing here is concurrent.
/// </summary>
public sealed class KernelThread
{
    private readonly List<LockId> held = [];
    private readonly List<Frame> fresh = [];
    private List<Frame> stack = [];
    private bool isTopDone;

    /// <summary>True when a scheduler steps this thread effect by effect; false for a plain call.</summary>
    public bool IsScheduled { get; init; }

    /// <summary>How the running call ended; <see cref="Outcome.Returned"/> unless a fatal fault or a lock stopped it.</summary>
    public Outcome Outcome { get; internal set; }

    /// <summary>True while frames are suspended.</summary>
    public bool IsSuspended => stack.Count > 0;

    /// <summary>The locks held, oldest first.</summary>
    public IReadOnlyList<LockId> Held => held;

    internal List<LockId> HeldLocks => held;

    /// <summary>Begins a call, which runs to its first suspension.</summary>
    public void Start(Func<KernelTask> call)
    {
        fresh.Clear();
        _ = call();
        PushFresh();
    }

    /// <summary>Runs up to the next suspension or the end of the call.</summary>
    public void Step()
    {
        while (stack.Count > 0)
        {
            isTopDone = false;
            fresh.Clear();
            stack[^1].MoveNext();
            if (!isTopDone)
            {
                PushFresh();
                return;
            }

            stack.RemoveAt(stack.Count - 1);
        }
    }

    /// <summary>A copy of the suspended frames; later steps do not change it.</summary>
    public IReadOnlyList<object> SaveFrames() => [.. stack.Select(frame => frame.Copy())];

    /// <summary>Restores the result of <see cref="SaveFrames"/>, any number of times.</summary>
    public void RestoreFrames(IReadOnlyList<object> frames) => stack = [.. frames.Cast<Frame>().Select(frame => frame.Copy())];

    internal void Begin()
    {
        held.Clear();
        Outcome = Outcome.Returned;
    }

    // The innermost call suspends first, so new frames arrive innermost first.
    internal void Push<TMachine>(ref TMachine machine)
        where TMachine : IAsyncStateMachine => fresh.Add(new Frame<TMachine>(machine));

    internal void OnReturn() => isTopDone = true;

    private void PushFresh()
    {
        for (var i = fresh.Count - 1; i >= 0; i--)
            stack.Add(fresh[i]);
        fresh.Clear();
    }
}
