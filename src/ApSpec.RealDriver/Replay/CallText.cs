using ApSpec.RealDriver.Native;
using ApSpec.RealDriver.Run;
using ApSpec.Vocabulary;

namespace ApSpec.RealDriver.Replay;

/// <summary>A call into the compiled driver in words.</summary>
internal static class CallText
{
    /// <summary>The words.</summary>
    public static string Format(RecordedCall recorded, Trace trace) => recorded.Task < DriverCalls.FirstThread
        ? Format(recorded, trace.Scope)
        : recorded.Kind switch
        {
            RecordKind.Call => $"{NameOf(recorded.Task, trace)}: {Format(recorded, trace.Scope)}",
            RecordKind.Work => $"{NameOf(recorded.Task, trace)} begins a work item",
            RecordKind.Passed => $"{NameOf(recorded.Task, trace)} has waited long enough and goes on",
            _ => $"{NameOf(recorded.Task, trace)} goes on",
        };

    private static string NameOf(uint task, Trace trace) => ThreadName.Of(task < DriverCalls.FirstWorker
        ? trace.Threads[(int)(task - DriverCalls.FirstThread)].Thread
        : (byte)(ThreadName.FirstWorker + task - DriverCalls.FirstWorker));

    private static string Format(RecordedCall recorded, Scope scope)
    {
        var call = recorded.Call;
        if (recorded.Kind == RecordKind.Perms)
            return $"the host's drivers own adapters {Ids(call.Apm, scope)} and domains {Domains(call.Aqm, scope)}";
        if (recorded.Kind != RecordKind.Call)
            return $"the call that waits{(recorded.Task == 0 ? "" : $" in task {recorded.Task}")} {(recorded.Kind == RecordKind.GivenUp ? "is given up" : "goes on")}";
        return $"{Name(call.Op)}{Operands(call, scope)}{Failure(call.FailAlloc)}";
    }

    private static string Failure(uint allocation) => allocation switch
    {
        0 => "",
        NativeCall.FailLent => " while the kernel finds no memory for the driver",
        NativeCall.FailNoAp => " without AP instructions",
        > NativeCall.FailStep => $" while registration {allocation - NativeCall.FailStep} fails",
        _ => $" while allocation {allocation} fails",
    };

    /// <summary>The name of an operation, lower case with underscores: <c>probe_queue</c>.</summary>
    public static string Name(Enum value) =>
        string.Concat(value.ToString().Select((c, i) => char.IsUpper(c) ? $"{(i == 0 ? "" : "_")}{char.ToLowerInvariant(c)}" : $"{c}"));

    private static string Operands(in NativeCall call, Scope scope) => call.Op switch
    {
        NativeOp.ModuleInit or NativeOp.ModuleExit => "",
        NativeOp.GroupAdd => $" m{call.Mdev} k{call.Kvm}",
        NativeOp.Notify => $" m{call.Mdev} {(call.Arg != 0 ? "null" : $"k{call.Kvm}")}",
        NativeOp.Open when call.Arg != 0 => $" m{call.Mdev} while {Name((NativeOpenFailure)call.Arg)} is refused",
        NativeOp.Store => $" m{call.Mdev} {Name((NativeAttribute)call.Arg)} 0x{call.Id:x}",
        NativeOp.StoreText => $" m{call.Mdev} {Name((NativeAttribute)call.Arg)} as a text of {call.Id} bytes",
        NativeOp.Ioctl => $" m{call.Mdev} {Name((IoctlForm)call.Arg)}",
        NativeOp.Show => $" m{call.Mdev} {Name((NativeAttribute)call.Arg)}",
        NativeOp.StoreConfig => $" m{call.Mdev} {Masks(call, scope)}",
        NativeOp.SetIrq => $" m{call.Mdev} {Name((EventfdIndex)call.Arg)} {Name((EventfdAction)call.Id)}",
        NativeOp.Unmap or NativeOp.DmaMap or NativeOp.DmaUnmap => $" m{call.Mdev} 0x{call.Address:x} {call.Id} pages",
        NativeOp.GetInfo when call.Arg != 0 => $" m{call.Mdev} with a small argsz",
        NativeOp.Aqic => $" k{call.Kvm} {call.Apid:x2}.{call.Apqi:x4} " +
            (call.Arg != 0 ? $"on isc={call.Isc} nib=0x{call.Address:x}" : "off"),
        NativeOp.QueueStatus or NativeOp.ProbeQueue or NativeOp.RemoveQueue or NativeOp.BindHost => $" {Queue(call.Queue, scope)}",
        NativeOp.InUse => $" adapters {Ids(call.Apm, scope)} domains {Domains(call.Aqm, scope)}",
        NativeOp.BusMask => $" {(call.Arg != 0 ? "apmask" : "aqmask")} {(call.Isc != 0 ? '+' : '-')}{call.Id}",
        NativeOp.ConfigChanged or NativeOp.ScanComplete or NativeOp.Scan => $" {Masks(call, scope)}",
        NativeOp.CloseVm or NativeOp.CloseVcpu or NativeOp.CloseKvmVfio or NativeOp.CreateVm or NativeOp.PvEnable => $" k{call.Kvm}",
        NativeOp.Share => $" k{call.Kvm} 0x{call.Address:x} {(call.Arg != 0 ? "private" : "shared")}",
        NativeOp.Override => $" {Queue(call.Queue, scope)} {Name((NativeQueueDriver)call.Arg)}",
        _ => $" m{call.Mdev}",
    };

    private static string Queue(uint place, Scope scope) =>
        $"{scope.Adapters[(int)place / scope.Domains.Length].Value:x2}.{scope.Domains[(int)place % scope.Domains.Length].Value:x4}";

    private static string Masks(in NativeCall call, Scope scope) =>
        $"apm={Ids(call.Apm, scope)} aqm={Domains(call.Aqm, scope)} adm={Domains(call.Adm, scope)}";

    private static string Ids(in NativeMask places, Scope scope) => List(places, scope.Adapters.Length, i => $"{scope.Adapters[i].Value:x2}");

    private static string Domains(in NativeMask places, Scope scope) => List(places, scope.Domains.Length, i => $"{scope.Domains[i].Value:x4}");

    private static string List(NativeMask places, int count, Func<int, string> text)
    {
        var ids = string.Join(',', Enumerable.Range(0, count).Where(places.Has).Select(text));
        return ids.Length == 0 ? "none" : ids;
    }
}
