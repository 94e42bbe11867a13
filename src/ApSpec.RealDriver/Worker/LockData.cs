namespace ApSpec.RealDriver.Worker;

/// <summary>A lock.</summary>
/// <param name="Class">Its class.</param>
/// <param name="Instance">Which of the class.</param>
public sealed record LockData(string Class, byte Instance);
