namespace ApSpec.Vocabulary;

/// <summary>A mediated device of the scope: printed <c>m0</c>, <c>m1</c>, ... Range 0 to 7.</summary>
public readonly record struct MdevId(byte Value)
{
    /// <summary>The most mdevs a scope can hold.</summary>
    public const int CountMax = 8;

    /// <inheritdoc/>
    public override string ToString() => $"m{Value}";
}
