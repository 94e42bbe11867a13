using ApSpec.Architecture;

namespace ApSpec.Kernel;

/// <summary>Domain ids read from a mask, ascending; enumerating it allocates nothing.</summary>
public readonly struct DomainSet
{
    private readonly IdMap ids;
    private readonly ApMask mask;

    internal DomainSet(IdMap ids, in ApMask mask)
    {
        this.ids = ids;
        this.mask = mask;
    }

    /// <summary>True when there is none.</summary>
    public bool IsEmpty => mask.IsEmpty;

    /// <summary>True when one is in both.</summary>
    public bool Intersects(DomainSet other) => mask.Intersects(other.mask);

    /// <summary>The ids.</summary>
    public Enumerator GetEnumerator() => new(ids, mask);

    /// <summary>Walks the ids.</summary>
    public struct Enumerator
    {
        private readonly IdMap ids;
        private ApMaskEnumerator walk;

        internal Enumerator(IdMap ids, in ApMask mask)
        {
            this.ids = ids;
            walk = mask.GetEnumerator();
        }

        /// <summary>The id.</summary>
        public readonly Apqi Current => ids.DomainAt(walk.Current);

        /// <summary>To the next id.</summary>
        public bool MoveNext() => walk.MoveNext();
    }
}
