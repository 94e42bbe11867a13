using ApSpec.Vocabulary;

namespace ApSpec.Search.Causes;

/// <summary>Who can run a trace: the actor of its most privileged operation, set-up of a guest not counted.</summary>
public static class Actors
{
    /// <summary>The actor.</summary>
    public static Actor Of(Trace trace)
    {
        if (trace.Scope.Profile == Profile.Hostile)
            return Actor.Core;
        if (trace.Operations.Any(IsAnswer))
            return Actor.Answer;
        if (trace.Operations.Any(op => op.Fail != FailPoint.None))
            return Actor.Failure;
        var most = Of(trace.Operations[^1].Kind);
        foreach (var operation in trace.Operations)
        {
            if (!IsSetUp(operation) && Of(operation.Kind) is var actor && actor > most)
                most = actor;
        }

        return most;
    }

    /// <summary>True when the operation injects an answer or a delay of the hardware, without a reason in the trace.</summary>
    internal static bool IsAnswer(Operation operation) => operation.Kind is OperationKind.HwAnswer or OperationKind.HwDuration;

    private static bool IsSetUp(in Operation operation) => operation.Kind switch
    {
        OperationKind.SetKvm => operation.Kvm is not null,
        OperationKind.Create or OperationKind.Open or OperationKind.AssignAdapter or OperationKind.AssignDomain
            or OperationKind.AssignControlDomain or OperationKind.ApConfig or OperationKind.CreateVm => true,
        _ => false,
    };

    private static Actor Of(OperationKind kind) => kind switch
    {
        OperationKind.AqicEnable or OperationKind.AqicDisable or OperationKind.Nqap or OperationKind.Dqap or OperationKind.GuestZapq
            or OperationKind.GuestRapq or OperationKind.GuestTapq or OperationKind.Share or OperationKind.Unshare
            or OperationKind.Process or OperationKind.Advance or OperationKind.AdvanceLong => Actor.Guest,
        OperationKind.Create or OperationKind.Remove or OperationKind.Request or OperationKind.AssignAdapter or OperationKind.UnassignAdapter
            or OperationKind.AssignDomain or OperationKind.UnassignDomain or OperationKind.AssignControlDomain or OperationKind.UnassignControlDomain
            or OperationKind.ApConfig or OperationKind.Unbind or OperationKind.Bind or OperationKind.Override or OperationKind.ApmaskAdd
            or OperationKind.ApmaskDel or OperationKind.AqmaskAdd or OperationKind.AqmaskDel => Actor.Root,
        OperationKind.Deconfigure or OperationKind.Configure or OperationKind.Checkstop or OperationKind.Recover or OperationKind.HostAdapterDel
            or OperationKind.HostAdapterAdd or OperationKind.HostDomainDel or OperationKind.HostDomainAdd or OperationKind.HostControlDel
            or OperationKind.HostControlAdd or OperationKind.Scan => Actor.Firmware,
        _ => Actor.UserSpace,
    };
}
