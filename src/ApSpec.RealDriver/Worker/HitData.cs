namespace ApSpec.RealDriver.Worker;

/// <summary>A rule violated by a random trace.</summary>
/// <param name="Rule">The rule's id.</param>
/// <param name="Shape">Hits with different shapes may have different causes.</param>
/// <param name="Seed">The seed.</param>
/// <param name="Trace">The trace's text.</param>
/// <param name="IsRefused">The violating operation reported failure.</param>
public sealed record HitData(string Rule, ulong Shape, ulong Seed, string Trace, bool IsRefused);
