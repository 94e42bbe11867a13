using ApSpec.Vocabulary;

namespace ApSpec.Rules;

/// <summary>
/// A guest that overwrote another in an mdev. The mdev is attached to the first; the driver forgot that one and names the second. What
/// it holds of the first is lost, so evidence that is seen at the second names both.
/// </summary>
internal static class SecondGuest
{
    /// <summary>The clause about the first guest, when it still has what the evidence is about; null when there is no such guest.</summary>
    public static string? Clause(in Step step, KvmId second, EvidenceColumn column)
    {
        for (var mdevs = Reach.AllMdevs(step); mdevs != 0; mdevs &= mdevs - 1)
        {
            var m = Reach.Mdev(mdevs);
            if (step.After.KvmOf(m) == second && step.LifecyclesAfter.KvmOf(m) is { } first && first != second
                && Has(step.After, first, column))
                return Say.Overwritten(m, first, second, Name(column));
        }

        return null;
    }

    private static bool Has(in Observation ledger, KvmId k, EvidenceColumn column) => column switch
    {
        EvidenceColumn.References => ledger.DriverRefsOf(k) > 0,
        EvidenceColumn.Hook => ledger.HookOf(k) is not null,
        EvidenceColumn.Masks => !ledger.MasksAreZero(k),
        _ => throw new ArgumentOutOfRangeException(nameof(column), column, null),
    };

    private static string Name(EvidenceColumn column) => column switch
    {
        EvidenceColumn.References => "reference",
        EvidenceColumn.Hook => "hook",
        EvidenceColumn.Masks => "masks",
        _ => throw new ArgumentOutOfRangeException(nameof(column), column, null),
    };
}
