namespace ApSpec.RealDriver.Build;

/// <summary>What a probe found: a file of a few lines that compiles with this tree, or does not.</summary>
/// <param name="Name">The macro that says so to the shim.</param>
/// <param name="Has">It compiles.</param>
public sealed record ProbeResult(string Name, bool Has);
