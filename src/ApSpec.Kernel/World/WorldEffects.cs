using System.Runtime.CompilerServices;
using ApSpec.Vocabulary;

namespace ApSpec.Kernel;

/// <content>How effects end: done, dropped by a mutation, or in a fault.</content>
public sealed partial class World
{
    // The thread to suspend after an effect; null when one thread runs alone.
    internal KernelThread? Preemption
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Thread.IsScheduled ? Thread : null;
    }

    // Null unless effects are mutated or watched, so that it costs an effect only one test.
    internal EffectProbe? Probe { get; private set; }

    // The first allocation of an operation with fail=alloc fails, the others do not.
    internal bool TakeAllocFailure()
    {
        if (Fail != FailPoint.Alloc)
            return false;
        Thread.Call.Fail = FailPoint.None;
        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal Effect Done() => new(Preemption);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal Effect<T> Done<T>(T value) => new(value, Preemption);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal bool IsDropped(EffectKind kind, string function, int line, [CallerMemberName] string what = "") =>
        Probe is not null && Probe.IsLeftOut(kind, function, line, what);

    /// <summary>The running thread, which is scheduled, waits; the effect happens when the wait ends.</summary>
    internal Effect Wait(KernelWait wait)
    {
        Thread.WaitFor(wait);
        return new Effect(Thread);
    }

    /// <summary>
    /// A plain store of a pointer. Where the scope has tearing and threads it is two steps: what another thread loads in between is half old, half new.
    /// </summary>
    internal Effect StorePointer(Field pointer, Field torn, uint value, string function, [CallerMemberName] string store = "")
    {
        if (!Scope.Tearing || !Thread.IsScheduled || Get(pointer) == value)
        {
            Set(pointer, value);
            return Done();
        }

        Set(torn, 1);
        return Wait(new TornStore(this, torn, pointer, value, store, function));
    }

    /// <summary>A plain load of a pointer.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal uint LoadPointer(Field pointer, Field torn) => Get(torn) == 0 ? Get(pointer) : TornStore.Halves;

    /// <summary>A fault after which the call goes on.</summary>
    internal void Report(FaultKind kind, string subject, string function, int line) =>
        Log.Add(new Fault(kind, subject, function, line));

    /// <summary>A fault after which the call never returns.</summary>
    internal Effect Fatal(FaultKind kind, string subject, string function, int line)
    {
        Report(kind, subject, function, line);
        return new Effect(Die(kind is FaultKind.Deadlock or FaultKind.Hang ? Outcome.Stuck : Outcome.Died));
    }

    /// <inheritdoc cref="Fatal(FaultKind, string, string, int)"/>
    internal Effect<T> Fatal<T>(FaultKind kind, string subject, string function, int line)
    {
        Report(kind, subject, function, line);
        return new Effect<T>(default!, Die(kind == FaultKind.Deadlock ? Outcome.Stuck : Outcome.Died));
    }

    /// <summary>A call begins that runs alone, to its end.</summary>
    internal void BeginAlone(FailPoint fail)
    {
        if (Thread.IsScheduled)
            Thread = new KernelThread();
        Thread.Begin(fail);
    }

    internal KernelThread Die(Outcome outcome)
    {
        if (Thread.Outcome == Outcome.Returned)
            Thread.Outcome = outcome;
        return Thread;
    }

    // The call of an operation under a scheduler.
    internal static async KernelTask Keep(KernelTask<StepResult> call, KernelThread thread)
    {
        var result = await call;
        thread.Call.Result = result;
    }

    // A change of the state vector that is not an effect, for a mutation that delays one.
    internal void Overwrite(int word, ulong value)
    {
        words[word] = value;
        Journal?.Note(word);
    }
}
