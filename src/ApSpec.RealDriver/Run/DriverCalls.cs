using System.Runtime.InteropServices;
using ApSpec.Architecture;
using ApSpec.Kernel;
using ApSpec.RealDriver.Native;
using ApSpec.RealDriver.Races;
using ApSpec.RealDriver.Replay;
using ApSpec.Vocabulary;

namespace ApSpec.RealDriver.Run;

/// <summary>
/// Runs one call of the compiled driver to its end. Its requests are answered here, on this stack: an AP instruction by the world's hardware,
/// a sleep by letting the world's time pass.
/// </summary>
internal sealed unsafe partial class DriverCalls(DriverLibrary library, World world, CallRecorder? recorder = null)
{
    /// <summary>Sleeps of one call before it counts as hung: 40 seconds of virtual time.</summary>
    public const uint SleepsMax = 2_000;

    /// <summary>
    /// Memory accesses and basic blocks of one call before it counts as hung. A driver that searches a list of all queues for each queue needs
    /// their square; no correct call comes near a tenth of this.
    /// </summary>
    public static ulong AccessesMax(int queues) => 200_000 + (100ul * (ulong)queues * (ulong)queues);

    /// <summary>Calls and workers that can be in progress at a time; <c>APX_TASKS</c> of Shim/abi.h.</summary>
    public const uint TasksMax = 18;

    /// <summary>The task of a bus scan that waits between its steps; the removal of each mdev has one of those before it.</summary>
    public const uint ScanTask = 9;

    // A scan waits once for each queue that goes or comes, and for the end.
    private const int ScanStepsMax = NativeObs.QueuesMax + 1;

    /// <summary>How often all pending timeouts may expire before a wait counts as endless.</summary>
    private const int RoundsMax = 3;

    private readonly NativeApi* api = library.Api;
    private readonly DriverEvents events = new(library, world);
    private bool isPathTaken;

    /// <summary>The places in the driver that calls run, while <see cref="TakePath"/> is on.</summary>
    public List<uint> Path { get; } = [];

    /// <summary>Turns recording of paths on or off.</summary>
    public void TakePath(bool isWanted)
    {
        Path.Clear();
        isPathTaken = isWanted;
        api->Path(isWanted ? 1 : 0);
    }

    /// <summary>Gets accesses without a common lock, from a driver of flavour race.</summary>
    public RacePairs? Races { set => events.Races = value; }

    /// <summary>The notification byte that the guest named.</summary>
    public uint Nib { get; set; }

    /// <summary>The library.</summary>
    public DriverLibrary Library => library;

    /// <summary>Tells the library which adapters and domains are the host's.</summary>
    public void TellPerms(NativeMask adapters, NativeMask domains)
    {
        Changes++;
        recorder?.Perms(adapters, domains);
        api->Perms(&adapters, &domains);
    }

    /// <summary>Does one call to its end, then continues calls that waited for it.</summary>
    public CallEnd Do(in NativeCall call)
    {
        if (isPlanning)
            return Plan(call);
        var end = Begin(0, call);
        if (end.Status == NativeStatus.Blocked)
            end = AwaitOthers(end);
        return end.IsDone ? Settled(end) : end;
    }

    /// <summary>Begins a call that may block, as task <paramref name="task"/>, then continues calls that waited for it.</summary>
    public CallEnd Start(uint task, in NativeCall call)
    {
        if (isPlanning)
            return Plan(call);
        var end = Begin(task, call);
        return end.Status is NativeStatus.Done or NativeStatus.Blocked ? Settled(end) : end;
    }

    /// <summary>Continues a blocked call with an expired timeout.</summary>
    public CallEnd Pass(uint task)
    {
        api->Pass(task);
        var end = GoOn(RecordKind.Passed, task);
        return end.Status is NativeStatus.Done or NativeStatus.Blocked ? Settled(end) : end;
    }

    /// <summary>The open descriptors of an mdev's group and container.</summary>
    public NativeDescriptors DescriptorsOf(MdevId m)
    {
        Look();
        return seen.Mdev[m.Value].Descriptors;
    }

    /// <summary>The queues as the library has them now.</summary>
    public ReadOnlySpan<NativeQueue> LookAtQueues()
    {
        var queues = new NativeQueue[world.Scope.Queues];
        fixed (NativeQueue* first = queues)
        {
            seen.Queue = first;
            Look();
        }

        seen.Queue = null;
        return queues;
    }

    /// <summary>The text or structure that the last call returned.</summary>
    public string Text => Marshal.PtrToStringAnsi((nint)api->Text()) ?? "";

    /// <summary>True when a call is blocked.</summary>
    public bool IsWaiting(uint task) => (api->Blocked() >> (int)task & 1) != 0;

    /// <summary>Counts what may have changed the library's memory: equal counts, equal memory.</summary>
    public long Changes { get; private set; }

    /// <summary>The library was booted, or its memory restored.</summary>
    public void NoteChange() => Changes++;

    private CallEnd Begin(uint task, in NativeCall call)
    {
        Changes++;
        recorder?.Begin(task, call);
        fixed (NativeCall* begun = &call)
            api->Begin(task, begun);
        return ToEnd(task);
    }

    private CallEnd GoOn(RecordKind kind, uint task)
    {
        Changes++;
        recorder?.GoOn(kind, task);
        return ToEnd(task);
    }

    private CallEnd ToEnd(uint task)
    {
        var end = Run(task);
        if (isPathTaken)
            AddPath();
        recorder?.End(end);
        return end;
    }

    // The caller is blocked, so only time passes. A wait that this does not end is endless.
    private CallEnd AwaitOthers(CallEnd end)
    {
        for (var round = 0; round < RoundsMax && end.Status == NativeStatus.Blocked; round++)
        {
            for (var task = 1u; task < TasksMax && (api->Ready() & 1) == 0; task++)
            {
                // A scan holds what it holds until its end.
                for (var steps = task == ScanTask ? ScanStepsMax : 1; steps > 0 && IsWaiting(task) && (api->Ready() & 1) == 0; steps--)
                {
                    api->Pass(task);
                    if (GoOn(RecordKind.Passed, task) is { Status: not (NativeStatus.Done or NativeStatus.Blocked) } broken)
                        return broken;
                }
            }

            if ((api->Ready() & 1) != 0)
                end = GoOn(RecordKind.GoesOn, 0);
        }

        if (end.Status != NativeStatus.Blocked)
            return end;
        api->GiveUp(0);
        return GoOn(RecordKind.GivenUp, 0);
    }

    // Calls that waited for something that this call did.
    private CallEnd Settled(CallEnd end)
    {
        while (api->Ready() is not 0 and var ready)
        {
            var other = GoOn(RecordKind.GoesOn, (uint)System.Numerics.BitOperations.TrailingZeroCount(ready));
            if (other.Status is not (NativeStatus.Done or NativeStatus.Blocked))
                return other;
        }

        return end;
    }

    private void AddPath()
    {
        uint count;
        var places = api->Places(&count);
        Path.AddRange(new ReadOnlySpan<uint>(places, (int)count));
    }

    private CallEnd Run(uint task)
    {
        NativeRequest request = default;
        while (true)
        {
            var status = api->Step(task, &request);
            switch (status)
            {
                case NativeStatus.Instruction:
                    Answer(request);
                    break;
                case NativeStatus.Sleep:
                    Sleep(request);
                    break;
                default:
                    events.Read();
                    return new CallEnd(status, request.Result);
            }
        }
    }

    private void Sleep(in NativeRequest request)
    {
        recorder?.Exchange(NativeStatus.Sleep, request, default);
        world.Hardware.Pass((int)((request.Milliseconds + Ticks.Milliseconds - 1) / Ticks.Milliseconds));
    }
}
