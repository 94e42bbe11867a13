namespace ApSpec.Drivers;

/// <summary>Where a revision was read: kernel version, commit or Message-ID.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class SourceAttribute(string text) : Attribute
{
    /// <summary>The source.</summary>
    public string Text { get; } = text;
}
