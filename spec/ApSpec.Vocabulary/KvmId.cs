namespace ApSpec.Vocabulary;

/// <summary>A KVM guest of the scope: printed <c>k0</c>, <c>k1</c>, ... Range 0 to 7.</summary>
public readonly record struct KvmId(byte Value)
{
    /// <summary>The most guests a scope can hold.</summary>
    public const int CountMax = 8;

    /// <inheritdoc/>
    public override string ToString() => $"k{Value}";
}
