namespace ApSpec.Vocabulary;

/// <summary>Why a run has no verdict from a step on.</summary>
/// <param name="What">The counter that would have passed its cap, or a sentence.</param>
/// <param name="IsCounter">It is a counter.</param>
public readonly record struct Cutoff(string What, bool IsCounter) : IComparable<Cutoff>
{
    /// <summary>A counter that would have passed its cap.</summary>
    public static Cutoff Counter(string name) => new(name, true);

    /// <summary>Anything else, as a sentence without its full stop.</summary>
    public static Cutoff Because(string reason) => new(reason, false);

    /// <summary>As reports print it; the cap is the scope's.</summary>
    public string ToText(Scope scope) => IsCounter ? $"cap {What}={scope.Cap}" : What;

    /// <summary>By what it says.</summary>
    public int CompareTo(Cutoff other) => string.CompareOrdinal(What, other.What);

    /// <inheritdoc/>
    public override string ToString() => What;
}
