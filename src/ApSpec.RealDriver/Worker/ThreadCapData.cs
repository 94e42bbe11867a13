namespace ApSpec.RealDriver.Worker;

/// <summary>What cut steps of a search off.</summary>
/// <param name="What">A counter, or a sentence.</param>
/// <param name="IsCounter">It is a counter.</param>
/// <param name="Steps">How many steps.</param>
public sealed record ThreadCapData(string What, bool IsCounter, long Steps);
