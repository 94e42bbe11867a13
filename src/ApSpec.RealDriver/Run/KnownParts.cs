using System.Runtime.InteropServices;
using ApSpec.Kernel;
using ApSpec.RealDriver.Native;

namespace ApSpec.RealDriver.Run;

/// <summary>
/// The mdevs, guests and queues that the ledger has already as the library shows them: most operations change one of them or none. Nothing else writes
/// what the ledger takes from these, but a restore or a reset puts the whole world back.
/// </summary>
internal sealed class KnownParts(World world)
{
    private readonly NativeMdev[] mdevs = new NativeMdev[world.Scope.Mdevs];
    private readonly NativeKvm[] kvms = new NativeKvm[world.Scope.Kvms];
    private readonly NativeQueue[] queues = new NativeQueue[world.Scope.Queues];
    // Different from every queue that the library shows.
    private static readonly NativeQueue Unknown = new() { Reserved = 1 };

    private uint mdevsKnown;
    private uint kvmsKnown;
    private long generation = -1;

    /// <summary>Forgets everything when the world was restored or reset.</summary>
    public void Renew()
    {
        if (generation == world.Generation)
            return;
        generation = world.Generation;
        mdevsKnown = 0;
        kvmsKnown = 0;
        BoundQueues = 0;
        Array.Fill(queues, Unknown);
    }

    /// <summary>The queues that the ledger has as bound.</summary>
    public uint BoundQueues { get; private set; }

    /// <summary>The first queue from <paramref name="from"/> on that the ledger has otherwise or not at all; the number of queues when there is none.</summary>
    public int NextNew(ReadOnlySpan<NativeQueue> now, int from) =>
        from + MemoryMarshal.Cast<NativeQueue, ulong>(now[from..]).CommonPrefixLength(MemoryMarshal.Cast<NativeQueue, ulong>(queues.AsSpan(from)));

    /// <summary>True when the ledger has this mdev.</summary>
    public bool Has(int m, in NativeMdev mdev) => (mdevsKnown >> m & 1) != 0 && Bytes(mdev).SequenceEqual(Bytes(mdevs[m]));

    /// <summary>True when the ledger has this guest.</summary>
    public bool Has(int k, in NativeKvm kvm) => (kvmsKnown >> k & 1) != 0 && Bytes(kvm).SequenceEqual(Bytes(kvms[k]));

    /// <summary>The ledger has this mdev from now on; one that is to be reported at each operation is written at each.</summary>
    public void Keep(int m, in NativeMdev mdev, bool isReported)
    {
        mdevs[m] = mdev;
        mdevsKnown = isReported ? mdevsKnown & ~(1u << m) : mdevsKnown | 1u << m;
    }

    /// <inheritdoc cref="Keep(int, in NativeMdev, bool)"/>
    public void Keep(int k, in NativeKvm kvm, bool isReported)
    {
        kvms[k] = kvm;
        kvmsKnown = isReported ? kvmsKnown & ~(1u << k) : kvmsKnown | 1u << k;
    }

    /// <inheritdoc cref="Keep(int, in NativeMdev, bool)"/>
    public void Keep(int q, in NativeQueue queue, bool isReported)
    {
        BoundQueues += (uint)queue.IsBound - queues[q].IsBound;
        queues[q] = queue;
        if (isReported)
            queues[q].Reserved = Unknown.Reserved;
    }

    private static ReadOnlySpan<byte> Bytes<T>(in T part)
        where T : unmanaged => MemoryMarshal.AsBytes(new ReadOnlySpan<T>(in part));
}
