using ApSpec.Vocabulary;

namespace ApSpec.Check;

/// <summary>What a guest's PQAP(AQIC) does. It is intercepted, so it is tried on the driver itself.</summary>
internal static class GuestHook
{
    /// <summary>The facts; <paramref name="copy"/> and <paramref name="at"/> are of the same moment.</summary>
    public static IEnumerable<GuestLine> Lines(GuestCopy copy, GuestSight at) => at.Guests.SelectMany(k => Lines(copy, at, k)).ToArray();

    private static IEnumerable<GuestLine> Lines(GuestCopy copy, GuestSight at, KvmId k)
    {
        var hook = at.Seen.HookOf(k);
        var attached = at.Lifecycles.MdevOf(k);
        var result = copy.Do(Aqic(at, k, 0), out var end);
        copy.Return();
        if (result.Outcome == Outcome.NotPossible)
            yield break;
        if (result.Outcome != Outcome.Returned)
        {
            yield return new GuestLine($"aqic {k} {end}",
                new GuestFact(result.Outcome == Outcome.Died ? GuestFactKind.AqicDies : GuestFactKind.AqicHangs) { Guest = $"{k}", Fault = end });
            yield break;
        }

        if (hook is { } m && attached != m)
        {
            yield return new GuestLine($"hook {k} {m}",
                new GuestFact(GuestFactKind.ForeignHook)
                {
                    Guest = $"{k}",
                    Mdev = $"{m}",
                    IsStill = attached is null,
                    Fault = WhenRemoved(copy, at, k, m),
                });
        }

        if (hook is null && attached is { } own)
        {
            yield return new GuestLine($"no hook {k}",
                new GuestFact(GuestFactKind.NoHook) { Guest = $"{k}", Mdev = $"{own}", Answer = $"{result}" });
        }

        foreach (var line in at.Queues.SelectMany(queue => Irq(copy, at, k, queue)).Take(1))
            yield return line;
    }

    // Removes the mdev in the regular way, then lets the guest issue PQAP(AQIC) again; returns the fault.
    private static string? WhenRemoved(GuestCopy copy, GuestSight at, KvmId k, MdevId m)
    {
        Operation[] letGo =
        [
            .. Enumerable.Repeat(new Operation { Kind = OperationKind.Release, Mdev = m }, at.Seen.OpensOf(m)),
            new() { Kind = OperationKind.Remove, Mdev = m },
            Aqic(at, k, 0),
        ];
        string? end = null;
        var isDead = false;
        foreach (var operation in letGo)
        {
            isDead = copy.Do(operation, out end).Outcome == Outcome.Died;
            if (end is not null)
                break;
        }

        copy.Return();
        return isDead ? end : null;
    }

    private static IEnumerable<GuestLine> Irq(GuestCopy copy, GuestSight at, KvmId k, int queue)
    {
        var apqn = at.ApqnOf(queue);
        var result = copy.Do(Aqic(at, k, queue), out _);
        copy.Return();
        if (result.IsSuccess && !at.IsEntitled(k, queue))
        {
            yield return new GuestLine($"irq {k} {apqn}",
                new GuestFact(at.Reaches(k, queue) ? GuestFactKind.ForeignIrq : GuestFactKind.IrqOutsideMasks)
                {
                    Guest = $"{k}",
                    Queues = $"{apqn}",
                    Answer = $"{result}",
                });
        }
        else if (result.Outcome == Outcome.Returned && !result.IsSuccess && at.Seen.HookOf(k) is not null && at.MustReach(k, queue) && IsOff(at, queue) && at.Scope.Gisa
            && result.ResponseCode == Architecture.ResponseCode.NotAvailable)
        {
            yield return new GuestLine($"no irq {k} {apqn}",
                new GuestFact(GuestFactKind.NoIrq)
                {
                    Guest = $"{k}",
                    Mdev = $"{at.Lifecycles.MdevOf(k)}",
                    Queues = $"{apqn}",
                    Answer = $"{result}",
                });
        }
    }

    private static bool IsOff(GuestSight at, int queue) =>
        (Architecture.IrqState)at.Seen[at.Seen.Layout.Queues[queue].Irq] == Architecture.IrqState.Disabled;

    private static Operation Aqic(GuestSight at, KvmId k, int queue) => new()
    {
        Kind = OperationKind.AqicEnable,
        Kvm = k,
        Apid = at.ApqnOf(queue).Apid,
        Apqi = at.ApqnOf(queue).Apqi,
        Isc = at.Scope.Iscs[0],
        Address = at.Scope.Pages[0] << 12,
    };
}
