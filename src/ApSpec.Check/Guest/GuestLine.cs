namespace ApSpec.Check;

/// <summary>A fact with a key.</summary>
/// <param name="Key">What it is, so that the moments before and after a step can be compared.</param>
/// <param name="Fact">What is told of it.</param>
internal readonly record struct GuestLine(string Key, GuestFact Fact);
