namespace ApSpec.RealDriver.Worker;

/// <summary>A trace to record.</summary>
/// <param name="Trace">The trace's text.</param>
/// <param name="Path">The file.</param>
public sealed record RecordOrder(string Trace, string Path);
