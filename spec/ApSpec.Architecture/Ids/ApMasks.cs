namespace ApSpec.Architecture;

/// <summary>The three masks of a configuration: of a host (QCI) or of a guest (APCB).</summary>
/// <param name="Apm">Adapters.</param>
/// <param name="Aqm">Usage domains: targets of AP instructions.</param>
/// <param name="Adm">Control domains: those that AP commands may change.</param>
/// <remarks>
/// The queues are APM x AQM; a single queue cannot be taken out.
/// Source: Linux 6.12.117 Documentation/arch/s390/vfio-ap.rst.
/// </remarks>
public readonly record struct ApMasks(ApMask Apm, ApMask Aqm, ApMask Adm)
{
    /// <summary>No adapter, no domain.</summary>
    public static ApMasks None => default;

    /// <summary>How many queues there are, 0..65536.</summary>
    public int QueueCount => Apm.Count * Aqm.Count;

    /// <summary>Whether all three are empty.</summary>
    public bool IsEmpty => Apm.IsEmpty && Aqm.IsEmpty && Adm.IsEmpty;

    /// <summary>What both allow.</summary>
    public static ApMasks operator &(in ApMasks a, in ApMasks b) => new(a.Apm & b.Apm, a.Aqm & b.Aqm, a.Adm & b.Adm);

    /// <summary>Whether the queue is in APM x AQM.</summary>
    public bool Contains(Apqn apqn) => Apm.Contains(apqn.Apid) && Aqm.Contains(apqn.Apqi);

    /// <summary>Whether each of the three is a subset of its counterpart.</summary>
    public bool IsSubsetOf(in ApMasks other) =>
        Apm.IsSubsetOf(other.Apm) && Aqm.IsSubsetOf(other.Aqm) && Adm.IsSubsetOf(other.Adm);
}
