using System.Collections.Immutable;
using ApSpec.RealDriver.Native;

namespace ApSpec.RealDriver.Build;

/// <summary>
/// What a library must do before it is used: boot, run the happy path, go back to a snapshot, survive a crash. Failures of the user's
/// driver are told apart from failures of the library.
/// </summary>
public static unsafe class SelfTest
{
    /// <summary>The index of the check that loads the module, as every trace does.</summary>
    public const int LoadCheck = 1;

    private const string FailedLoad = "a load that fails leaves nothing, whichever ";
    private const uint Slot = 1;
    private const uint Page = 0x12345;
    private const uint FailuresMax = 200;
    private const int ENODEV = 19;

    private static readonly ImmutableArray<(string Name, bool IsOfDriver, Action<SelfTestMachine> Steps)> Checks =
    [
        ("boot", false, machine => machine.Boot()),
        ("module init and probe of two queues", true, Load),
        ("happy path: create, assign, open, interrupt on, close", true, machine =>
        {
            Load(machine);
            HappyPath(machine);
        }),
        ("nothing is left after remove and module exit", true, machine =>
        {
            Load(machine);
            HappyPath(machine);
            Leave(machine);
        }),
        ("nothing is left after a module exit with bound queues and an mdev", true, machine =>
        {
            Load(machine);
            Assign(machine);
            Unload(machine);
        }),
        ("every order of assignments, set_kvm and open gives one guest", true, machine => SelfTestWays.Orders(machine, Load, HasHotPlug(machine))),
        ("what is taken back leaves no trace", true, machine => SelfTestWays.RoundTrips(machine, Load, HasHotPlug(machine))),
        (FailedLoad + "allocation fails", true, machine => FailLoads(machine, 0)),
        (FailedLoad + "registration fails", true, machine => FailLoads(machine, NativeCall.FailStep)),
        ("without AP instructions the module is refused", true, machine =>
        {
            machine.Boot();
            machine.Expect("result of a load without AP instructions", machine.Run(LoadThatFails(NativeCall.FailNoAp)).Result, -ENODEV);
            machine.ExpectNothingLeft("allocations left");
        }),
        ("a restored snapshot and a new start are the same state", false, RestoreIsReboot),
        ("a crash in the library is caught", false, Crash),
    ];

    /// <summary>True for the check of what every trace begins with: a successful load of the module.</summary>
    public static bool IsOfTraces(SelfTestCheck check) => !check.Name.StartsWith(FailedLoad, StringComparison.Ordinal);

    /// <summary>How many checks there are.</summary>
    public static int Count => Checks.Length;

    /// <summary>Runs a check, numbered from 0, in this process; a bad library or driver may end the process.</summary>
    public static SelfTestCheck Run(DriverLibrary library, int check)
    {
        var (name, isOfDriver, steps) = Checks[check];
        var machine = new SelfTestMachine(library);
        steps(machine);
        return new SelfTestCheck(name, machine.Failure, isOfDriver, machine.Missing);
    }

    /// <summary>A check that ended its process, or did not end.</summary>
    public static SelfTestCheck Died(int check, string cause) => new(Checks[check].Name, cause, Checks[check].IsOfDriver);

    private static void Load(SelfTestMachine machine)
    {
        machine.Boot();
        machine.Call(new NativeCall { Op = NativeOp.ModuleInit });
        for (ushort queue = 0; queue < 2; queue++)
            machine.Call(new NativeCall { Op = NativeOp.ProbeQueue, Queue = queue });
    }

    // Fails each step of the load in turn, until the load has no such step.
    private static void FailLoads(SelfTestMachine machine, uint kind)
    {
        for (var n = 1u; n <= FailuresMax; n++)
        {
            machine.Boot();
            var (status, result) = machine.Run(LoadThatFails(kind + n));
            if (status == NativeStatus.Done && result == 0)
                return;
            if (machine.FirstFault() is { } fault)
                machine.Fail($"load while failure {n} is met: {fault}");
            machine.Expect($"status of a load while failure {n} is met", (long)status, (long)NativeStatus.Done);
            machine.Expect($"a load that failed by failure {n} returns an errno", result < 0 ? 1 : 0, 1);
            machine.ExpectNothingLeft($"allocations left by failure {n}");
            machine.Call(new NativeCall { Op = NativeOp.ModuleInit });
            machine.Call(new NativeCall { Op = NativeOp.ModuleExit });
        }
    }

    private static NativeCall LoadThatFails(uint failure) => new() { Op = NativeOp.ModuleInit, FailAlloc = failure };

    private static bool HasHotPlug(SelfTestMachine machine) => machine.Api->Features.HasFlag(DriverFeatures.Shadow);

    private static void Assign(SelfTestMachine machine)
    {
        machine.Call(new NativeCall { Op = NativeOp.Create });
        machine.Call(new NativeCall { Op = NativeOp.Store, Arg = (byte)NativeAttribute.AssignAdapter, Id = 5 });
        machine.Call(new NativeCall { Op = NativeOp.Store, Arg = (byte)NativeAttribute.AssignDomain, Id = 6 });
        machine.Call(new NativeCall { Op = NativeOp.Store, Arg = (byte)NativeAttribute.AssignDomain, Id = 7 });
        machine.Expect("adapters assigned", (long)machine.Seen.Mdev[0].Apm.Word0, 1);
        machine.Expect("domains assigned", (long)machine.Seen.Mdev[0].Aqm.Word0, 3);
    }

    private static void HappyPath(SelfTestMachine machine)
    {
        Assign(machine);
        machine.Call(new NativeCall { Op = NativeOp.GroupAdd });
        machine.Call(new NativeCall { Op = NativeOp.Open });
        machine.Expect("references of the driver on the guest while it is open", machine.Seen.Kvm[0].DriverRefs, 1);
        machine.Expect("owner of the hook while it is open", machine.Seen.Kvm[0].Hook, 1);
        machine.Expect("adapters of the guest", (long)machine.Seen.Kvm[0].Apm.Word0, 1);
        machine.Expect("domains of the guest", (long)machine.Seen.Kvm[0].Aqm.Word0, 3);
        machine.Call(new NativeCall { Op = NativeOp.Aqic, Apid = 5, Apqi = 6, Arg = 1, Isc = 3, Address = Page });
        machine.Expect("interrupts of 05.0006", machine.HasInterrupts(0) ? 1 : 0, 1);
        machine.Expect("guest interrupt subclasses", machine.Seen.Kvm[0].Gisc[0], 1);
        machine.Expect("pinned pages", machine.Seen.Mdev[0].Pins[0], 1);
        machine.Call(new NativeCall { Op = NativeOp.Close });
        machine.Expect("references of the driver on the guest after close", machine.Seen.Kvm[0].DriverRefs, 0);
        machine.Expect("owner of the hook after close", machine.Seen.Kvm[0].Hook, 0);
        machine.Expect("adapters of the guest after close", (long)machine.Seen.Kvm[0].Apm.Word0, 0);
        machine.Expect("guest interrupt subclasses after close", machine.Seen.Kvm[0].Gisc[0], 0);
        machine.Expect("pinned pages after close", machine.Seen.Mdev[0].Pins[0], 0);
        machine.Expect("interrupts of 05.0006 after close", machine.HasInterrupts(0) ? 1 : 0, 0);
    }

    private static void Leave(SelfTestMachine machine)
    {
        for (ushort queue = 0; queue < 2; queue++)
            machine.Call(new NativeCall { Op = NativeOp.RemoveQueue, Queue = queue });
        machine.Call(new NativeCall { Op = NativeOp.GroupDel });
        machine.Call(new NativeCall { Op = NativeOp.Remove });
        machine.Expect("mdevs left after remove", machine.Seen.Mdev[0].Life, 0);
        Unload(machine);
    }

    private static void Unload(SelfTestMachine machine)
    {
        machine.Call(new NativeCall { Op = NativeOp.ModuleExit });
        machine.Expect("mdevs left", machine.Seen.Mdev[0].Life, 0);
        machine.ExpectNothingLeft("allocations left");
        machine.Expect("pins left", machine.Seen.StrayPins, 0);
        machine.Expect("references left", machine.Seen.ModuleRefs, 0);
    }

    // A driver that fails here has failed in the checks above. The states must be equal even so.
    private static void RestoreIsReboot(SelfTestMachine machine)
    {
        machine.Boot();
        Begin(machine);
        var fresh = machine.Api->Hash();
        machine.Expect("save", machine.Api->Save(Slot) != 0 ? 1 : 0, 1);
        if (machine.Run(new NativeCall { Op = NativeOp.Create }) is (NativeStatus.Done, 0))
            machine.Expect("a state that did not change", machine.Api->Hash() == fresh ? 1 : 0, 0);
        machine.Expect("restore", machine.Api->Restore(Slot) != 0 ? 1 : 0, 1);
        machine.Expect("the snapshot's state after restore", machine.Api->Hash() == fresh ? 1 : 0, 1);
        machine.Boot();
        Begin(machine);
        machine.Expect("the snapshot's state after a new start", machine.Api->Hash() == fresh ? 1 : 0, 1);
    }

    private static void Begin(SelfTestMachine machine)
    {
        machine.Run(new NativeCall { Op = NativeOp.ModuleInit });
        machine.Run(new NativeCall { Op = NativeOp.ProbeQueue });
    }

    private static void Crash(SelfTestMachine machine)
    {
        machine.Boot();
        Begin(machine);
        machine.Expect("save", machine.Api->Save(Slot) != 0 ? 1 : 0, 1);
        var (status, _) = machine.Run(new NativeCall { Op = NativeOp.Crash });
        machine.Expect("status of a call that crashes", (long)status, (long)NativeStatus.Died);
        machine.Expect("faults of a call that crashes", machine.FirstFault() is null ? 0 : 1, 1);
        machine.Expect("restore", machine.Api->Restore(Slot) != 0 ? 1 : 0, 1);
        var (again, _) = machine.Run(new NativeCall { Op = NativeOp.GetInfo });
        machine.Expect("status of the next call", (long)again, (long)NativeStatus.Done);
    }
}
