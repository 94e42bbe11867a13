using ApSpec.Architecture;

namespace ApSpec.Kernel;

/// <summary>Adapter ids read from a mask, ascending; enumerating it allocates nothing.</summary>
public readonly struct AdapterSet
{
    private readonly IdMap ids;
    private readonly ApMask mask;

    internal AdapterSet(IdMap ids, in ApMask mask)
    {
        this.ids = ids;
        this.mask = mask;
    }

    /// <summary>True when there is none.</summary>
    public bool IsEmpty => mask.IsEmpty;

    /// <summary>True when one is in both.</summary>
    public bool Intersects(AdapterSet other) => mask.Intersects(other.mask);

    /// <summary>True when <paramref name="id"/> is in it.</summary>
    public bool Contains(Apid id) => mask.Contains(ids.PlaceOf(id));

    /// <summary>True when both hold the same ids.</summary>
    public bool Matches(AdapterSet other) => mask == other.mask;

    /// <summary>The ids in both.</summary>
    public AdapterSet And(AdapterSet other) => new(ids, mask & other.mask);

    /// <summary>The ids here that are not in <paramref name="other"/>.</summary>
    public AdapterSet AndNot(AdapterSet other) => new(ids, mask.AndNot(other.mask));

    /// <summary>The set and <paramref name="id"/>, which is in play.</summary>
    public AdapterSet With(Apid id) => new(ids, mask.With(ids.PlaceOf(id)));

    internal ApMask Mask => mask;

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
        public readonly Apid Current => ids.AdapterAt(walk.Current);

        /// <summary>To the next id.</summary>
        public bool MoveNext() => walk.MoveNext();
    }
}
