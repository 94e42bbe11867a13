using ApSpec.Kernel;
using ApSpec.RealDriver.Lines;
using ApSpec.RealDriver.Native;
using ApSpec.RealDriver.Replay;
using ApSpec.Vocabulary;

namespace ApSpec.RealDriver.Run;

/// <content>Calls of several threads at once: each is planned, begun, and run from one point to the next where another can come between.</content>
internal sealed unsafe partial class DriverCalls
{
    /// <summary>The task of the first thread; <c>APX_THREAD</c> of Shim/abi.h.</summary>
    public const uint FirstThread = 12;

    /// <summary>The task of the first worker; <c>APX_WORKER</c> of Shim/abi.h.</summary>
    public const uint FirstWorker = 16;

    // What Shim/points.c calls an access.
    private const string Load = "load";
    private const string Store = "store";

    private bool isPlanning;
    private NativeCall planned;
    private int plans;

    /// <summary>From now on calls are not made.</summary>
    public void BeginPlan() => (isPlanning, plans) = (true, 0);

    /// <summary>Calls are made again; the first call of the plan, or null when there was none.</summary>
    public NativeCall? EndPlan()
    {
        isPlanning = false;
        return plans == 0 ? null : planned;
    }

    /// <summary>Begins a call as the one of a thread; it has done nothing yet.</summary>
    public void BeginThread(uint task, in NativeCall call)
    {
        Changes++;
        recorder?.Begin(task, call);
        api->Points(NativePoints.Known);
        fixed (NativeCall* begun = &call)
            api->Begin(task, begun);
        api->Points(NativePoints.None);
    }

    /// <summary>True when a work item is queued that a worker can begin.</summary>
    public bool HasWork => api->Works() != 0;

    /// <summary>A worker begins the oldest work item that is queued, and has done nothing of it yet; the task whose call queued it.</summary>
    public uint BeginWork(uint task)
    {
        Changes++;
        recorder?.GoOn(RecordKind.Work, task);
        api->Points(NativePoints.Known);
        var queuedBy = api->BeginWork(task);
        api->Points(NativePoints.None);
        return queuedBy;
    }

    /// <summary>Runs the call of a thread, or the work of a worker, up to the next point, to its end, or to where it has to wait.</summary>
    public NativeStatus StepThread(uint task, NativePoints points, out NativeRequest request)
    {
        Changes++;
        recorder?.GoOn(RecordKind.GoesOn, task);
        api->Points(points);
        var status = NativeStatus.Done;
        fixed (NativeRequest* asked = &request)
        {
            while (true)
            {
                status = api->Step(task, asked);
                if (status == NativeStatus.Instruction)
                    Answer(request);
                else if (status == NativeStatus.Sleep)
                    Sleep(request);
                else
                    break;
            }
        }

        api->Points(NativePoints.None);
        events.Read();
        if (recorder is not null)
            Record(status, request);
        return status;
    }

    /// <summary>Forgets what calls had in common.</summary>
    public void Forget() => api->Forget();

    /// <summary>True when what ran since then shows further places where it matters who goes on.</summary>
    public bool Learn() => api->Learn() > 0;

    /// <summary>True when what a blocked thread waits for is there.</summary>
    public bool IsThreadReady(uint task) => (api->Ready() >> (int)task & 1) != 0;

    /// <summary>The time is over that a blocked thread waits at most.</summary>
    public void PassThread(uint task)
    {
        Changes++;
        recorder?.GoOn(RecordKind.Passed, task);
        api->Pass(task);
    }

    /// <summary>Continues calls of no thread that waited for what a thread did.</summary>
    public void SettleOthers()
    {
        while ((api->Ready() & ((1u << (int)FirstThread) - 1)) is not 0 and var ready)
        {
            if (GoOn(RecordKind.GoesOn, (uint)System.Numerics.BitOperations.TrailingZeroCount(ready)).Status is not (NativeStatus.Done or NativeStatus.Blocked))
                return;
        }
    }

    /// <summary>The locks that a thread holds, oldest first.</summary>
    public IEnumerable<(LockId Id, string Text)> HeldBy(uint task)
    {
        var held = new NativeHeld[NativeHeld.Max];
        uint count;
        fixed (NativeHeld* first = held)
            count = api->Held(task, first);
        return held.Take((int)count).Select(one => (new LockId((LockClass)one.LockClass, one.LockId), TextOf(one.Text)));
    }

    /// <summary>A constant text of the library.</summary>
    public string TextOf(nint text) => text == 0 ? "" : events.TextOf(text);

    /// <summary>The accesses that the source marks.</summary>
    public MarkedAccesses Marks { get; } = new(library.Path);

    /// <summary>Where a point is.</summary>
    public SourcePlace PlaceOf(in NativeRequest request) => events.PlaceOf(request);

    private void Record(NativeStatus status, in NativeRequest request)
    {
        if (status != NativeStatus.Point)
            recorder!.End(new CallEnd(status, request.Result));
        else
            recorder!.Point(TextOf(request.What) is (Load or Store) and var what ? new RecordedPoint(true, request.Object, request.ObjectOffset, request.Size, what == Store) : new RecordedPoint(false));
    }

    private CallEnd Plan(in NativeCall call)
    {
        if (plans++ == 0)
            planned = call;
        return new CallEnd(NativeStatus.Planned, 0);
    }
}
