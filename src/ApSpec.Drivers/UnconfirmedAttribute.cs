namespace ApSpec.Drivers;

/// <summary>What this function does was not read in any source as such: verdicts on traces that run it rest on our reconstruction.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class UnconfirmedAttribute(string text) : Attribute
{
    /// <summary>What was not found, and what stands in, in one clause.</summary>
    public string Text { get; } = text;
}
