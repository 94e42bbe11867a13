using ApSpec.Vocabulary;

namespace ApSpec.Kernel;

/// <summary>The faults, lock edges and moments of the running step, in order.</summary>
public sealed class FaultLog
{
    /// <summary>More faults than this in one step are counted, not kept.</summary>
    public const int FaultsMax = 32;

    /// <summary>More lock edges than this in one step are not kept.</summary>
    public const int EdgesMax = 192;

    /// <summary>More moments than this in one step are not kept.</summary>
    public const int MomentsMax = 128;

    private const int NamesMax = 256;

    private readonly Fault[] faults = new Fault[FaultsMax];
    private readonly LockEdge[] edges = new LockEdge[EdgesMax];
    private readonly Moment[] moments = new Moment[MomentsMax];
    private readonly (string From, string To)[] names = new (string, string)[NamesMax];
    private int faultCount;
    private int edgeCount;
    private int momentCount;

    /// <summary>Maps a modelled method to the kernel's function, for faults, edges and moments; null when names are the kernel's already.</summary>
    internal Func<string, string>? NameOf { get; set; }

    /// <summary>Faults, in order.</summary>
    public ReadOnlySpan<Fault> Faults => faults.AsSpan(0, faultCount);

    /// <summary>Lock edges, in order.</summary>
    public ReadOnlySpan<LockEdge> Edges => edges.AsSpan(0, edgeCount);

    /// <summary>Moments, in order.</summary>
    public ReadOnlySpan<Moment> Moments => moments.AsSpan(0, momentCount);

    /// <summary>Why there is no verdict from this step on: the first counter that would have passed its cap, or another reason.</summary>
    public Cutoff? CapHit { get; private set; }

    internal void Clear()
    {
        faultCount = 0;
        edgeCount = 0;
        momentCount = 0;
        CapHit = null;
    }

    internal void Add(in Fault fault)
    {
        if (faultCount < FaultsMax)
            faults[faultCount++] = NameOf is null ? fault : fault with { Function = KernelNameOf(fault.Function, NameOf) };
    }

    // Of the last fault.
    internal void NoteFreed(string place)
    {
        if (faultCount > 0 && faults[faultCount - 1] is { Kind: FaultKind.UseAfterFree or FaultKind.DoubleFree } fault)
            faults[faultCount - 1] = fault with { Freed = place };
    }

    internal void Add(in LockEdge edge)
    {
        if (edgeCount < EdgesMax)
            edges[edgeCount++] = NameOf is null ? edge : edge with { Function = KernelNameOf(edge.Function, NameOf) };
    }

    internal void Add(in Moment moment)
    {
        if (momentCount < MomentsMax)
            moments[momentCount++] = NameOf is null ? moment : moment with { Function = KernelNameOf(moment.Function, NameOf) };
    }

    internal void HitCap(string counter) => CapHit ??= Cutoff.Counter(counter);

    internal void CutOff(string reason) => CapHit ??= Cutoff.Because(reason);

    // A caller's name is a literal, so the same few objects come again and again.
    private string KernelNameOf(string function, Func<string, string> nameOf)
    {
        ref var known = ref names[((function.Length << 3) ^ function[0] ^ (function[^1] << 1)) % NamesMax];
        if (!ReferenceEquals(known.From, function))
            known = (function, nameOf(function));
        return known.To;
    }
}
