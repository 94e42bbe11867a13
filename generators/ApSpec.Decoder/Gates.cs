using ApSpec.Vocabulary;

namespace ApSpec.Decoder;

/// <summary>The gate of each kind, and the pairs of kinds of which one takes away what the other brings back.</summary>
internal static class Gates
{
    private static readonly Gate[] Notifier = [.. Enum.GetValues<OperationKind>().Select(Find)];
    private static readonly Gate[] OpenDevice = [.. Enum.GetValues<OperationKind>().Select(FindHotPlug)];
    private static readonly OperationKind[] Opposites = [.. Enum.GetValues<OperationKind>().Select(FindOpposite)];
    private static readonly bool[] Takers = [.. Enum.GetValues<OperationKind>()
        .Select(kind => Enum.GetValues<OperationKind>().Any(other => other != kind && FindOpposite(other) == kind))];

    /// <summary>The gate of <paramref name="kind"/> in an era.</summary>
    public static Gate Of(OperationKind kind, Era era) => (era == Era.Notifier ? Notifier : OpenDevice)[(int)kind];

    /// <summary>The kind that takes away what <paramref name="kind"/> brings back; else <paramref name="kind"/> itself.</summary>
    public static OperationKind Opposite(OperationKind kind) => Opposites[(int)kind];

    /// <summary>True when <paramref name="kind"/> takes away what another kind brings back.</summary>
    public static bool TakesAway(OperationKind kind) => Takers[(int)kind];

    private static Gate Find(OperationKind kind) => kind switch
    {
        OperationKind.Create => Gate.MdevAbsent,
        OperationKind.Remove or OperationKind.Open => Gate.MdevClosed,
        OperationKind.Release or OperationKind.Notify or OperationKind.Reset or OperationKind.GetInfo
            or OperationKind.DmaUnmap or OperationKind.Ioctl => Gate.MdevOpened,
        OperationKind.SetKvm or OperationKind.OpenGroup or OperationKind.CloseGroup or OperationKind.OpenContainer
            or OperationKind.CloseContainer or OperationKind.SetContainer or OperationKind.UnsetContainer
            or OperationKind.SetIommu or OperationKind.Map or OperationKind.Unmap or OperationKind.Show => Gate.MdevLive,
        OperationKind.AssignAdapter or OperationKind.UnassignAdapter or OperationKind.AssignDomain
            or OperationKind.UnassignDomain or OperationKind.AssignControlDomain
            or OperationKind.UnassignControlDomain => Gate.MdevDetached,
        OperationKind.AqicEnable or OperationKind.AqicDisable or OperationKind.Nqap or OperationKind.Dqap
            or OperationKind.GuestZapq or OperationKind.GuestRapq or OperationKind.GuestTapq => Gate.KvmAttached,
        OperationKind.CloseVm => Gate.KvmVmOpen,
        OperationKind.CloseVcpu => Gate.KvmVcpuOpen,
        OperationKind.CloseKvmVfio => Gate.KvmVfioOpen,
        OperationKind.CreateVm => Gate.KvmGone,
        OperationKind.PvEnable => Gate.KvmUnprotected,
        OperationKind.Bind or OperationKind.ApmaskDel or OperationKind.AqmaskAdd or OperationKind.Configure
            or OperationKind.Recover or OperationKind.HostAdapterAdd or OperationKind.HostDomainAdd
            or OperationKind.HostControlAdd => Gate.Away,
        OperationKind.Scan => Gate.Scanning,
        _ => Gate.None,
    };

    // The guest is named before the first open, and a matrix can be changed while a guest has it.
    private static Gate FindHotPlug(OperationKind kind) => kind switch
    {
        OperationKind.Open => Gate.MdevNamed,
        OperationKind.AssignAdapter or OperationKind.UnassignAdapter or OperationKind.AssignDomain
            or OperationKind.UnassignDomain or OperationKind.AssignControlDomain
            or OperationKind.UnassignControlDomain or OperationKind.ApConfig => Gate.MdevLive,
        OperationKind.SetIrq or OperationKind.Request => Gate.MdevOpened,
        OperationKind.AdvanceLong => Gate.MdevRemoving,
        OperationKind.Share or OperationKind.Unshare => Gate.KvmProtected,
        _ => Find(kind),
    };

    private static OperationKind FindOpposite(OperationKind kind) => kind switch
    {
        OperationKind.Bind => OperationKind.Unbind,
        OperationKind.ApmaskDel => OperationKind.ApmaskAdd,
        OperationKind.AqmaskAdd => OperationKind.AqmaskDel,
        OperationKind.Configure => OperationKind.Deconfigure,
        OperationKind.Recover => OperationKind.Checkstop,
        OperationKind.HostAdapterAdd => OperationKind.HostAdapterDel,
        OperationKind.HostDomainAdd => OperationKind.HostDomainDel,
        OperationKind.HostControlAdd => OperationKind.HostControlDel,
        _ => kind,
    };
}
