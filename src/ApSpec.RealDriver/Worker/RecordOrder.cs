namespace ApSpec.RealDriver.Worker;

/// <summary>Order to record a trace.</summary>
/// <param name="Trace">The trace's text.</param>
/// <param name="Path">The file.</param>
public sealed record RecordOrder(string Trace, string Path);
