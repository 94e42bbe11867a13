using System.Collections.Immutable;
using ApSpec.Architecture;

namespace ApSpec.Vocabulary;

/// <summary>
/// The bounds of a world: how many of each thing exist and which features are on. Printed with every verdict, since a verdict
/// holds in its scope only.
/// </summary>
public sealed record Scope
{
    /// <summary>Mdevs, 1 to 8.</summary>
    public int Mdevs { get; init; } = 1;

    /// <summary>Guests, 1 to 8.</summary>
    public int Kvms { get; init; } = 1;

    /// <summary>Adapters in play, ascending. Their queues exist in the host configuration when a trace starts.</summary>
    public ImmutableArray<Apid> Adapters { get; init; } = [new Apid(0x05)];

    /// <summary>Domains in play, ascending.</summary>
    public ImmutableArray<Apqi> Domains { get; init; } = [new Apqi(0x06)];

    /// <summary>Features that are on.</summary>
    public Features Features { get; init; } = Features.None;

    /// <summary>Which callers a trace may contain.</summary>
    public Profile Profile { get; init; } = Profile.Core;

    /// <summary>Guest interruption subclasses in play.</summary>
    public ImmutableArray<byte> Iscs { get; init; } = [3];

    /// <summary>Guest page frames in play for NIBs; any other frame is not backed by guest memory.</summary>
    public ImmutableArray<uint> Pages { get; init; } = [0x12];

    /// <summary>CRYCB format of the guests: 0, 1 or 2. Formats 0 and 1 imply a machine without APXA.</summary>
    public CrycbFormat Format { get; init; } = CrycbFormat.Format2;

    /// <summary>False for guests without a crypto control block: their CRYCBD is 0.</summary>
    public bool Crycbd { get; init; } = true;

    /// <summary>False for guests without a GISA: registration of an interruption subclass fails.</summary>
    public bool Gisa { get; init; } = true;

    /// <summary>False for guests without adapter-interruption virtualisation: the driver leaves their PQAP(AQIC) to user space.</summary>
    public bool Aiv { get; init; } = true;

    /// <summary>
    /// True when a plain store of eight bytes may be seen half done by another thread: of the hook, and of the guest that an mdev names. It matters to
    /// calls at once alone.
    /// </summary>
    public bool Tearing { get; init; }

    /// <summary>Largest value of every counter (references, opens, pins, registrations): 3, 7 or 15.</summary>
    public int Cap { get; init; } = 3;

    /// <summary>Messages a queue can hold, 1 to 4.</summary>
    public int Depth { get; init; } = 2;

    /// <summary>Mdev instances the parent offers, 1 to 8; by default as many as there are mdevs.</summary>
    public int Instances { get; init; }

    /// <summary>True when APIDs above 63 and APQIs above 15 exist.</summary>
    public bool Apxa => Format == CrycbFormat.Format2;

    /// <summary>The highest APID the driver accepts.</summary>
    public int ApmMax => Apxa ? 255 : 63;

    /// <summary>The highest APQI the driver accepts, as usage and as control domain.</summary>
    public int AqmMax => Apxa ? 255 : 15;

    /// <summary>Queues in play.</summary>
    public int Queues => Adapters.Length * Domains.Length;

    /// <summary>True when every feature of <paramref name="features"/> is on.</summary>
    public bool Has(Features features) => (Features & features) == features;

    /// <summary>The text form, as in a trace's first line after the word <c>scope</c>.</summary>
    public override string ToString() => ScopeText.Print(this);

    /// <summary>Scopes are equal when their text is.</summary>
    public bool Equals(Scope? other) => other is not null && ToString() == other.ToString();

    /// <inheritdoc/>
    public override int GetHashCode() => ToString().GetHashCode(StringComparison.Ordinal);
}
