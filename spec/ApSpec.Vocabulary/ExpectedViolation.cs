namespace ApSpec.Vocabulary;

/// <summary>A rule a trace breaks, and the step (from 1) at which it does.</summary>
public readonly record struct ExpectedViolation(string Rule, int Step)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Rule}@{Step}";
}
