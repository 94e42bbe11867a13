using System.Collections.Immutable;
using ApSpec.RealDriver.Native;

namespace ApSpec.RealDriver.Build;

/// <summary>
/// Two ways to one configuration give one guest: independent calls in every order, and what is done and taken back. The rules look at one
/// call at a time; here the ledgers at the end of two ways are compared.
/// </summary>
internal static class SelfTestWays
{
    private static readonly Move Create = new("create", new NativeCall { Op = NativeOp.Create });
    private static readonly Move Remove = new("remove", new NativeCall { Op = NativeOp.Remove });
    private static readonly Move Name = new("set_kvm", new NativeCall { Op = NativeOp.GroupAdd });
    private static readonly Move Open = new("open", new NativeCall { Op = NativeOp.Open });
    private static readonly Move Close = new("release", new NativeCall { Op = NativeOp.Close });
    private static readonly Move Adapter = Store("assign_adapter 05", NativeAttribute.AssignAdapter, 5);
    private static readonly Move NoAdapter = Store("unassign_adapter 05", NativeAttribute.UnassignAdapter, 5);
    private static readonly Move Domain = Store("assign_domain 0006", NativeAttribute.AssignDomain, 6);
    private static readonly Move NoDomain = Store("unassign_domain 0006", NativeAttribute.UnassignDomain, 6);
    private static readonly Move Second = Store("assign_domain 0007", NativeAttribute.AssignDomain, 7);
    private static readonly Move NoSecond = Store("unassign_domain 0007", NativeAttribute.UnassignDomain, 7);
    private static readonly Move Unbind = new("unbind 05.0006", new NativeCall { Op = NativeOp.RemoveQueue });
    private static readonly Move Bind = new("bind 05.0006", new NativeCall { Op = NativeOp.ProbeQueue });

    /// <summary>Every order of assignments, set_kvm and open gives one ledger.</summary>
    public static void Orders(SelfTestMachine machine, Action<SelfTestMachine> load, bool hasHotPlug)
    {
        ImmutableArray<(string Name, ulong Value)> first = [];
        foreach (var order in Permutations([Adapter, Domain, Second, Name, Open]))
        {
            if (order.IndexOf(Name) > order.IndexOf(Open) || (!hasHotPlug && order[^1] != Open))
                continue; // an open wants a guest, and a matrix without hot plug changes before it
            load(machine);
            Run(machine, [Create, .. order]);
            var end = Facts(machine);
            if (first.IsEmpty)
                first = end;
            ExpectSame(machine, $"after {Names(order)}", end, first);
        }
    }

    /// <summary>What a call does and another takes back leaves the ledger as it was.</summary>
    public static void RoundTrips(SelfTestMachine machine, Action<SelfTestMachine> load, bool hasHotPlug)
    {
        load(machine);
        var empty = Facts(machine);
        Run(machine, [Create, Remove]);
        ExpectSame(machine, "after create, remove", Facts(machine), empty);
        Run(machine, [Create, Adapter, Domain, Second, Name]);
        foreach (var (done, undone) in Pairs)
            Return(machine, done, undone);
        Run(machine, [Open]);
        Return(machine, Close, Open);
        if (!hasHotPlug)
            return;
        foreach (var (done, undone) in Pairs)
            Return(machine, done, undone);
    }

    private static readonly ImmutableArray<(Move Done, Move Undone)> Pairs =
        [(NoAdapter, Adapter), (NoDomain, Domain), (NoSecond, Second), (Unbind, Bind)];

    private static void Return(SelfTestMachine machine, Move done, Move undone)
    {
        var before = Facts(machine);
        Run(machine, [done, undone]);
        ExpectSame(machine, $"after {done.Name}, {undone.Name}", Facts(machine), before);
    }

    private static void Run(SelfTestMachine machine, ImmutableArray<Move> calls)
    {
        foreach (var move in calls)
            machine.Call(move.Call);
    }

    private static void ExpectSame(
        SelfTestMachine machine, string when, ImmutableArray<(string Name, ulong Value)> ledger, ImmutableArray<(string Name, ulong Value)> expected)
    {
        for (var i = 0; i < ledger.Length; i++)
            machine.Expect($"{ledger[i].Name} {when}", (long)ledger[i].Value, (long)expected[i].Value);
    }

    private static ImmutableArray<(string Name, ulong Value)> Facts(SelfTestMachine machine)
    {
        ref readonly var seen = ref machine.Seen;
        var (mdev, kvm) = (seen.Mdev[0], seen.Kvm[0]);
        return
        [
            ("allocations", seen.LiveAllocs), ("instances", seen.Instances), ("module references", seen.ModuleRefs), ("stray pins", seen.StrayPins),
            ("life of the mdev", mdev.Life), ("open descriptors", mdev.Opens), ("guest of the mdev", mdev.Kvm),
            ("matrix.apm", mdev.Apm.Word0), ("matrix.aqm", mdev.Aqm.Word0), ("matrix.adm", mdev.Adm.Word0),
            ("shadow.apm", mdev.ShadowApm.Word0), ("shadow.aqm", mdev.ShadowAqm.Word0), ("shadow.adm", mdev.ShadowAdm.Word0),
            ("add.apm", mdev.AddApm.Word0), ("add.aqm", mdev.AddAqm.Word0), ("add.adm", mdev.AddAdm.Word0),
            ("references on the guest", kvm.DriverRefs), ("hook of the guest", kvm.Hook),
            ("crycb.apm of the guest", kvm.Apm.Word0), ("crycb.aqm of the guest", kvm.Aqm.Word0), ("crycb.adm of the guest", kvm.Adm.Word0),
            .. Facts("05.0006", machine.QueueSeen(0)), .. Facts("05.0007", machine.QueueSeen(1)),
        ];
    }

    private static ImmutableArray<(string Name, ulong Value)> Facts(string name, NativeQueue queue) =>
    [
        ($"driver data of {name}", queue.IsBound), ($"mdev of {name}", queue.Link), ($"table of {name}", queue.Table),
        ($"reset code of {name}", queue.ResetCode), ($"subclass of {name}", queue.SavedIsc), ($"page of {name}", queue.SavedPage),
    ];

    private static IEnumerable<ImmutableArray<Move>> Permutations(ImmutableArray<Move> calls)
    {
        if (calls.IsEmpty)
        {
            yield return [];
            yield break;
        }

        for (var i = 0; i < calls.Length; i++)
        {
            foreach (var rest in Permutations(calls.RemoveAt(i)))
                yield return [calls[i], .. rest];
        }
    }

    private static string Names(IEnumerable<Move> calls) => string.Join(", ", calls.Select(call => call.Name));

    private static Move Store(string name, NativeAttribute attribute, uint id) =>
        new(name, new NativeCall { Op = NativeOp.Store, Arg = (byte)attribute, Id = id });

    private sealed record Move(string Name, NativeCall Call);
}
