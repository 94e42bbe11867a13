using ApSpec.Vocabulary;

namespace ApSpec.Search;

/// <summary>Variants of a trace: two mdevs exchanged, two guests exchanged, or both; adapters exchanged for domains and the reverse.</summary>
internal static class Renamings
{
    public static IEnumerable<Trace> All(Trace trace)
    {
        for (byte mdev = 0; mdev < Math.Max(1, trace.Scope.Mdevs - 1); mdev++)
        {
            for (byte kvm = 0; kvm < Math.Max(1, trace.Scope.Kvms - 1); kvm++)
            {
                var (m, k) = (mdev, kvm);
                if (trace.Scope.Mdevs > 1)
                    yield return Map(trace, op => WithMdevs(op, m));
                if (trace.Scope.Kvms > 1)
                    yield return Map(trace, op => WithGuests(op, k));
                if (trace.Scope is { Mdevs: > 1, Kvms: > 1 })
                    yield return Map(trace, op => WithGuests(WithMdevs(op, m), k));
            }
        }

        // All at once: an assign and its unassign belong together.
        if (!trace.Operations.Any(op => op.Kind is OperationKind.AssignAdapter or OperationKind.UnassignAdapter))
            yield return Map(trace, op => WithAdapter(op, trace.Scope));
    }

    private static Operation WithMdevs(in Operation op, byte low) =>
        OperationSyntax.FormOf(op.Kind).Operands.Contains(Operand.Mdev) ? op with { Mdev = new MdevId(Swapped(op.Mdev.Value, low)) } : op;

    private static Operation WithGuests(in Operation op, byte low) => op.Kvm is { } kvm ? op with { Kvm = new KvmId(Swapped(kvm.Value, low)) } : op;

    private static byte Swapped(byte id, byte low) => id == low ? (byte)(low + 1) : id == low + 1 ? low : id;

    private static Operation WithAdapter(in Operation op, Scope scope) => op.Kind switch
    {
        OperationKind.AssignDomain => new Operation { Kind = OperationKind.AssignAdapter, Mdev = op.Mdev, Apid = scope.Adapters[0] },
        OperationKind.UnassignDomain => new Operation { Kind = OperationKind.UnassignAdapter, Mdev = op.Mdev, Apid = scope.Adapters[0] },
        _ => op,
    };

    private static Trace Map(Trace trace, Func<Operation, Operation> change) => trace with { Operations = [.. trace.Operations.Select(change)] };
}
