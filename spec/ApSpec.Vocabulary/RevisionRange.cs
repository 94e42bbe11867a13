namespace ApSpec.Vocabulary;

/// <summary>The revisions that an expect line speaks of: one, or from one to another in the order of the catalog, both included.</summary>
/// <param name="First">The first revision's name.</param>
/// <param name="Last">The last revision's name; the first's again for one revision.</param>
public readonly record struct RevisionRange(string First, string Last)
{
    private const string To = "..";

    /// <summary>One revision.</summary>
    public static RevisionRange Only(string name) => new(name, name);

    /// <summary>True when it names one revision.</summary>
    public bool IsSingle => First == Last;

    /// <summary>Reads <c>v5.10</c> or <c>v5.10..v5.12</c>; null when a name is missing.</summary>
    public static RevisionRange? Parse(string text)
    {
        var names = text.Split(To);
        return names.Length > 2 || names.Any(name => name.Length == 0) ? null : new RevisionRange(names[0], names[^1]);
    }

    /// <summary>The text that <see cref="Parse"/> reads.</summary>
    public override string ToString() => IsSingle ? First : $"{First}{To}{Last}";
}
