using System.Numerics;
using System.Runtime.CompilerServices;
using ApSpec.Vocabulary;

namespace ApSpec.Rules;

/// <summary>
/// The entities whose rules a step can break, as bits. Touched ones, and those whose entitlement a touched mdev changes: a
/// notification that only forgets the guest touches no field of the guest, and just that is the leak.
/// </summary>
internal static class Reach
{
    /// <summary>Live, settled guests: touched, or named by the lifecycle of a touched mdev.</summary>
    public static uint Guests(in Step step)
    {
        var guests = step.Touched.Kvms;
        if (step.Touched.Mdevs is var mdevs and not 0)
            guests |= step.LifecyclesAfter.GuestsOf(mdevs) | step.LifecyclesBefore.GuestsOf(mdevs);
        return Settled(step, guests);
    }

    /// <summary>Every live, settled guest of the scope.</summary>
    public static uint AllGuests(in Step step) => Settled(step, (1u << step.After.Layout.Kvms.Length) - 1);

    /// <summary>Every mdev of the scope.</summary>
    public static uint AllMdevs(in Step step) => (1u << step.After.Layout.Mdevs.Length) - 1;

    /// <summary>True when no call is stuck in a guest and it lives.</summary>
    public static bool IsSettled(in Step step, KvmId k)
    {
        var fields = step.After.Layout.Kvms[k.Value];
        return step.After[fields.Busy] == 0 && step.After[fields.Life] == (uint)KvmLife.Live;
    }

    /// <summary>True when no call is stuck in an mdev or in the guest it has.</summary>
    public static bool IsSettled(in Step step, MdevId m)
    {
        var after = step.After;
        var fields = after.Layout.Mdevs[m.Value];
        return after[fields.Busy] == 0
            && (after[fields.Kvm] is not (var stashed and not 0) || after[after.Layout.Kvms[(int)stashed - 1].Busy] == 0)
            && (step.LifecyclesAfter.KvmOf(m) is not { } k || after[after.Layout.Kvms[k.Value].Busy] == 0);
    }

    /// <summary>
    /// True when no call is stuck in the mdev or the guest of a queue. The driver changes a queue under lock L only, so a
    /// call that never gave L back may have left any queue half done.
    /// </summary>
    public static bool IsSettled(in Step step, int queue)
    {
        var after = step.After;
        var fields = after.Layout.Queues[queue];
        return after[after.Layout.World.MatrixLock] == 0
            && (after.MdevAt(fields.Link) is not { } m || IsSettled(step, m))
            && (after.KvmAt(fields.IrqKvm) is not { } k || !after.IsBusy(k));
    }

    /// <summary>The guest of the lowest bit.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static KvmId Guest(uint bits) => new((byte)BitOperations.TrailingZeroCount(bits));

    /// <summary>The mdev of the lowest bit.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static MdevId Mdev(uint bits) => new((byte)BitOperations.TrailingZeroCount(bits));

    /// <summary>The bit of a guest; 0 for none.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint Bit(KvmId? k) => k is { } id ? 1u << id.Value : 0;

    private static uint Settled(in Step step, uint guests)
    {
        var after = step.After;
        var kvms = after.Layout.Kvms.AsSpan();
        var settled = guests;
        for (var rest = guests; rest != 0; rest &= rest - 1)
        {
            var fields = kvms[BitOperations.TrailingZeroCount(rest)];
            if ((after[fields.Busy] | after[fields.Life]) != 0)
                settled &= ~(rest & (0u - rest));
        }

        return settled;
    }
}
