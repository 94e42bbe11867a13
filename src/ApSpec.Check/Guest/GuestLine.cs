namespace ApSpec.Check;

/// <summary>One thing that follows for a guest or the host's administrator.</summary>
/// <param name="Key">What it is, so that the moments before and after a step can be compared.</param>
/// <param name="Text">How a report says it.</param>
internal readonly record struct GuestLine(string Key, string Text);
