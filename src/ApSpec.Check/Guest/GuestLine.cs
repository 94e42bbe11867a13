namespace ApSpec.Check;

/// <summary>A fact with a key.</summary>
/// <param name="Key">Identifies the fact, to compare the moments before and after a step.</param>
/// <param name="Fact">The fact.</param>
internal readonly record struct GuestLine(string Key, GuestFact Fact);
