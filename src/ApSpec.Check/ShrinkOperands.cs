using ApSpec.Architecture;
using ApSpec.Vocabulary;

namespace ApSpec.Check;

/// <summary>Candidates with the same number of operations and simpler operands: lower ids, first values, no failure, plain texts.</summary>
internal static class ShrinkOperands
{
    public static IEnumerable<Trace> Candidates(Trace trace)
    {
        var scope = trace.Scope;
        for (byte high = 1; high < scope.Mdevs; high++)
        {
            for (byte low = 0; low < high; low++)
            {
                if (Merge(trace, op => op.Mdev.Value == high ? op with { Mdev = new MdevId(low) } : op) is { } merged)
                    yield return merged;
            }

            // A swap counts as smaller when it puts the lower id first.
            if (IsFirst(trace, high, (byte)(high - 1), op => HasMdev(op) ? op.Mdev.Value : byte.MaxValue))
                yield return Map(trace, op => HasMdev(op) ? op with { Mdev = Swapped(op.Mdev, high) } : op);
        }

        for (byte high = 1; high < scope.Kvms; high++)
        {
            var from = new KvmId(high);
            for (byte low = 0; low < high; low++)
            {
                var to = new KvmId(low);
                if (Merge(trace, op => op.Kvm == from ? op with { Kvm = to } : op) is { } merged)
                    yield return merged;
            }

            if (IsFirst(trace, high, (byte)(high - 1), op => op.Kvm?.Value ?? byte.MaxValue))
                yield return Map(trace, op => op.Kvm is { } kvm ? op with { Kvm = Swapped(kvm, high) } : op);
        }

        foreach (var candidate in Simpler(trace, op => op with { Fail = FailPoint.None }))
            yield return candidate;
        foreach (var candidate in Simpler(trace, op => op with { Vcpu = 0, IsReadOnly = false, Written = TextForm.Plain, Masks = ConfigForm.Plain }))
            yield return candidate;
        foreach (var apid in scope.Adapters.Skip(1))
        {
            if (Merge(trace, op => Renamed(op, apid, scope.Adapters[0])) is { } merged)
                yield return merged;
        }

        foreach (var apqi in scope.Domains.Skip(1))
        {
            if (Merge(trace, op => Renamed(op, apqi, scope.Domains[0])) is { } merged)
                yield return merged;
        }

        foreach (var candidate in Simpler(trace, op => SimplerApid(op, scope)))
            yield return candidate;
        foreach (var candidate in Simpler(trace, op => SimplerValues(op, scope)))
            yield return candidate;
        foreach (var candidate in WithoutOneId(trace))
            yield return candidate;
    }

    private static Operation Renamed(in Operation op, Apid from, Apid to) => op with
    {
        Apid = op.Apid == from ? to : op.Apid,
        Adapters = op.Adapters.Renamed(from.Value, to.Value),
    };

    private static Operation Renamed(in Operation op, Apqi from, Apqi to) => op with
    {
        Apqi = op.Apqi == from ? to : op.Apqi,
        Domains = op.Domains.Renamed((byte)from.Value, (byte)to.Value),
        Controls = op.Controls.Renamed((byte)from.Value, (byte)to.Value),
    };

    private static IEnumerable<Trace> WithoutOneId(Trace trace)
    {
        foreach (var (place, op) in trace.Operations.Index())
        {
            var simpler = op.Controls.Ids.Select(id => op with { Controls = op.Controls.Without(id) })
                .Concat(op.Domains.Ids.Select(id => op with { Domains = op.Domains.Without(id) }))
                .Concat(op.Adapters.Ids.Select(id => op with { Adapters = op.Adapters.Without(id) }));
            foreach (var simple in simpler)
                yield return trace with { Operations = trace.Operations.SetItem(place, simple) };
        }
    }

    private static bool HasMdev(in Operation op) => OperationSyntax.FormOf(op.Kind).Operands.Contains(Operand.Mdev);

    private static MdevId Swapped(MdevId id, byte high) =>
        id.Value == high ? new MdevId((byte)(high - 1)) : id.Value == high - 1 ? new MdevId(high) : id;

    private static KvmId Swapped(KvmId id, byte high) =>
        id.Value == high ? new KvmId((byte)(high - 1)) : id.Value == high - 1 ? new KvmId(high) : id;

    private static bool IsFirst(Trace trace, byte one, byte other, Func<Operation, byte> id)
    {
        foreach (var op in trace.Operations)
        {
            if (id(op) == one)
                return true;
            if (id(op) == other)
                return false;
        }

        return false;
    }

    private static Operation SimplerApid(in Operation op, Scope scope)
    {
        var operands = OperationSyntax.FormOf(op.Kind).Operands;
        return operands.Contains(Operand.Apqn) || operands.Contains(Operand.Apid) || operands.Contains(Operand.Apqi)
            ? op with
            {
                Apid = op.Apid == default ? default : scope.Adapters[0],
                Apqi = op.Apqi == default ? default : scope.Domains[0],
            }
            : op;
    }

    private static Operation SimplerValues(in Operation op, Scope scope)
    {
        var simple = op;
        foreach (var operand in OperationSyntax.FormOf(op.Kind).Operands)
        {
            simple = operand switch
            {
                Operand.Isc => simple with { Isc = scope.Iscs[0] },
                Operand.Nib or Operand.Iova or Operand.Page => simple with { Address = scope.Pages[0] << 12 },
                Operand.Pages or Operand.Psmid or Operand.Time or Operand.ForTime or Operand.Takes =>
                    simple with { Amount = 1 },
                _ => simple,
            };
        }

        return simple;
    }

    private static IEnumerable<Trace> Simpler(Trace trace, Func<Operation, Operation> simplify)
    {
        for (var i = 0; i < trace.Operations.Length; i++)
        {
            var simple = simplify(trace.Operations[i]);
            if (simple != trace.Operations[i])
                yield return trace with { Operations = trace.Operations.SetItem(i, simple) };
        }
    }

    private static Trace? Merge(Trace trace, Func<Operation, Operation> map)
    {
        var mapped = Map(trace, map);
        return mapped.Operations.SequenceEqual(trace.Operations) ? null : mapped;
    }

    private static Trace Map(Trace trace, Func<Operation, Operation> map) =>
        trace with { Operations = [.. trace.Operations.Select(map)] };
}
