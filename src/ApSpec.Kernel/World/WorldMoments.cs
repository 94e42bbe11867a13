using ApSpec.Architecture;
using ApSpec.Vocabulary;

namespace ApSpec.Kernel;

/// <content>Records moments inside a call as facts for the rules; nothing is judged here.</content>
public sealed partial class World
{
    internal void NoteHook(int k, bool isClear, string function, int line) =>
        Log.Add(new Moment(MomentKind.Hook, (ushort)k, Held(k), function, line) { IsClear = isClear });

    internal void NoteHookCall(int k, string function) =>
        Log.Add(new Moment(MomentKind.HookCall, (ushort)k, Held(k), function, 0));

    // KVM keeps every vcpu out of SIE during the write, then makes vcpus in a nested guest leave it.
    internal void NoteMasks(int k, in MaskField apm, in MaskField aqm, in MaskField adm, string what, string function, int line)
    {
        var to = Layout.Observation.Kvms[k];
        NoteMasks(k, isClear: false, Get(to.Apm) != Get(apm) || Get(to.Aqm) != Get(aqm) || Get(to.Adm) != Get(adm), what, function, line);
    }

    internal void NoteClear(int k, string what, string function, int line)
    {
        var to = Layout.Observation.Kvms[k];
        NoteMasks(k, isClear: true, !(Get(to.Apm).IsEmpty && Get(to.Aqm).IsEmpty && Get(to.Adm).IsEmpty), what, function, line);
    }

    private void NoteMasks(int k, bool isClear, bool isChange, string what, string function, int line) =>
        Log.Add(new Moment(MomentKind.Masks, (ushort)k, Held(k), function, line)
        {
            IsClear = isClear,
            IsChange = isChange,
            HasEventfd = HasListener(k),
            AreVcpusOut = !IsDropped(EffectKind.Environment, what, 0, "BlockVcpus"),
            RestartsNested = !IsDropped(EffectKind.Environment, what, 0, "RestartNested"),
        });

    private bool HasListener(int k)
    {
        for (var m = 0; m < Layout.Mdevs.Length; m++)
        {
            if (Get(Layout.Mdevs[m].CfgChgTrigger) != 0 && Get(Layout.Observation.Mdevs[m].Kvm) == k + 1)
                return true;
        }

        return false;
    }

    // The guests of a compiled driver have no running vcpu: only the lock is seen.
    internal void NoteMasks(int k, bool isClear, bool isChange, bool hasEventfd, bool isUnderLock, string function, int line) =>
        Log.Add(new Moment(MomentKind.Masks, (ushort)k, isUnderLock ? 1u << (int)LockClass.Kvm : 0, function, line)
        {
            IsClear = isClear,
            IsChange = isChange,
            HasEventfd = hasEventfd,
            AreVcpusOut = true,
            RestartsNested = true,
        });

    internal void NoteConfig(bool isSame) =>
        Log.Add(new Moment(MomentKind.Config, 0, 0, "on_config_changed", 0) { IsBusCopy = isSame });

    internal bool IsInfoTheBus()
    {
        var bus = Layout.Observation.World;
        return Get(Layout.Matrix.InfoApmGone) == Get(bus.HostApmGone) && Get(Layout.Matrix.InfoAqmGone) == Get(bus.HostAqmGone)
            && Get(Layout.Matrix.InfoAdmGone) == Get(bus.HostAdmGone);
    }

    // The relevant K is that of the guest that is written, or of the guest that the cleared pointer named.
    internal void NoteGuest(int m, Kvm kvm, string function, int line)
    {
        var named = kvm.IsNull ? Get(Layout.Observation.Mdevs[m].Kvm) : kvm.Pointer;
        Log.Add(new Moment(MomentKind.Guest, (ushort)m, Held((int)named - 1), function, line)
        {
            IsClear = kvm.IsNull,
            Named = named == 0 ? (byte)0 : (byte)(1 << ((int)named - 1)),
        });
    }

    internal void NotePut(int k, string function, int line) =>
        Log.Add(new Moment(MomentKind.Put, (ushort)k, Held(k), function, line));

    internal void NoteList(string function, int line) => Log.Add(new Moment(MomentKind.List, 0, Held(-1), function, line));

    // For a compiled driver only the lock of the list is known.
    internal void NoteList(bool isUnderLock, string function, int line) => Log.Add(new Moment(MomentKind.List, 0,
        !isUnderLock ? 0 : 1u << (int)(Layout.Observation.Era == Era.Notifier ? LockClass.Matrix : LockClass.Guests), function, line));

    internal void NoteSignal(int m, EventfdIndex eventfd, string function, int line) =>
        Log.Add(new Moment(MomentKind.Signal, (ushort)m, Held(-1), function, line) { Eventfd = eventfd });

    // For a compiled driver only M is known.
    internal void NoteSignal(int m, EventfdIndex eventfd, bool isUnderLock, string function, int line) =>
        Log.Add(new Moment(MomentKind.Signal, (ushort)m, isUnderLock ? 1u << (int)LockClass.Mdevs : 0, function, line) { Eventfd = eventfd });

    internal void NoteWaiting(int m, string function, int line) =>
        Log.Add(new Moment(MomentKind.Waiting, (ushort)m, Held(-1), function, line));

    internal void NoteRemoval(int m, bool hasEventfd) =>
        Log.Add(new Moment(MomentKind.Removal, (ushort)m, 0, "vfio_unregister_group_dev", 0) { HasEventfd = hasEventfd });

    internal void NoteZapq(int queue, ApStatus status, (byte InMasks, byte Named) guests, string function, int line)
    {
        if (queue >= 0)
        {
            Log.Add(new Moment(MomentKind.Zapq, (ushort)queue, Held(-1), function, line)
            {
                InMasks = guests.InMasks,
                Named = guests.Named,
                Status = status,
            });
        }
    }

    // The guests with the queue in their masks, and the guests that an mdev points to, in the present ledger.
    internal (byte InMasks, byte Named) ZapqFacts(int queue)
    {
        var (inMasks, named) = (0, 0);
        var width = Scope.Domains.Length;
        for (var k = 0; k < Scope.Kvms && queue >= 0; k++)
        {
            var fields = Layout.Observation.Kvms[k];
            if (Get(fields.Apm).Contains(queue / width) && Get(fields.Aqm).Contains(queue % width))
                inMasks |= 1 << k;
        }

        foreach (var mdev in Layout.Observation.Mdevs)
        {
            if (Get(mdev.Kvm) is var pointer and not 0)
                named |= 1 << ((int)pointer - 1);
        }

        return ((byte)inMasks, (byte)named);
    }

    private uint Held(int k)
    {
        var held = 0u;
        foreach (var id in Thread.HeldLocks)
        {
            if (id.Class is not (LockClass.Kvm or LockClass.Hook or LockClass.Vcpu) || id.Guest.Value == k)
                held |= 1u << (int)id.Class;
        }

        return held;
    }
}
