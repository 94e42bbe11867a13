using System.Collections.Immutable;
using ApSpec.Check.Threads;
using ApSpec.RealDriver.Native;
using ApSpec.Vocabulary;

namespace ApSpec.RealDriver.Run;

/// <summary>A thread that makes calls of a compiled driver, or a worker, which makes none and runs what they queued.</summary>
internal sealed class DriverThread(uint task, ImmutableArray<Operation> calls)
{
    /// <summary>Its task in the library.</summary>
    public uint Task => task;

    /// <summary>Its calls, one after the other.</summary>
    public ImmutableArray<Operation> Calls => calls;

    /// <summary>How many of them have begun.</summary>
    public int Begun { get; private set; }

    /// <summary>The last of them has not returned.</summary>
    public bool IsUnderWay { get; private set; }

    /// <summary>It waits for what <see cref="WaitsFor"/> says.</summary>
    public bool IsBlocked { get; set; }

    /// <summary>The wait has a longest time.</summary>
    public bool CanPass { get; set; }

    /// <summary>How often that time was over in this call.</summary>
    public int Passes { get; set; }

    /// <summary>What it waits for.</summary>
    public string WaitsFor { get; set; } = "";

    /// <summary>How its call ended.</summary>
    public Outcome Outcome { get; private set; }

    /// <summary>What the last call returned.</summary>
    public StepResult? Result { get; private set; }

    /// <summary>What its next step begins with.</summary>
    public ThreadEffect? Next { get; set; }

    /// <summary>The load, store or atomic operation that its next step begins with; null when that is something else.</summary>
    public NativeRequest? NextAccess { get; set; }

    /// <summary>Of a worker: the place of the thread whose call queued its work, and of that call among its calls. Kept when the work is over.</summary>
    public (int Thread, int Call) QueuedBy { get; private set; }

    /// <summary>The call under way.</summary>
    public Operation Running => calls[Begun - 1];

    /// <summary>What tells its state from others, beside its stack.</summary>
    public ulong Key => (uint)Begun | (IsUnderWay ? 1ul << 8 : 0) | (IsBlocked ? 1ul << 9 : 0) | ((ulong)Outcome << 16) | ((ulong)(uint)Passes << 24)
        | (IsUnderWay ? ((ulong)QueuedBy.Thread << 40) | ((ulong)QueuedBy.Call << 48) : 0);

    /// <summary>None of its calls has begun.</summary>
    public void Reset()
    {
        (Begun, IsUnderWay, IsBlocked, Passes) = (0, false, false, 0);
        (Outcome, Result, Next, NextAccess) = (Outcome.Returned, null, null, null);
    }

    /// <summary>As it is now, to be put back.</summary>
    public DriverThread Copy() => (DriverThread)MemberwiseClone();

    /// <summary>As it was when <paramref name="then"/> was copied.</summary>
    public void Put(DriverThread then)
    {
        (Begun, IsUnderWay, IsBlocked, CanPass, Passes) = (then.Begun, then.IsUnderWay, then.IsBlocked, then.CanPass, then.Passes);
        (Outcome, Result, Next, NextAccess) = (then.Outcome, then.Result, then.Next, then.NextAccess);
        (WaitsFor, QueuedBy) = (then.WaitsFor, then.QueuedBy);
    }

    /// <summary>The next call begins; it is over at once when it has a result.</summary>
    public void Begin(StepResult? result)
    {
        Begun++;
        IsUnderWay = result is null;
        (IsBlocked, Passes, Result) = (false, 0, result);
    }

    /// <summary>A worker begins a work item.</summary>
    public void BeginWork(int thread, int call)
    {
        Begin(null);
        QueuedBy = (thread, call);
    }

    /// <summary>The work is over: the worker is like one that never ran anything.</summary>
    public void EndWork() => Reset();

    /// <summary>The call is over, or was abandoned.</summary>
    public void End(in StepResult result)
    {
        Outcome = result.Outcome;
        Result = result;
        IsUnderWay = result.Outcome != Outcome.Returned;
    }
}
