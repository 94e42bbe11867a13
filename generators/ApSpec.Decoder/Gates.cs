using ApSpec.Vocabulary;

namespace ApSpec.Decoder;

/// <summary>The gate of each kind.</summary>
internal static class Gates
{
    public static Gate Of(OperationKind kind) => kind switch
    {
        OperationKind.Create => Gate.MdevAbsent,
        OperationKind.Remove or OperationKind.Open => Gate.MdevClosed,
        OperationKind.Release or OperationKind.Notify or OperationKind.Reset or OperationKind.GetInfo
            or OperationKind.DmaUnmap => Gate.MdevOpened,
        OperationKind.SetKvm => Gate.MdevLive,
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
            or OperationKind.Recover or OperationKind.HostAdapterAdd or OperationKind.HostDomainAdd => Gate.Away,
        _ => Gate.None,
    };

    /// <summary>The kind that takes away what <paramref name="kind"/> brings back.</summary>
    public static OperationKind Opposite(OperationKind kind) => kind switch
    {
        OperationKind.Bind => OperationKind.Unbind,
        OperationKind.ApmaskDel => OperationKind.ApmaskAdd,
        OperationKind.AqmaskAdd => OperationKind.AqmaskDel,
        OperationKind.Configure => OperationKind.Deconfigure,
        OperationKind.Recover => OperationKind.Checkstop,
        OperationKind.HostAdapterAdd => OperationKind.HostAdapterDel,
        OperationKind.HostDomainAdd => OperationKind.HostDomainDel,
        _ => kind,
    };

    /// <summary>True when <paramref name="kind"/> takes away what another kind brings back.</summary>
    public static bool TakesAway(OperationKind kind) => kind is OperationKind.Unbind or OperationKind.ApmaskAdd
        or OperationKind.AqmaskDel or OperationKind.Deconfigure or OperationKind.Checkstop or OperationKind.HostAdapterDel
        or OperationKind.HostDomainDel;
}
