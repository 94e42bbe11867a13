using System.Numerics;
using System.Runtime.CompilerServices;
using ApSpec.Vocabulary;

namespace ApSpec.Rules;

/// <summary>
/// The mdevs and guests for which a step can break a rule, as bits: touched ones, and guests that a touched mdev attaches or detaches.
/// A NULL notification that only clears the mdev's pointer touches no field of the guest, and that is the leak.
/// </summary>
internal static class Reach
{
    /// <summary>Live guests without a stuck call that are touched, or that the lifecycle of a touched mdev names.</summary>
    public static uint Guests(in Step step)
    {
        var guests = step.Touched.Kvms;
        if (step.Touched.Mdevs is var mdevs and not 0)
            guests |= step.LifecyclesAfter.GuestsOf(mdevs) | step.LifecyclesBefore.GuestsOf(mdevs);
        return Settled(step, guests);
    }

    /// <summary>Every live guest of the scope without a stuck call.</summary>
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
    /// True when no call is stuck in the mdev or the guest of a queue. The driver changes queues under lock L only, so a call that never
    /// released L may have left any queue half done.
    /// </summary>
    public static bool IsSettled(in Step step, int queue)
    {
        var after = step.After;
        var fields = after.Layout.Queues[queue];
        return after[after.Layout.World.MatrixLock] == 0
            && (after.MdevAt(fields.Link) is not { } m || IsSettled(step, m))
            && (after.KvmAt(fields.IrqKvm) is not { } k || !after.IsBusy(k));
    }

    /// <summary>The guest with the lowest bit set.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static KvmId Guest(uint bits) => new((byte)BitOperations.TrailingZeroCount(bits));

    /// <summary>The mdev with the lowest bit set.</summary>
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
