using ApSpec.Architecture;
using ApSpec.Vocabulary;

namespace ApSpec.Rules;

/// <summary>
/// The place of a queue in a scope: the adapter's place times the number of domains, plus the domain's place. And the values of a
/// queue's fields, which <see cref="QueueFields"/> lays out.
/// </summary>
internal static class Queues
{
    /// <summary>Interrupts are off.</summary>
    public const uint IrqDisabled = 0;

    /// <summary>PQAP(AQIC) with IR = 1 was accepted and is not yet in effect.</summary>
    public const uint IrqEnabling = 1;

    /// <summary>Interrupts are on.</summary>
    public const uint IrqEnabled = 2;

    /// <summary>PQAP(AQIC) with IR = 0 was accepted and is not yet in effect.</summary>
    public const uint IrqDisabling = 3;

    /// <summary>A PQAP(ZAPQ) is in progress: it empties the queue, disables interrupts and clears the data.</summary>
    public const uint ResetZapq = 2;

    /// <summary>Residue of the host; that of guest k is k + 2.</summary>
    public const uint ResidueHost = 1;

    /// <summary>
    /// True when the last reset was answered with 01 or 03 (there is nothing to reset) or 04 (it cannot be reset), or when the adapter is
    /// checkstopped. The driver is not to blame for what the queue holds then. In the notifier era the ledger does not show the last
    /// reset.
    /// </summary>
    public static bool IsBeyondReset(in Step step, int queue)
    {
        var after = step.After;
        if (after.Layout.Era == Era.Notifier)
            return false;
        var code = (ResponseCode)after[after.Layout.Queues[queue].ResetCode];
        return code is ResponseCode.NotAvailable or ResponseCode.Deconfigured or ResponseCode.Checkstopped
            || after.Layout.World.Checkstopped.Contains(after.Words, queue / after.Scope.Domains.Length);
    }

    /// <summary>True when a queue is in a guest's masks.</summary>
    public static bool IsIn(in Observation ledger, KvmId k, int queue)
    {
        var fields = ledger.Layout.Kvms[k.Value];
        var width = ledger.Scope.Domains.Length;
        return fields.Apm.Contains(ledger.Words, queue / width) && fields.Aqm.Contains(ledger.Words, queue % width);
    }

    /// <summary>True when a queue is in an mdev's matrix.</summary>
    public static bool IsIn(in Observation ledger, MdevId m, int queue)
    {
        var fields = ledger.Layout.Mdevs[m.Value];
        var width = ledger.Scope.Domains.Length;
        return fields.Apm.Contains(ledger.Words, queue / width) && fields.Aqm.Contains(ledger.Words, queue % width);
    }

    /// <summary>The place of an operation's queue; -1 when it is not in play.</summary>
    public static int PlaceOf(in Step step)
    {
        var a = step.Scope.Adapters.IndexOf(step.Operation.Apid);
        var d = step.Scope.Domains.IndexOf(step.Operation.Apqi);
        return a < 0 || d < 0 ? -1 : (a * step.Scope.Domains.Length) + d;
    }

    /// <summary>The first queue of a set of adapters and a set of domains, neither empty.</summary>
    public static int First(in ApMask adapters, in ApMask domains, Scope scope)
    {
        var a = 0;
        while (!adapters.Contains(a))
            a++;
        var d = 0;
        while (!domains.Contains(d))
            d++;
        return (a * scope.Domains.Length) + d;
    }
}
