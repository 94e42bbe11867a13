using ApSpec.Vocabulary;

namespace ApSpec.Search;

/// <summary>
/// The order in which an administrator would do independent operations: the machine first, then mdevs, assignments, groups and containers,
/// guests, descriptors, and last the calls.
/// </summary>
internal sealed class SetUpOrder : IComparer<Operation>
{
    public static SetUpOrder Instance { get; } = new();

    /// <summary>Compares traces operation by operation; the first difference decides.</summary>
    public static IComparer<Trace> Traces { get; } = Comparer<Trace>.Create((x, y) =>
        x.Operations.Zip(y.Operations, Instance.Compare).FirstOrDefault(order => order != 0) is var first && first != 0
            ? first
            : x.Operations.Length.CompareTo(y.Operations.Length));

    public int Compare(Operation x, Operation y)
    {
        var order = (RankOf(x), x.Kind).CompareTo((RankOf(y), y.Kind));
        return order != 0 ? order : string.CompareOrdinal(x.ToString(), y.ToString());
    }

    private static int RankOf(in Operation operation) => operation.Kind switch
    {
        OperationKind.Deconfigure or OperationKind.Configure or OperationKind.Checkstop or OperationKind.Recover
            or OperationKind.HostAdapterDel or OperationKind.HostAdapterAdd or OperationKind.HostDomainDel or OperationKind.HostDomainAdd
            or OperationKind.HostControlDel or OperationKind.HostControlAdd or OperationKind.HwAnswer or OperationKind.HwDuration
            or OperationKind.ApmaskAdd or OperationKind.ApmaskDel or OperationKind.AqmaskAdd or OperationKind.AqmaskDel
            or OperationKind.Override or OperationKind.Unbind or OperationKind.Bind => 0,
        OperationKind.Create => 1,
        OperationKind.AssignAdapter or OperationKind.AssignDomain or OperationKind.AssignControlDomain or OperationKind.ApConfig => 2,
        OperationKind.OpenGroup or OperationKind.OpenContainer or OperationKind.SetContainer or OperationKind.SetIommu
            or OperationKind.Map => 3,
        OperationKind.SetKvm or OperationKind.Notify => operation.Kvm is null ? Calls : 4,
        OperationKind.Open => 5,
        _ => Calls,
    };

    private const int Calls = 6;
}
