using System.Runtime.CompilerServices;
using ApSpec.Architecture;
using ApSpec.Vocabulary;

namespace ApSpec.Rules;

/// <summary>The predicates of <see cref="ShadowRules"/>.</summary>
internal static class ShadowMasks
{
    public static bool AreTheGuests(in Step step, ref Evidence evidence)
    {
        var after = step.After;
        for (var guests = Reach.Guests(step); guests != 0; guests &= guests - 1)
        {
            var k = Reach.Guest(guests);
            if (step.LifecyclesAfter.MdevOf(k) is not { } m || !Reach.IsSettled(step, m))
                continue;
            var guest = after.Layout.Kvms[k.Value];
            var mdev = after.Layout.Mdevs[m.Value];
            if (after[guest.Apm] == after[mdev.ShadowApm] && after[guest.Aqm] == after[mdev.ShadowAqm]
                && after[guest.Adm] == after[mdev.ShadowAdm])
                continue;
            if (after[mdev.Removing] != 0 && after.MasksAreZero(k))
                continue; // a requested removal may take the queues away before the close
            evidence = Differs(step, k, m);
            return false;
        }

        return true;
    }

    public static bool AreWithinMatrixAndHost(in Step step, ref Evidence evidence)
    {
        var after = step.After;
        var world = after.Layout.World;
        for (var mdevs = Live(step); mdevs != 0; mdevs &= mdevs - 1)
        {
            var m = Reach.Mdev(mdevs);
            var f = after.Layout.Mdevs[m.Value];
            var apm = after[f.ShadowApm].AndNot(after[f.Apm].AndNot(after[world.HostApmGone]));
            var aqm = after[f.ShadowAqm].AndNot(after[f.Aqm].AndNot(after[world.HostAqmGone]));
            var adm = after[f.ShadowAdm].AndNot(after[f.Adm].AndNot(after[world.HostAdmGone]));
            if (apm.IsEmpty && aqm.IsEmpty && adm.IsEmpty)
                continue;
            evidence = TooMuch(step, m, apm, aqm, adm);
            return false;
        }

        return true;
    }

    public static bool HaveTheirQueues(in Step step, ref Evidence evidence)
    {
        for (var mdevs = Live(step); mdevs != 0; mdevs &= mdevs - 1)
        {
            var m = Reach.Mdev(mdevs);
            foreach (var queue in MaskQueues.OfShadow(step.After, m))
            {
                if (IsBound(step.After, queue) && IsLinked(step.After, m, queue))
                    continue;
                evidence = new Evidence(EvidenceColumn.Masks, m, Text: Say.InShadow(m, Say.Queue(step.Scope, queue),
                    IsBound(step.After, queue) ? "names another mdev or none" : "vfio_ap does not have it"));
                return false;
            }
        }

        return true;
    }

    public static bool LackNothing(in Step step, ref Evidence evidence)
    {
        for (var mdevs = Changed(step); mdevs != 0; mdevs &= mdevs - 1)
        {
            var m = Reach.Mdev(mdevs);
            var f = step.After.Layout.Mdevs[m.Value];
            for (var adapter = 0; adapter < step.Scope.Adapters.Length; adapter++)
            {
                if (step.After[f.ShadowApm].Contains(adapter) || !HasAllQueues(step.After, m, adapter))
                    continue;
                evidence = new Evidence(EvidenceColumn.Masks, m, Text: Say.Lacks(m, step.Scope.Adapters[adapter].ToString()));
                return false;
            }
        }

        return true;
    }

    public static bool SomeMdevHasOne(in Step step)
    {
        for (var mdevs = step.Touched.Mdevs; mdevs != 0; mdevs &= mdevs - 1)
        {
            var f = step.After.Layout.Mdevs[Reach.Mdev(mdevs).Value];
            if (!step.After[f.ShadowApm].IsEmpty && !step.After[f.ShadowAqm].IsEmpty)
                return true;
        }

        return false;
    }

    public static bool IsComplete(in Step step)
    {
        for (var mdevs = Changed(step); mdevs != 0; mdevs &= mdevs - 1)
        {
            for (var adapter = 0; adapter < step.Scope.Adapters.Length; adapter++)
            {
                if (HasAllQueues(step.After, Reach.Mdev(mdevs), adapter))
                    return true;
            }
        }

        return false;
    }

    // Mdevs for which the driver filters again: their matrix got complete, a queue of theirs was bound, or an id of theirs came back into
    // the host configuration. What a configuration change adds waits for the end of the bus scan.
    private static uint Changed(in Step step)
    {
        if (!step.Result.IsSuccess)
            return 0;
        var op = step.Operation;
        var changed = op.Kind switch
        {
            OperationKind.AssignAdapter or OperationKind.AssignDomain or OperationKind.ApConfig when HasNewMatrix(step, op.Mdev) => 1u << op.Mdev.Value,
            OperationKind.Bind => Live(step),
            OperationKind.HostAdapterAdd or OperationKind.HostDomainAdd when !BusScan.IsUnderWay(step.After) => Live(step),
            OperationKind.Scan when BusScan.Ends(step) => Live(step),
            _ => 0u,
        };
        var world = step.After.Layout.World;
        for (var mdevs = changed; mdevs != 0; mdevs &= mdevs - 1)
        {
            var m = Reach.Mdev(mdevs);
            var f = step.After.Layout.Mdevs[m.Value];
            var isWaiting = !(step.After[f.AddApm].IsEmpty && step.After[f.AddAqm].IsEmpty);
            var isOfAnother = op.Kind switch
            {
                OperationKind.Bind => Queues.PlaceOf(step) is var queue && (queue < 0 || !Queues.IsIn(step.After, m, queue)),
                OperationKind.HostAdapterAdd => !CameBack(step, f.Apm, world.HostApmGone),
                OperationKind.HostDomainAdd => !CameBack(step, f.Aqm, world.HostAqmGone),
                OperationKind.Scan => !BusScan.WaitedForQueues(step, m),
                _ => false,
            };
            if (isWaiting || isOfAnother || step.After.LifeOf(m) != MdevLife.Live || !Reach.IsSettled(step, m))
                changed &= ~(1u << m.Value);
        }

        return changed;
    }

    /// <summary>True when the step put an assigned id back into the host configuration.</summary>
    public static bool CameBack(in Step step, MaskField assigned, MaskField gone) =>
        step.Before[gone].AndNot(step.After[gone]).Intersects(step.After[assigned]);

    private static bool HasNewMatrix(in Step step, MdevId m)
    {
        var f = step.After.Layout.Mdevs[m.Value];
        return step.Before[f.Apm] != step.After[f.Apm] || step.Before[f.Aqm] != step.After[f.Aqm];
    }

    // Assigned and in the host configuration. For every assigned domain of the host the queue is bound, linked, and its last reset worked.
    private static bool HasAllQueues(in Observation after, MdevId m, int adapter)
    {
        var world = after.Layout.World;
        var f = after.Layout.Mdevs[m.Value];
        var domains = after[f.Aqm].AndNot(after[world.HostAqmGone]);
        if (domains.IsEmpty || !after[f.Apm].AndNot(after[world.HostApmGone]).Contains(adapter))
            return false;
        for (var domain = 0; domain < after.Scope.Domains.Length; domain++)
        {
            var queue = (adapter * after.Scope.Domains.Length) + domain;
            if (domains.Contains(domain)
                && !(IsBound(after, queue) && IsLinked(after, m, queue) && after[after.Layout.Queues[queue].ResetCode] == 0))
                return false;
        }

        return true;
    }

    /// <summary>True when a queue is in an mdev's shadow.</summary>
    public static bool IsInShadow(in Observation after, MdevId m, int queue)
    {
        var f = after.Layout.Mdevs[m.Value];
        var width = after.Scope.Domains.Length;
        return f.ShadowApm.Contains(after.Words, queue / width) && f.ShadowAqm.Contains(after.Words, queue % width);
    }

    private static bool IsBound(in Observation after, int queue) =>
        after[after.Layout.Queues[queue].Driver] == (uint)QueueDriver.VfioAp;

    private static bool IsLinked(in Observation after, MdevId m, int queue) =>
        after.MdevAt(after.Layout.Queues[queue].Link) == m && after.MdevAt(after.Layout.Queues[queue].Table) == m;

    /// <summary>Live mdevs without a stuck call, as bits.</summary>
    public static uint Live(in Step step)
    {
        var live = 0u;
        for (var mdevs = Reach.AllMdevs(step); mdevs != 0; mdevs &= mdevs - 1)
        {
            var m = Reach.Mdev(mdevs);
            if (step.After.LifeOf(m) == MdevLife.Live && Reach.IsSettled(step, m))
                live |= 1u << m.Value;
        }

        return live;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Evidence Differs(in Step step, KvmId k, MdevId m)
    {
        var guest = step.After.Layout.Kvms[k.Value];
        var mdev = step.After.Layout.Mdevs[m.Value];
        var (name, has, shadow) = step.After[guest.Apm] != step.After[mdev.ShadowApm]
            ? ("apm", step.After[guest.Apm], step.After[mdev.ShadowApm])
            : step.After[guest.Aqm] != step.After[mdev.ShadowAqm]
                ? ("aqm", step.After[guest.Aqm], step.After[mdev.ShadowAqm])
                : ("adm", step.After[guest.Adm], step.After[mdev.ShadowAdm]);
        var more = has.AndNot(shadow);
        var text = more.IsEmpty
            ? $"{Say.Masks(step.Scope, k, name, shadow.AndNot(has), "lacks")}, the shadow of {m} has it"
            : $"{Say.Masks(step.Scope, k, name, more, "has")}, the shadow of {m} has not";
        return new Evidence(EvidenceColumn.Masks, m, k, Text: text);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Evidence TooMuch(in Step step, MdevId m, in ApMask apm, in ApMask aqm, in ApMask adm)
    {
        var (name, bits) = !apm.IsEmpty ? ("apm", apm) : !aqm.IsEmpty ? ("aqm", aqm) : ("adm", adm);
        return new Evidence(EvidenceColumn.Masks, m, Text: Say.TooMuch(step.Scope, m, name, bits));
    }
}
