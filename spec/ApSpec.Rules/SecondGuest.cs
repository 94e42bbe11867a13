using ApSpec.Vocabulary;

namespace ApSpec.Rules;

/// <summary>
/// A second guest whose pointer overwrote that of the first in an mdev. The mdev is still attached to the first guest, but the driver
/// only knows the second and can no longer give back what it holds of the first. So evidence about the second names both.
/// </summary>
internal static class SecondGuest
{
    /// <summary>The clause about the first guest; null when there is none, or when it has nothing of what the evidence is about.</summary>
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
