using System.Collections.Immutable;
using ApSpec.Vocabulary;

namespace ApSpec.Rules;

/// <summary>
/// One question in place of many rules: is held exactly what the lifecycle entitles to? If it is, there is neither a leak nor a
/// loss, and the rules that name each kind of them all hold. If it is not, they are asked one by one.
/// </summary>
internal static class Entitlements
{
    private static readonly ImmutableArray<string> Notifier =
        ["KVM-01", "KVM-02", "HOOK-01", "HOOK-02", "MASK-01", "MASK-02", "MASK-03", "MDEV-03", "MDEV-07"];

    private static readonly ImmutableArray<string> OpenDevice =
        ["KVM-01", "KVM-02", "HOOK-01", "HOOK-02", "MASK-01", "MASK-11", "MDEV-03", "MDEV-07"];

    /// <summary>The rules of an era that hold when entitlements are met.</summary>
    public static ImmutableArray<string> RulesOf(Era era) => era == Era.Notifier ? Notifier : OpenDevice;

    /// <summary>True when references, hook, masks and named guest are those of the lifecycle, for all that the step reaches.</summary>
    public static bool AreMet(in Step step)
    {
        var after = step.After;
        var words = after.Words;
        var lifecycles = step.LifecyclesAfter;
        var layout = after.Layout;
        var mdevs = layout.Mdevs.AsSpan();
        var isNotified = layout.Era == Era.Notifier;
        for (var guests = step.Touched.Kvms | Named(step); guests != 0; guests &= guests - 1)
        {
            var k = Reach.Guest(guests);
            var fields = layout.Kvms[k.Value];
            var m = lifecycles.MdevOf(k);
            if (fields.Hook.Get(words) != (m is { } hook ? hook.Value + 1u : 0)
                || fields.DriverRefs.Get(words) != (m is null ? 0u : 1))
                return false;
            if (m is { } mdev ? !HasMasksOf(words, fields, mdevs[mdev.Value], isNotified) : !after.MasksAreZero(k))
                return false;
        }

        for (var touched = step.Touched.Mdevs; touched != 0; touched &= touched - 1)
        {
            var m = Reach.Mdev(touched);
            var named = mdevs[m.Value].Kvm.Get(words);
            if (named != (lifecycles.KvmOf(m) is { } k ? k.Value + 1u : 0))
                return false;
        }

        return true;
    }

    // The matrix, or in the era of hot plug what the mdev made of it; a removal that was asked for is MASK-11's to weigh.
    private static bool HasMasksOf(ReadOnlySpan<ulong> words, KvmFields k, MdevFields m, bool isNotified) => isNotified
        ? k.Apm.Matches(words, m.Apm) && k.Aqm.Matches(words, m.Aqm) && k.Adm.Matches(words, m.Adm)
        : k.Apm.Matches(words, m.ShadowApm) && k.Aqm.Matches(words, m.ShadowAqm) && k.Adm.Matches(words, m.ShadowAdm)
            && m.Removing.Get(words) == 0;

    private static uint Named(in Step step) => step.Touched.Mdevs is var mdevs and not 0
        ? step.LifecyclesAfter.GuestsOf(mdevs) | step.LifecyclesBefore.GuestsOf(mdevs)
        : 0;
}
