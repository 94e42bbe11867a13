using ApSpec.Architecture;
using ApSpec.Vocabulary;

namespace ApSpec.Rules;

/// <summary>
/// MASK-15 to MASK-17 and MASK-20: what a shadow must have, what must not be added to it or given back to the guest, and what must not
/// stay pending.
/// </summary>
internal static class ShadowBounds
{
    public static bool HaveTheirDomains(in Step step, ref Evidence evidence)
    {
        var after = step.After;
        var world = after.Layout.World;
        for (var mdevs = ShadowMasks.Live(step); mdevs != 0; mdevs &= mdevs - 1)
        {
            var m = Reach.Mdev(mdevs);
            var f = after.Layout.Mdevs[m.Value];

            // MASK-17 judges what waits for the end of a bus scan.
            var aqm = after[f.Aqm].AndNot(after[world.HostAqmGone]).AndNot(after[f.AddAqm]).AndNot(after[f.ShadowAqm]);
            var adm = after[f.Adm].AndNot(after[world.HostAdmGone]).AndNot(after[f.AddAdm]).AndNot(after[f.ShadowAdm]);
            if (aqm.IsEmpty && adm.IsEmpty)
                continue;
            evidence = aqm.IsEmpty ? LacksDomain(step, m, "adm", adm) : LacksDomain(step, m, "aqm", aqm);
            return false;
        }

        return true;
    }

    public static bool LeaveAnAdapterOut(in Step step)
    {
        for (var mdevs = ShadowMasks.Live(step); mdevs != 0; mdevs &= mdevs - 1)
        {
            var f = step.After.Layout.Mdevs[Reach.Mdev(mdevs).Value];
            if (!step.After[f.ShadowAqm].IsEmpty && !step.After[f.Apm].AndNot(step.After[f.ShadowApm]).IsEmpty)
                return true;
        }

        return false;
    }

    public static bool GainOnlyResetQueues(in Step step, ref Evidence evidence)
    {
        foreach (var queue in step.After.UsedQueues)
        {
            // A deconfigured or checkstopped adapter has nothing to reset.
            var code = (ResponseCode)step.After[step.After.Layout.Queues[queue].ResetCode];
            if (code is ResponseCode.Normal or ResponseCode.Deconfigured or ResponseCode.Checkstopped)
                continue;
            for (var mdevs = ShadowMasks.Live(step); mdevs != 0; mdevs &= mdevs - 1)
            {
                var m = Reach.Mdev(mdevs);
                if (!Gains(step, m, queue))
                    continue;
                evidence = BadlyReset(step, queue, m, null, code);
                return false;
            }

            for (var guests = Reach.AllGuests(step); guests != 0; guests &= guests - 1)
            {
                var k = Reach.Guest(guests);
                if (!Queues.IsIn(step.After, k, queue) || Queues.IsIn(step.Before, k, queue))
                    continue;
                evidence = BadlyReset(step, queue, null, k, code);
                return false;
            }
        }

        return true;
    }

    public static bool GainAQueue(in Step step)
    {
        for (var mdevs = ShadowMasks.Live(step); mdevs != 0; mdevs &= mdevs - 1)
        {
            foreach (var queue in MaskQueues.OfShadow(step.After, Reach.Mdev(mdevs)))
            {
                if (Gains(step, Reach.Mdev(mdevs), queue))
                    return true;
            }
        }

        return false;
    }

    public static bool WaitForNothing(in Step step, ref Evidence evidence)
    {
        if (BusScan.IsUnderWay(step.After))
            return true;
        for (var mdevs = ShadowMasks.Live(step); mdevs != 0; mdevs &= mdevs - 1)
        {
            var m = Reach.Mdev(mdevs);
            var f = step.After.Layout.Mdevs[m.Value];
            if (step.After[f.AddApm].IsEmpty && step.After[f.AddAqm].IsEmpty && step.After[f.AddAdm].IsEmpty)
                continue;
            evidence = !step.After[f.AddApm].IsEmpty ? Waits(step, m, "apm", step.After[f.AddApm])
                : !step.After[f.AddAqm].IsEmpty ? Waits(step, m, "aqm", step.After[f.AddAqm])
                : Waits(step, m, "adm", step.After[f.AddAdm]);
            return false;
        }

        return true;
    }

    public static bool SomeIdCameBack(in Step step)
    {
        if (BusScan.IsUnderWay(step.After))
            return false;
        if (BusScan.Ends(step))
            return BusScan.SomethingWaitedFor(step);
        if (step.Operation.Kind is not (OperationKind.HostAdapterAdd or OperationKind.HostDomainAdd or OperationKind.HostControlAdd)
            || !step.Result.IsSuccess)
            return false;
        for (var mdevs = ShadowMasks.Live(step); mdevs != 0; mdevs &= mdevs - 1)
        {
            var f = step.After.Layout.Mdevs[Reach.Mdev(mdevs).Value];
            var world = step.After.Layout.World;
            if (ShadowMasks.CameBack(step, f.Apm, world.HostApmGone) || ShadowMasks.CameBack(step, f.Aqm, world.HostAqmGone)
                || ShadowMasks.CameBack(step, f.Adm, world.HostAdmGone))
                return true;
        }

        return false;
    }

    public static bool GiveBackNothing(in Step step, ref Evidence evidence)
    {
        for (var guests = Reach.AllGuests(step); guests != 0; guests &= guests - 1)
        {
            var k = Reach.Guest(guests);
            var guest = step.After.Layout.Kvms[k.Value];
            if (step.After[guest.Apm].IsEmpty || step.After[guest.Aqm].IsEmpty || !HasLostAll(step, k, out var m))
                continue;
            evidence = new Evidence(EvidenceColumn.Masks, m, k, Text: Say.GivenBack(k, m));
            return false;
        }

        return true;
    }

    public static bool SomeGuestLostAll(in Step step)
    {
        for (var guests = Reach.AllGuests(step); guests != 0; guests &= guests - 1)
        {
            if (HasLostAll(step, Reach.Guest(guests), out _))
                return true;
        }

        return false;
    }

    // The guest stays attached and has empty masks, since the removal of its mdev asked for the queues.
    private static bool HasLostAll(in Step step, KvmId k, out MdevId m)
    {
        var owner = step.LifecyclesBefore.MdevOf(k);
        m = owner ?? default;
        if (owner is null || step.LifecyclesAfter.MdevOf(k) != owner || !step.Before.MasksAreZero(k))
            return false;
        var mdev = step.Before.Layout.Mdevs[m.Value];
        return step.Before[mdev.Removing] != 0 && !step.Before[mdev.ShadowApm].IsEmpty && !step.Before[mdev.ShadowAqm].IsEmpty;
    }

    private static bool Gains(in Step step, MdevId m, int queue) =>
        ShadowMasks.IsInShadow(step.After, m, queue) && !ShadowMasks.IsInShadow(step.Before, m, queue);

    private static Evidence BadlyReset(in Step step, int queue, MdevId? m, KvmId? k, ResponseCode code) =>
        new(EvidenceColumn.Masks, m, k, queue,
            Say.BadlyReset(k is { } guest ? $"the masks of {guest}" : $"the shadow of {m}", Say.Queue(step.Scope, queue), (uint)code));

    private static Evidence LacksDomain(in Step step, MdevId m, string name, in ApMask bits) =>
        new(EvidenceColumn.Masks, m, Text: Say.LacksDomain(step.Scope, m, name, bits));

    private static Evidence Waits(in Step step, MdevId m, string name, in ApMask bits) =>
        new(EvidenceColumn.Masks, m, Text: Say.Waits(step.Scope, m, name, bits));
}
