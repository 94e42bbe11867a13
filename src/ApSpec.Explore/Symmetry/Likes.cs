namespace ApSpec.Explore.Symmetry;

/// <summary>The kinds of objects of a scope that may be alike: exchanged for each other, they make no difference.</summary>
[Flags]
public enum Likes
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>The mdevs.</summary>
    Mdevs = 1,

    /// <summary>The guests.</summary>
    Guests = 2,

    /// <summary>The adapters.</summary>
    Adapters = 4,

    /// <summary>The domains.</summary>
    Domains = 8,

    /// <summary>All of them.</summary>
    All = Mdevs | Guests | Adapters | Domains,
}
