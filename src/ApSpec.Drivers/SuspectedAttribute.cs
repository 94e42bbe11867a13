namespace ApSpec.Drivers;

/// <summary>A defect of this function that rests on our reading of the code: no upstream statement was found.</summary>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public sealed class SuspectedAttribute(string text) : Attribute
{
    /// <summary>The museum's number and one clause.</summary>
    public string Text { get; } = text;
}
