using System.Numerics;
using ApSpec.Vocabulary;

namespace ApSpec.Decoder;

/// <summary>
/// What the world would look like if every call so far had gone as with a correct driver: a few words, enough to tell which calls
/// make sense next. It guides generation only; no verdict rests on it.
/// </summary>
internal struct Outlook
{
    private readonly int instances;
    private readonly int cap;
    private readonly bool crycbd;
    private readonly bool hasMasks;
    private readonly int adapters;
    private readonly int domains;
    private readonly bool isNotified;
    private readonly uint allMdevs;
    private readonly uint allKvms;

    private ulong opens;      // by mdev, 8 bits each
    private ulong groups;     // by mdev, 8 bits each: 0, or 1 + the guest named for its group
    private ulong guests;     // by mdev, 8 bits each: 0, or 1 + the guest attached
    private uint live;        // by mdev, 1 bit each; so are the next five
    private uint opened;
    private uint attached;
    private uint removing;
    private uint withAdapter;
    private uint withDomain;
    private uint kvmsTaken;   // by guest, 1 bit each; so are the rest
    private uint vmOpen;
    private uint vcpuOpen;
    private uint kvmVfioOpen;
    private uint isProtected;
    private int scanSteps;    // that a bus scan has left

    /// <summary>The world at the start of a trace.</summary>
    public Outlook(Scope scope, Era era)
    {
        isNotified = era == Era.Notifier;
        instances = scope.Instances == 0 ? scope.Mdevs : scope.Instances;
        cap = scope.Cap;
        crycbd = scope.Crycbd;
        hasMasks = scope.Has(Features.Masks);
        adapters = scope.Adapters.Length;
        domains = scope.Domains.Length;
        allMdevs = (1u << scope.Mdevs) - 1;
        allKvms = (1u << scope.Kvms) - 1;
        vmOpen = vcpuOpen = kvmVfioOpen = allKvms;
    }

    /// <summary>Mdevs that wait for a guest to be named: with a descriptor in the notifier era, without one later.</summary>
    public readonly uint Waiting => isNotified ? opened & ~attached : live & ~opened & ~NamedMdevs;

    /// <summary>Guests that can name a group, or all when none can.</summary>
    public readonly uint Namers => (vmOpen & kvmVfioOpen) == 0 ? allKvms : vmOpen & kvmVfioOpen;

    /// <summary>True when a guest is named for the mdev's group.</summary>
    public readonly bool IsNamed(int mdev) => Cell(groups, mdev) != 0;

    /// <summary>True when the mdev's descriptors are as many as the scope can count.</summary>
    public readonly bool IsAtCap(MdevId mdev) => OpensOf(mdev.Value) >= cap;

    /// <summary>True while a bus scan waits between its steps.</summary>
    public readonly bool IsScanning => scanSteps > 0;

    /// <summary>The mdevs or guests that a gate lets through, one bit each.</summary>
    public readonly uint Through(Gate gate) => gate switch
    {
        Gate.MdevAbsent => BitOperations.PopCount(live) < instances ? allMdevs & ~live : 0,
        Gate.MdevClosed => live & ~opened,
        Gate.MdevOpened => opened,
        Gate.MdevNamed => live & ~opened & NamedMdevs,
        Gate.MdevLive => live,
        Gate.MdevDetached => live & ~attached,
        Gate.MdevRemoving => removing,
        Gate.KvmProtected => isProtected & vcpuOpen,
        Gate.KvmAttached => kvmsTaken & vcpuOpen,
        Gate.KvmVmOpen => vmOpen,
        Gate.KvmVcpuOpen => vcpuOpen,
        Gate.KvmVfioOpen => kvmVfioOpen,
        Gate.KvmGone => Gone,
        Gate.KvmUnprotected => vmOpen & ~isProtected,
        _ => 0,
    };

    /// <summary>A call that leads towards what <paramref name="gate"/> wants, when it lets nothing through.</summary>
    public readonly OperationKind Towards(Gate gate) => gate switch
    {
        Gate.MdevAbsent => (live & ~opened) != 0 ? OperationKind.Remove : OperationKind.Release,
        Gate.MdevClosed or Gate.MdevDetached => live == 0 ? OperationKind.Create : OperationKind.Release,
        Gate.MdevOpened => live == 0 ? OperationKind.Create : OperationKind.Open,
        Gate.MdevLive => OperationKind.Create,
        Gate.MdevNamed => live == 0 ? OperationKind.Create : Waiting != 0 ? OperationKind.SetKvm : OperationKind.Release,
        Gate.MdevRemoving => OperationKind.Request,
        Gate.KvmProtected => OperationKind.PvEnable,
        Gate.KvmAttached => TowardsAttached(),
        Gate.KvmGone => kvmVfioOpen != 0 ? OperationKind.CloseKvmVfio
            : vcpuOpen != 0 ? OperationKind.CloseVcpu
            : vmOpen != 0 ? OperationKind.CloseVm
            : OperationKind.Release,
        _ => OperationKind.CreateVm,
    };

    /// <summary>What follows when <paramref name="op"/> goes as with a correct driver.</summary>
    public void Apply(in Operation op)
    {
        if (op.Fail != FailPoint.None)
            return;
        var m = (int)op.Mdev.Value;
        var bit = 1u << m;
        switch (op.Kind)
        {
            case OperationKind.Create when (Through(Gate.MdevAbsent) & bit) != 0:
                live |= bit;
                break;
            case OperationKind.Remove when (Through(Gate.MdevClosed) & bit) != 0:
                Forget(m);
                break;
            case OperationKind.Request:
                removing |= opened & bit;
                break;
            case OperationKind.ApConfig when (live & bit) != 0:
                withAdapter = op.Adapters.Count > 0 ? withAdapter | bit : withAdapter & ~bit;
                withDomain = op.Domains.Count > 0 ? withDomain | bit : withDomain & ~bit;
                break;
            case OperationKind.Open when !isNotified && (opened & bit) == 0 && !CanAttach(m):
                break; // the call fails
            case OperationKind.Open when (live & bit) != 0 && OpensOf(m) < cap:
                Set(ref opens, m, OpensOf(m) + 1);
                if (isNotified || (opened & bit) == 0)
                    Attach(m, Cell(groups, m));
                opened |= bit;
                break;
            case OperationKind.Release when (opened & bit) != 0:
                Set(ref opens, m, OpensOf(m) - 1);
                if (OpensOf(m) == 0)
                {
                    opened &= ~bit;
                    Detach(m);
                    if ((removing & bit) != 0)
                        Forget(m);
                }

                break;
            case OperationKind.SetKvm when (live & bit) != 0:
                if (op.Kvm is { } namer && ((vmOpen & kvmVfioOpen) & (1u << namer.Value)) == 0)
                    break;
                Set(ref groups, m, op.Kvm is { } named ? named.Value + 1 : 0);
                if (isNotified)
                    Notify(op);
                break;
            case OperationKind.Notify:
                Notify(op);
                break;
            case OperationKind.AssignAdapter:
                withAdapter |= live & (isNotified ? ~attached : uint.MaxValue) & bit;
                break;
            case OperationKind.AssignDomain:
                withDomain |= live & (isNotified ? ~attached : uint.MaxValue) & bit;
                break;
            case OperationKind.CloseVm:
                vmOpen &= ~KvmBit(op);
                Bury(op.Kvm!.Value.Value);
                break;
            case OperationKind.CloseVcpu:
                vcpuOpen &= ~KvmBit(op);
                Bury(op.Kvm!.Value.Value);
                break;
            case OperationKind.CloseKvmVfio:
                kvmVfioOpen &= ~KvmBit(op);
                Bury(op.Kvm!.Value.Value);
                break;
            case OperationKind.CreateVm when (Gone & KvmBit(op)) != 0:
                vmOpen |= KvmBit(op);
                vcpuOpen |= KvmBit(op);
                kvmVfioOpen |= KvmBit(op);
                isProtected &= ~KvmBit(op);
                break;
            case OperationKind.Scan when scanSteps > 0:
                scanSteps--;
                break;
            case OperationKind.HostAdapterDel or OperationKind.HostAdapterAdd when op.Thread != 0 && scanSteps == 0:
                scanSteps = domains + 1; // its queues, and the end
                break;
            case OperationKind.HostDomainDel or OperationKind.HostDomainAdd when op.Thread != 0 && scanSteps == 0:
                scanSteps = adapters + 1;
                break;
            case OperationKind.HostControlDel or OperationKind.HostControlAdd when op.Thread != 0 && scanSteps == 0:
                scanSteps = 1;
                break;
            case OperationKind.PvEnable:
                isProtected |= vmOpen & KvmBit(op);
                break;
            default:
                break;
        }
    }

    // A matrix first, since it cannot be changed once a guest has it.
    private readonly OperationKind TowardsAttached()
    {
        var detached = live & ~attached;
        if (detached == 0)
            return Through(Gate.MdevAbsent) != 0 ? OperationKind.Create : OperationKind.Release;
        if (hasMasks && (detached & withAdapter) == 0)
            return OperationKind.AssignAdapter;
        if (hasMasks && (detached & withDomain) == 0)
            return OperationKind.AssignDomain;
        if (isNotified)
            return Waiting != 0 ? OperationKind.SetKvm : OperationKind.Open;
        return (detached & ~opened & NamedMdevs) != 0 ? OperationKind.Open
            : Waiting != 0 ? OperationKind.SetKvm
            : OperationKind.Release;
    }

    private readonly uint Gone => allKvms & ~(vmOpen | vcpuOpen | kvmVfioOpen | kvmsTaken);

    private readonly uint NamedMdevs
    {
        get
        {
            var named = 0u;
            for (var m = 0; m < MdevId.CountMax; m++)
                named |= Cell(groups, m) != 0 ? 1u << m : 0;
            return named;
        }
    }

    private readonly bool CanAttach(int mdev) =>
        Cell(groups, mdev) is var guest and not 0 && (kvmsTaken & (1u << (guest - 1))) == 0;

    private void Forget(int mdev)
    {
        var others = ~(1u << mdev);
        live &= others;
        withAdapter &= others;
        withDomain &= others;
        removing &= others;
        Set(ref groups, mdev, 0);
    }

    private readonly int OpensOf(int mdev) => Cell(opens, mdev);

    private void Notify(in Operation op)
    {
        var m = (int)op.Mdev.Value;
        if (op.Kvm is not { } kvm)
            Detach(m);
        else if ((opened & (1u << m)) != 0)
            Attach(m, kvm.Value + 1);
    }

    private void Attach(int mdev, int guest)
    {
        if (guest == 0 || !crycbd || Cell(guests, mdev) != 0 || (kvmsTaken & (1u << (guest - 1))) != 0)
            return;
        Set(ref guests, mdev, guest);
        attached |= 1u << mdev;
        kvmsTaken |= 1u << (guest - 1);
    }

    private void Detach(int mdev)
    {
        var guest = Cell(guests, mdev);
        if (guest == 0)
            return;
        Set(ref guests, mdev, 0);
        attached &= ~(1u << mdev);
        kvmsTaken &= ~(1u << (guest - 1));
        Bury(guest - 1);
    }

    // When the last reference on a guest is gone, its groups have no guest any more.
    private void Bury(int kvm)
    {
        if ((Gone & (1u << kvm)) == 0)
            return;
        for (var m = 0; m < MdevId.CountMax; m++)
        {
            if (Cell(groups, m) == kvm + 1)
                Set(ref groups, m, 0);
        }
    }

    private static uint KvmBit(in Operation op) => 1u << op.Kvm!.Value.Value;

    private static int Cell(ulong cells, int at) => (int)((cells >> (at * 8)) & 0xff);

    private static void Set(ref ulong cells, int at, int value) =>
        cells = (cells & ~(0xffUL << (at * 8))) | ((ulong)value << (at * 8));
}
