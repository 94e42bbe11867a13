using System.Collections.Immutable;
using ApSpec.Vocabulary;

namespace ApSpec.Rules;

/// <summary>
/// A fast check in place of many rules: does the driver hold exactly what the lifecycle allows? If so, nothing leaked and nothing was
/// lost, and the rules on each kind of leak and loss hold. If not, those rules are checked one by one.
/// </summary>
internal static class Entitlements
{
    private static readonly ImmutableArray<string> Notifier =
        ["KVM-01", "KVM-02", "HOOK-01", "HOOK-02", "MASK-01", "MASK-02", "MASK-03", "MDEV-03", "MDEV-07"];

    private static readonly ImmutableArray<string> OpenDevice =
        ["KVM-01", "KVM-02", "HOOK-01", "HOOK-02", "MASK-01", "MASK-11", "MDEV-03", "MDEV-07"];

    /// <summary>The rules of an era that hold whenever this check passes.</summary>
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

    // Compares with the matrix, or in the open_device era with the shadow. An mdev whose removal was requested is left to MASK-11.
    private static bool HasMasksOf(ReadOnlySpan<ulong> words, KvmFields k, MdevFields m, bool isNotified) => isNotified
        ? k.Apm.Matches(words, m.Apm) && k.Aqm.Matches(words, m.Aqm) && k.Adm.Matches(words, m.Adm)
        : k.Apm.Matches(words, m.ShadowApm) && k.Aqm.Matches(words, m.ShadowAqm) && k.Adm.Matches(words, m.ShadowAdm)
            && m.Removing.Get(words) == 0;

    private static uint Named(in Step step) => step.Touched.Mdevs is var mdevs and not 0
        ? step.LifecyclesAfter.GuestsOf(mdevs) | step.LifecyclesBefore.GuestsOf(mdevs)
        : 0;
}
