using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using ApSpec.Vocabulary;

namespace ApSpec.Kernel;

/// <summary>
/// One thread of the modelled kernel: the locks it holds and, under a scheduler, its suspended frames and what it waits for. All threads are
/// stepped, saved and restored on one OS thread; nothing here is concurrent.
/// </summary>
public sealed class KernelThread
{
    private readonly List<LockId> held = [];
    private readonly List<Frame> fresh = [];
    private readonly List<Frame> stack = [];
    private KernelWait? wait;
    private CallState call = new();
    private bool isTopDone;

    /// <summary>True when a scheduler steps this thread effect by effect; false for a plain call.</summary>
    public bool IsScheduled { get; init; }

    /// <summary>The calls that it makes one after the other.</summary>
    public ImmutableArray<Operation> Calls { get; init; } = [];

    /// <summary>How many of them have begun.</summary>
    public int Begun { get; internal set; }

    /// <summary>How the running call ended; <see cref="Outcome.Returned"/> unless a fatal fault or a lock stopped it.</summary>
    public Outcome Outcome { get; internal set; }

    /// <summary>True while frames are suspended: the call has not returned. A call that died stays so for ever.</summary>
    public bool IsSuspended => stack.Count > 0;

    /// <summary>True after a fatal fault: it is never stepped again, and its locks stay held.</summary>
    public bool IsDead => Outcome != Outcome.Returned;

    /// <summary>What it waits for; null when it does not wait.</summary>
    public string? WaitsFor => wait is TornStore ? null : wait?.Name;

    /// <summary>The store of which it has done the first half, and the function that stores; null when there is none.</summary>
    public (string Store, string Function)? HalfDone => wait is TornStore half ? (half.Store, half.Function) : null;

    /// <summary>True when a step does anything: it has a call that has not returned, did not die, and does not wait for what is not there yet.</summary>
    public bool CanStep => stack.Count > 0 && Outcome == Outcome.Returned && wait?.IsOver != false;

    /// <summary>The locks held, oldest first.</summary>
    public IReadOnlyList<LockId> Held => held;

    /// <summary>What other threads may wait for until it goes on: its locks, and the flag that it set, and the notifier chain that it runs.</summary>
    public IEnumerable<string> Has
    {
        get
        {
            foreach (var id in held)
                yield return id.ToString();
            if (call.BusyMdev >= 0)
                yield return FlagWait.NameOfBusy(call.BusyMdev);
            if (call.ChainMdev >= 0)
                yield return UnregisterWait.NameOfChain(call.ChainMdev);
        }
    }

    /// <summary>What the operation returned that it runs; null before that, and for a call that is no operation.</summary>
    public StepResult? Result => call.Result;

    internal List<LockId> HeldLocks => held;

    // Set when a lock is taken: what is not held any more may be left in it.
    internal HeldSet HeldForReading { get; set; }

    internal HeldSet AllHeld
    {
        get
        {
            var all = default(HeldSet);
            foreach (var id in held)
                all = all.And(id, HeldForReading.IsShared(id));
            return all;
        }
    }

    internal ref CallState Call => ref call;

    internal RunningCall Running => new(Calls[Begun - 1], call.IsRegistered);

    /// <summary>Begins a call, which runs to its first suspension.</summary>
    public void Start(Func<KernelTask> begun)
    {
        fresh.Clear();
        _ = begun();
        PushFresh();
    }

    /// <summary>
    /// Ends a wait that can end, or runs up to the next suspension or the end of the call. Nothing happens to a thread that is dead or still waits.
    /// </summary>
    public void Step()
    {
        if (!CanStep)
            return;
        if (wait is { } over)
        {
            wait = null;
            over.End(this);
            return;
        }

        while (stack.Count > 0)
        {
            isTopDone = false;
            fresh.Clear();
            var top = stack[^1] = stack[^1].Copy(); // frames below it, and those saved, do not change
            top.MoveNext();
            if (!isTopDone)
            {
                PushFresh();
                return;
            }

            stack.RemoveAt(stack.Count - 1);
        }
    }

    /// <summary>The thread as it is; later steps do not change that.</summary>
    public SavedThread Save() => new([.. stack], [.. held], HeldForReading, wait, Outcome, call, Begun);

    /// <summary>Writes what tells this state of the thread from another.</summary>
    public void WriteKey(KeyWriter key)
    {
        key.Add((uint)Begun | ((ulong)Outcome << 8) | ((ulong)(uint)stack.Count << 16) | ((ulong)(uint)held.Count << 24));
        foreach (var id in held)
            key.Add((ulong)id.Class | ((ulong)id.Instance << 8));
        key.Add(wait?.Name);
        key.Add(wait is null ? 0 : ((ulong)(uint)wait.Field.Word << 8) | (uint)wait.Field.Shift);
        call.WriteKey(key);
        foreach (var frame in stack)
            frame.WriteKey(key);
    }

    /// <summary>Back to what was saved of this thread.</summary>
    public void Restore(SavedThread saved)
    {
        stack.Clear();
        stack.AddRange(saved.Frames);
        held.Clear();
        held.AddRange(saved.Held);
        HeldForReading = saved.HeldForReading;
        wait = saved.Wait;
        Outcome = saved.Outcome;
        call = saved.Call;
        Begun = saved.Begun;
    }

    internal void Begin(FailPoint fail)
    {
        held.Clear();
        Outcome = Outcome.Returned;
        call.Begin(fail);
    }

    internal void WaitFor(KernelWait something) => wait = something;

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
