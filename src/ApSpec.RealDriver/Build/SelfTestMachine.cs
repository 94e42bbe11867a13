using System.Runtime.InteropServices;
using ApSpec.RealDriver.Native;
using ApSpec.RealDriver.Run;

namespace ApSpec.RealDriver.Build;

/// <summary>
/// A library with the simplest machine around it: every AP instruction succeeds and every sleep ends at once. Records the first deviation
/// from what is expected.
/// </summary>
internal sealed unsafe class SelfTestMachine(DriverLibrary library)
{
    private const int Adapter = 5;
    private const int Domain = 6;
    private const int Queues = 2;
    private const uint SleepsMax = 1_000;
    private const ulong AccessesMax = 10_000_000;
    private readonly NativeApi* api = library.Api;
    private readonly EventPlace places = new(library.Path);
    private readonly bool[] interrupts = new bool[Queues];
    private readonly NativeQueue[] queues = new NativeQueue[Queues];
    private NativeObs seen;

    /// <summary>The library.</summary>
    public NativeApi* Api => api;

    /// <summary>What went wrong first; null for nothing.</summary>
    public string? Failure { get; private set; }

    /// <summary>A function without a fake that the driver called; nothing is checked from there on. Null for none.</summary>
    public string? Missing { get; private set; }

    /// <summary>The ledger after the last call.</summary>
    public ref readonly NativeObs Seen => ref seen;

    /// <summary>A queue in it.</summary>
    public NativeQueue QueueSeen(int queue) => queues[queue];

    /// <summary>True when interrupts of a queue are on in the machine.</summary>
    public bool HasInterrupts(int queue) => interrupts[queue];

    /// <summary>Records a failure if it is the first.</summary>
    public void Fail(string what) => Failure ??= what;

    /// <summary>Records a difference if it is the first.</summary>
    public void Expect(string what, long actual, long expected)
    {
        if (actual != expected && Missing is null)
            Failure ??= $"{what} is {actual}, expected {expected}";
    }

    /// <summary>Records memory that an unloaded module leaked, and where it was allocated, if it is the first failure.</summary>
    public void ExpectNothingLeft(string what)
    {
        if (seen.LiveAllocs == 0 || Missing is not null || Failure is not null)
            return;
        var left = Events(kind => kind == NativeEventKind.Allocated).Select(e => $"{e.Subject} of {e.Function}").Distinct();
        Failure = $"{what} is {seen.LiveAllocs}, expected 0: {string.Join(", ", left)}";
    }

    /// <summary>One mdev, one guest, adapter 05 and domains 0006 and 0007; the module is not loaded yet.</summary>
    public void Boot()
    {
        Array.Clear(interrupts);
        var scope = new NativeScope
        {
            Size = (uint)sizeof(NativeScope),
            Mdevs = 1,
            Kvms = 1,
            Adapters = 1,
            Domains = Queues,
            Pages = 1,
            Iscs = 1,
            Instances = 1,
            Format = 2,
            Flags = NativeScopeFlags.Crycbd | NativeScopeFlags.Gisa | NativeScopeFlags.Aiv | NativeScopeFlags.Apxa | NativeScopeFlags.CoreRef
                | NativeScopeFlags.KvmVfioRelease | NativeScopeFlags.CoreGroupLock | NativeScopeFlags.Notes,
        };
        scope.Apid[0] = Adapter;
        scope.Apqi[0] = Domain;
        scope.Apqi[1] = Domain + 1;
        scope.Isc[0] = 3;
        scope.Page[0] = 0x12;
        Expect("boot", api->Boot(&scope), 0);
        NativeMask none = default;
        api->Perms(&none, &none);
        api->Budget(SleepsMax, AccessesMax);
    }

    /// <summary>A call that must return <paramref name="expected"/>, without a fault and with every lock released.</summary>
    public void Call(NativeCall call, int expected = 0)
    {
        var (status, result) = Run(call);
        if (status is NativeStatus.Died or NativeStatus.Stuck or NativeStatus.Hung && FirstFault() is { } fatal)
            Failure ??= $"{call.Op}: {fatal}";
        Expect($"status of {call.Op}", (long)status, (long)NativeStatus.Done);
        Expect($"result of {call.Op}", result, expected);
        Expect($"locks held after {call.Op}", seen.LocksOfCall, 0);
        if (Missing is null && FirstFault() is { } fault)
            Failure ??= $"{call.Op}: {fault}";
    }

    /// <summary>Runs a call to its end, however it ends.</summary>
    public (NativeStatus Status, int Result) Run(NativeCall call)
    {
        if (Failure is not null || Missing is not null)
            return (NativeStatus.Died, 0);
        NativeRequest request = default;
        api->Begin(0, &call);
        NativeStatus status;
        while ((status = api->Step(0, &request)) is NativeStatus.Instruction or NativeStatus.Sleep)
        {
            if (status == NativeStatus.Instruction)
                Answer(request);
        }

        if (status == NativeStatus.Missing)
            Missing = FirstSubjectOf(NativeEventKind.Missing);
        if (status == NativeStatus.Blocked)
            Failure ??= $"{call.Op} waits for {Marshal.PtrToStringUTF8((nint)request.What) ?? "a lock"}, and does not return";
        Observe();
        return (status, request.Result);
    }

    /// <summary>The first fault of the last call, as text; null when there was none.</summary>
    public string? FirstFault() => FirstEvent(IsFault) is { } fault
        ? $"{fault.Kind}{(fault.Subject is null || fault.Kind == NativeEventKind.Null ? "" : $" of {fault.Subject}")} in {fault.Function}"
        : null;

    private string FirstSubjectOf(NativeEventKind kind) => FirstEvent(other => other == kind)?.Subject ?? "a function";

    private (NativeEventKind Kind, string? Subject, string Function)? FirstEvent(Func<NativeEventKind, bool> isWanted) =>
        Events(isWanted) is [var first, ..] ? first : null;

    private List<(NativeEventKind Kind, string? Subject, string Function)> Events(Func<NativeEventKind, bool> isWanted)
    {
        uint count;
        uint lost;
        var events = api->Events(&count, &lost);
        var wanted = new List<(NativeEventKind Kind, string? Subject, string Function)>();
        for (var i = 0; i < count; i++)
        {
            if (!isWanted(events[i].Kind))
                continue;
            var subject = events[i].Subject == null ? null : Marshal.PtrToStringUTF8((nint)events[i].Subject);
            wanted.Add((events[i].Kind, subject, places.Find(events[i]).Function));
        }

        return wanted;
    }

    private static bool IsFault(NativeEventKind kind) => kind is not (NativeEventKind.Edge or NativeEventKind.Signal
        or NativeEventKind.Freed or NativeEventKind.Allocated or NativeEventKind.Race
        or NativeEventKind.Masks or NativeEventKind.Config or NativeEventKind.List or NativeEventKind.Missing);

    private void Answer(in NativeRequest request)
    {
        var answer = new NativeAnswer { QueueEmpty = 1 };
        if (request.Queue == NativeRequest.NotInPlay)
        {
            answer.ResponseCode = 1;
        }
        else
        {
            if (request.Function != NativeFunction.Tapq)
                interrupts[request.Queue] = request.Function == NativeFunction.AqicOn;
            answer.IrqEnabled = interrupts[request.Queue] ? (byte)1 : (byte)0;
        }

        api->Answer(&answer);
    }

    private void Observe()
    {
        seen.Size = (uint)sizeof(NativeObs);
        fixed (NativeObs* obs = &seen)
        fixed (NativeQueue* first = queues)
        {
            seen.Queue = first;
            api->Observe(obs);
        }

        seen.Queue = null;
    }
}
