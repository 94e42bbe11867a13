namespace ApSpec.Bench.Peers;

/// <summary>What ours does in a search.</summary>
internal enum OwnMode
{
    /// <summary>It counts, as the peers do.</summary>
    Counted,

    /// <summary>It judges every rule, too.</summary>
    Judged,

    /// <summary>It counts, and takes like mdevs and guests for each other.</summary>
    Alike,
}
