namespace ApSpec.Drivers;

/// <summary>What of a revision was not read in a source but follows from others.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class DerivedAttribute(string text) : Attribute
{
    /// <summary>What, and from what.</summary>
    public string Text { get; } = text;
}
