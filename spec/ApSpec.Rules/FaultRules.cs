using ApSpec.Vocabulary;

namespace ApSpec.Rules;

/// <summary>What the rules on faults share.</summary>
internal static class FaultRules
{
    /// <summary>True when the step has no fault of <paramref name="kind"/>.</summary>
    public static bool None(in Step step, FaultKind kind, EvidenceColumn column, ref Evidence evidence)
    {
        foreach (ref readonly var fault in step.Faults)
        {
            if (fault.Kind == kind)
            {
                evidence = EvidenceOf(fault, IsOfEventfd(fault) ? EvidenceColumn.Eventfds : column);
                return false;
            }
        }

        return true;
    }

    /// <summary>True when the driver holds no memory beside that of its mdevs and queues.</summary>
    public static bool NothingIsLeft(in Step step, ref Evidence evidence)
    {
        var extra = (int)step.After[step.After.Layout.World.ExtraAllocs];
        if (extra == 0)
            return true;
        evidence = new Evidence(EvidenceColumn.State, Text: Say.Extra(extra));
        return false;
    }

    /// <summary>Evidence of a fault. A subject such as <c>m0</c> or <c>k0</c> is parsed into the mdev or guest.</summary>
    public static Evidence EvidenceOf(in Fault fault, EvidenceColumn column) => new(
        column,
        Id(fault.Subject, 'm') is { } m ? new MdevId(m) : null,
        Id(fault.Subject, 'k') is { } k ? new KvmId(k) : null,
        Text: Say.FaultText(fault),
        Sign: SignOf(fault))
    { Freed = fault.Freed };

    /// <summary>Tells two faults apart: kind and place.</summary>
    public static string SignOf(in Fault fault) => fault.Line > 0 ? $"{fault.Kind} {fault.Function}:{fault.Line}" : $"{fault.Kind} {fault.Function}";

    private static bool IsOfEventfd(in Fault fault) => fault.Subject.StartsWith("eventfd", StringComparison.Ordinal);

    // The subject of a lock names the owner of the lock: K(k0), I(m1).
    private static byte? Id(string subject, char letter)
    {
        for (var i = 0; i + 1 < subject.Length; i++)
        {
            var startsWord = i == 0 || subject[i - 1] is '(' or ' ';
            var endsWord = i + 2 == subject.Length || subject[i + 2] is ')' or ' ';
            if (startsWord && endsWord && subject[i] == letter && subject[i + 1] is >= '0' and <= '7')
                return (byte)(subject[i + 1] - '0');
        }

        return null;
    }
}
