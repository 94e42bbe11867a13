namespace ApSpec.RealDriver.Worker;

/// <summary>A replayed trace.</summary>
/// <param name="Text">Its table and the rules it violates.</param>
/// <param name="Violations">Rule ids and steps.</param>
/// <param name="IsCutOff">From some step on there is no verdict.</param>
public sealed record ReplayData(string Text, IReadOnlyList<ViolationData> Violations, bool IsCutOff);
