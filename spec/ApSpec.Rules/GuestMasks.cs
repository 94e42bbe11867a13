using System.Runtime.CompilerServices;
using ApSpec.Architecture;
using ApSpec.Vocabulary;

namespace ApSpec.Rules;

/// <summary>
/// MASK-01 to MASK-04: a guest's masks against the matrix of its mdev and against the host. Formats 0 and 1 copy 64 adapter
/// bits and 16 domain bits; a scope of these formats has no id beyond them (<see cref="Scope.ApmMax"/>), so bits compare as
/// they are.
/// </summary>
internal static class GuestMasks
{
    private enum Part
    {
        Apm,
        Aqm,
        Adm,
    }

    public static bool NoneLeft(in Step step, ref Evidence evidence)
    {
        for (var guests = Reach.Guests(step); guests != 0; guests &= guests - 1)
        {
            var k = Reach.Guest(guests);
            if (!step.After.MasksAreZero(k) && step.LifecyclesAfter.MdevOf(k) is null)
                return Left(step, k, ref evidence);
        }

        return true;
    }

    public static bool HaveTheMatrix(in Step step, ref Evidence evidence)
    {
        for (var guests = Reach.Guests(step); guests != 0; guests &= guests - 1)
        {
            var k = Reach.Guest(guests);
            if (step.LifecyclesAfter.MdevOf(k) is not { } m)
                continue;
            for (var part = Part.Apm; part <= Part.Adm; part++)
            {
                if (!MatrixOf(step.After, m, part).IsSubsetOf(MaskOf(step.After, k, part)))
                    return Differs(step, k, m, part, "lacks", ref evidence);
            }
        }

        return true;
    }

    public static bool AreWithinTheMatrix(in Step step, ref Evidence evidence)
    {
        for (var guests = Reach.Guests(step); guests != 0; guests &= guests - 1)
        {
            var k = Reach.Guest(guests);
            if (step.LifecyclesAfter.MdevOf(k) is not { } m)
                continue;
            for (var part = Part.Apm; part <= Part.Adm; part++)
            {
                if (!MaskOf(step.After, k, part).IsSubsetOf(MatrixOf(step.After, m, part)))
                    return Differs(step, k, m, part, "has", ref evidence);
            }
        }

        return true;
    }

    public static bool AreWithinTheHost(in Step step, ref Evidence evidence)
    {
        var world = step.After.Layout.World;
        for (var guests = Reach.AllGuests(step); guests != 0; guests &= guests - 1)
        {
            var k = Reach.Guest(guests);
            if (MaskOf(step.After, k, Part.Apm).Intersects(step.After[world.HostApmGone])
                || MaskOf(step.After, k, Part.Aqm).Intersects(step.After[world.HostAqmGone])
                || MaskOf(step.After, k, Part.Adm).Intersects(step.After[world.HostAdmGone]))
                return Gone(step, k, ref evidence);
        }

        return true;
    }

    public static bool HostIsSmaller(in Step step)
    {
        var world = step.After.Layout.World;
        return !(step.After[world.HostApmGone].IsEmpty && step.After[world.HostAqmGone].IsEmpty && step.After[world.HostAdmGone].IsEmpty)
            && Sharing.SomeGuestHasMasks(step);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static bool Left(in Step step, KvmId k, ref Evidence evidence)
    {
        var part = Part.Apm;
        while (MaskOf(step.After, k, part).IsEmpty)
            part++;
        var overwritten = SecondGuest.Clause(step, k, EvidenceColumn.Masks);
        var text = Say.Masks(step.Scope, k, Name(part), MaskOf(step.After, k, part), overwritten is null ? "still has" : "has");
        evidence = new Evidence(EvidenceColumn.Masks, Kvm: k, Text: $"{text}, {overwritten ?? "no mdev is attached to it"}");
        return false;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static bool Differs(in Step step, KvmId k, MdevId m, Part part, string verb, ref Evidence evidence)
    {
        var mask = MaskOf(step.After, k, part);
        var matrix = MatrixOf(step.After, m, part);
        var bits = verb == "has" ? mask.AndNot(matrix) : matrix.AndNot(mask);
        var text = Say.Masks(step.Scope, k, Name(part), bits, verb);
        evidence = new Evidence(EvidenceColumn.Masks, m, k, Text: $"{text}, {m} {(verb == "has" ? "has not" : "has it")}");
        return false;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static bool Gone(in Step step, KvmId k, ref Evidence evidence)
    {
        var world = step.After.Layout.World;
        var adapters = MaskOf(step.After, k, Part.Apm) & step.After[world.HostApmGone];
        var domains = MaskOf(step.After, k, Part.Aqm) & step.After[world.HostAqmGone];
        var text = !adapters.IsEmpty ? Say.Gone(step.Scope, "apm", adapters)
            : !domains.IsEmpty ? Say.Gone(step.Scope, "aqm", domains)
            : Say.Gone(step.Scope, "adm", MaskOf(step.After, k, Part.Adm) & step.After[world.HostAdmGone]);
        evidence = new Evidence(EvidenceColumn.Masks, Kvm: k, Text: $"in the masks of {k}, {text}");
        return false;
    }

    private static ApMask MaskOf(in Observation ledger, KvmId k, Part part)
    {
        var fields = ledger.Layout.Kvms[k.Value];
        return ledger[part == Part.Apm ? fields.Apm : part == Part.Aqm ? fields.Aqm : fields.Adm];
    }

    private static ApMask MatrixOf(in Observation ledger, MdevId m, Part part)
    {
        var fields = ledger.Layout.Mdevs[m.Value];
        return ledger[part == Part.Apm ? fields.Apm : part == Part.Aqm ? fields.Aqm : fields.Adm];
    }

    private static string Name(Part part) => part switch { Part.Apm => "apm", Part.Aqm => "aqm", _ => "adm" };
}
