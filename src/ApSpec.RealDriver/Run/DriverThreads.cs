using System.Collections.Immutable;
using System.Runtime.InteropServices;
using ApSpec.Check.Threads;
using ApSpec.Kernel;
using ApSpec.RealDriver.Native;
using ApSpec.Vocabulary;

namespace ApSpec.RealDriver.Run;

/// <summary>
/// Calls of several threads at once on a compiled driver. A state is what the library's memory, the world and the threads are; two count as one when
/// their words and a hash of that memory are equal.
/// </summary>
internal sealed class DriverThreads : ICallThreads
{
    /// <summary>How often the time of a wait may be over before it counts as endless.</summary>
    private const int PassesMax = 3;

    private const string Atomic = "atomic";

    private readonly RealDriverSystem system;
    private readonly World world;
    private readonly DriverCalls calls;
    private readonly DriverCore core;
    private readonly DriverThread[] threads;
    private readonly DriverThread[] workers;
    private readonly DriverThread[] all;
    private readonly ThreadPlaces places;
    private readonly List<byte> done = [];
    private readonly List<ThreadEffect> effects = [];
    private NativePoints points = NativePoints.Known;
    private bool hasRun;

    public DriverThreads(RealDriverSystem system, World world, DriverCalls calls, DriverCore core, IEnumerable<ImmutableArray<Operation>> made)
    {
        this.system = system;
        this.world = world;
        this.calls = calls;
        this.core = core;
        threads = [.. made.Select((one, place) => new DriverThread(DriverCalls.FirstThread + (uint)place, one))];
        workers = [.. Enumerable.Range(0, ThreadName.WorkersMax).Select(number => new DriverThread(DriverCalls.FirstWorker + (uint)number, []))];
        all = [.. threads, .. workers];
        places = new ThreadPlaces(system, all);
    }

    public int Workers => workers.Length;

    public int LastSteps { get; private set; }

    public IReadOnlyList<ThreadEffect> LastEffects => effects;

    public bool IsDone => Array.TrueForAll(all, one => !one.IsUnderWay) && !calls.HasWork;

    // A removal that looks again every 10 s waits for user space, which may close what it has opened at any time.
    public bool IsDeadlocked => Array.Exists(all, thread => thread is { IsUnderWay: true, Outcome: Outcome.Returned })
        && !Array.Exists(all, thread => thread is { IsUnderWay: true, IsBlocked: true, CanPass: true })
        && !Enumerable.Range(0, all.Length).Any(IsReady);

    public int StateWords => system.StateWords + all.Length + 1;

    public bool IsReplayed => true;

    public ThreadStatus StateOf(int thread)
    {
        var it = all[thread];
        var held = it.IsUnderWay ? calls.HeldBy(it.Task).ToArray() : [];
        return new ThreadStatus(it.Begun, it.IsUnderWay, it.Outcome, it.IsBlocked ? it.WaitsFor : null, [.. held.Select(one => one.Id).Where(id => id.Class != LockClass.Other)],
            [.. held.Select(one => NameOf(one.Id, one.Text)), .. it.IsUnderWay && thread >= threads.Length ? [WorkOf(thread)] : Array.Empty<string>()],
            it.IsUnderWay ? null : it.Result);
    }

    public bool IsUnderWay(int thread) => all[thread].IsUnderWay;

    public bool IsDead(int thread) => all[thread].Outcome != Outcome.Returned;

    public int BegunBy(int thread) => all[thread].Begun;

    public bool IsThere(int place) => place < threads.Length || all[place].IsUnderWay || CanBeginWork(all[place]);

    public (int Thread, int Call) QueuedBy(int worker) => all[worker].QueuedBy;

    public void ShowEachStep()
    {
        points = NativePoints.All;
        places.Forget();
    }

    public bool Step(int thread)
    {
        system.Enter();
        effects.Clear();
        var it = all[thread];
        if (it.Outcome != Outcome.Returned || (!it.IsUnderWay && !(thread < threads.Length ? Begin(thread) : BeginWork(it))))
            return false;
        if (it.IsBlocked && !calls.IsThreadReady(it.Task))
        {
            if (!CanPass(thread))
                return false;
            calls.PassThread(it.Task);
            it.Passes++;
        }

        done.Add((byte)thread);
        LastSteps = 1;
        if (it.IsUnderWay)
            Run(thread);
        if (IsDone)
            system.Settle();
        return true;
    }

    public void Save(Span<ulong> state)
    {
        system.Look();
        system.Save(state);
        for (var i = 0; i < all.Length; i++)
            state[system.StateWords + i] = all[i].Key;
        state[system.StateWords + all.Length] = system.Hash;
    }

    public void Restore(ReadOnlySpan<ulong> state, ReadOnlySpan<byte> path)
    {
        var from = done.Count <= path.Length && path.StartsWith(CollectionsMarshal.AsSpan(done)) ? done.Count : -1;
        if (places.Return(path, from) is var near and >= 0)
        {
            from = near;
            done.Clear();
            done.AddRange(path[..from]);
        }
        else if (from < 0)
        {
            system.Return();
            done.Clear();
            foreach (var one in all)
                one.Reset();
            from = 0;
        }

        for (var i = from; i < path.Length; i++)
        {
            if (!Step(path[i]))
                throw new InvalidOperationException($"{system.Revision} does not take the same steps again");
        }

        places.Mark(path, path.Length - from);
    }

    public IEnumerable<(int Other, ulong Pair)> RacingWith(int thread) => AccessPlaces.RacingWith(all, thread, calls);

    public RacingAccess? NextAccessOf(int thread)
    {
        if (all[thread].NextAccess is not { } access)
            return null;
        var place = calls.PlaceOf(access);
        return new RacingAccess(0, default, calls.TextOf(access.What), (int)access.Size, place.Function, place.ToString(), StateOf(thread).Has)
        {
            IsMarked = calls.TextOf(access.What) == Atomic || calls.Marks.Has(place),
        };
    }

    public bool HasLearnt()
    {
        places.Forget();
        return calls.Learn();
    }

    private void Run(int thread)
    {
        var it = all[thread];
        if (thread < threads.Length)
            calls.Nib = it.Running.Address;
        if (points == NativePoints.All && it.Next is { } next)
            effects.Add(next);
        it.Next = null;
        it.NextAccess = null;
        var status = calls.StepThread(it.Task, points, out var request);
        LastSteps = (int)request.Points;
        it.IsBlocked = status == NativeStatus.Blocked;
        switch (status)
        {
            case NativeStatus.Point:
                it.NextAccess = request.Size > 0 ? request : null;
                if (points == NativePoints.All)
                    it.Next = EffectOf(request);
                break;
            case NativeStatus.Blocked:
                it.CanPass = request.Milliseconds != uint.MaxValue;
                it.WaitsFor = request.LockClass == NativeObs.Strange ? calls.TextOf(request.What)
                    : NameOf(new LockId((LockClass)request.LockClass, request.LockId), calls.TextOf(request.What));
                break;
            default:
                var end = new CallEnd(status, request.Result);
                var result = thread < threads.Length ? core.Finish(it.Running, end) : end.Result;
                it.End(result);
                if (thread >= threads.Length && result.Outcome == Outcome.Returned)
                    it.EndWork();
                if (result.Outcome == Outcome.Returned)
                    calls.SettleOthers();
                break;
        }
    }

    private bool Begin(int thread)
    {
        if (!CanBegin(thread, out var call, out var result))
            return false;
        if (!hasRun)
            calls.Forget();
        hasRun = true;
        if (call is { } made)
            calls.BeginThread(threads[thread].Task, made);
        threads[thread].Begin(call is null ? result : null);
        return true;
    }

    private bool BeginWork(DriverThread worker)
    {
        if (!CanBeginWork(worker))
            return false;
        // What no thread's call queued goes to the first that made one.
        var by = (int)calls.BeginWork(worker.Task) - (int)DriverCalls.FirstThread;
        if ((uint)by >= threads.Length || threads[by].Begun == 0)
            by = Array.FindIndex(threads, thread => thread.Begun > 0);
        worker.BeginWork(by, threads[by].Begun - 1);
        return true;
    }

    // The first worker that runs nothing: which of them it is makes no difference.
    private bool CanBeginWork(DriverThread worker) => Array.Exists(threads, thread => thread.Begun > 0) && calls.HasWork && Array.Find(workers, one => !one.IsUnderWay) == worker;

    private bool CanBegin(int thread, out NativeCall? call, out StepResult result)
    {
        var it = threads[thread];
        (call, result) = (null, default);
        if (it.Begun == it.Calls.Length)
            return false;
        var next = it.Calls[it.Begun];
        foreach (var other in threads)
        {
            if (other.IsUnderWay && DriverGuards.Excludes(other.Running, next))
                return false;
        }

        system.Look();
        call = core.Plan(next, out result);
        return call is not null || result.Outcome == Outcome.Returned;
    }

    // Time is over for a wait only when nobody else has anything to do.
    private bool CanPass(int thread)
    {
        if (!all[thread].CanPass || all[thread].Passes == PassesMax)
            return false;
        for (var other = 0; other < all.Length; other++)
        {
            if (other != thread && IsReady(other))
                return false;
        }

        return true;
    }

    private bool IsReady(int thread)
    {
        var it = all[thread];
        if (it.Outcome != Outcome.Returned)
            return false;
        if (it.IsUnderWay)
            return !it.IsBlocked || calls.IsThreadReady(it.Task);
        if (thread >= threads.Length)
            return CanBeginWork(it);
        if (it.Begun == it.Calls.Length)
            return false;
        var words = new ulong[system.StateWords];
        system.Save(words);
        var can = CanBegin(thread, out _, out _);
        system.PutWorld(words);
        return can;
    }

    private ThreadEffect EffectOf(in NativeRequest request)
    {
        var what = calls.TextOf(request.What);
        var place = calls.PlaceOf(request);
        if (request.Kind == NativePointKind.Lock)
            what = $"{ThreadEffect.Lock}{what.TrimStart('&')}";
        return new ThreadEffect(place.Function, place.Line == 0 ? what : $"{what}, line {place.Line}") { IsAccess = request.Kind == NativePointKind.Access || what is Atomic or "unlocked", Line = place.Line };
    }

    // What flush_work() of Shim/work.c says that it waits for.
    private string WorkOf(int place) => $"work {ThreadName.Of((byte)(ThreadName.FirstWorker + place - threads.Length))}";

    private static string NameOf(LockId id, string text) => id.Class != LockClass.Other ? id.ToString() : text.Length > 0 ? text : "a lock of the kernel around it";
}
