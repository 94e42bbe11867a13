using System.Diagnostics;
using System.Numerics;
using System.Runtime.Intrinsics.X86;

namespace ApSpec.Bench.Peers;

/// <summary>
/// What this machine's memory can do for a search of a given size on one core: inserts and probes of random 64-bit slots, prefetched in batches, in a
/// table with twice as many slots as states.
/// </summary>
internal static class MemoryBound
{
    private const int Batch = 256;

    /// <summary>User seconds for one insert a state and one probe for each further transition.</summary>
    public static double Seconds(long states, long transitions)
    {
        var slots = new ulong[BitOperations.RoundUpToPowerOf2((ulong)states * 2)];
        using var process = Process.GetCurrentProcess();
        process.Refresh();
        var before = process.UserProcessorTime;
        var found = Pass(slots, states, 1, isInsert: true);
        for (var left = transitions - states; left > 0; left -= states)
            found += Pass(slots, Math.Min(left, states), 1, isInsert: false);
        process.Refresh();
        return found < 0 ? double.NaN : (process.UserProcessorTime - before).TotalSeconds;
    }

    private static unsafe long Pass(ulong[] slots, long count, ulong seed, bool isInsert)
    {
        var mask = (ulong)slots.Length - 1;
        var keys = stackalloc ulong[Batch];
        var found = 0L;
        fixed (ulong* table = slots)
        {
            for (var done = 0L; done < count; done += Batch)
            {
                for (var i = 0; i < Batch; i++)
                {
                    keys[i] = Mix(seed++);
                    if (Sse.IsSupported)
                        Sse.Prefetch0(table + (keys[i] & mask));
                }

                for (var i = 0; i < Batch; i++)
                {
                    var at = keys[i] & mask;
                    while (table[at] != 0 && table[at] != keys[i])
                        at = (at + 1) & mask;
                    if (table[at] == keys[i])
                        found++;
                    else if (isInsert)
                        table[at] = keys[i];
                }
            }
        }

        return found;
    }

    // SplitMix64: never 0 for the seeds used.
    private static ulong Mix(ulong value)
    {
        value *= 0x9e3779b97f4a7c15;
        value = (value ^ (value >> 30)) * 0xbf58476d1ce4e5b9;
        value = (value ^ (value >> 27)) * 0x94d049bb133111eb;
        return value ^ (value >> 31);
    }
}
