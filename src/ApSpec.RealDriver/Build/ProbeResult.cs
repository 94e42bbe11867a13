namespace ApSpec.RealDriver.Build;

/// <summary>The result of a probe, which is a file of a few lines that compiles with this tree or does not.</summary>
/// <param name="Name">The macro that tells the shim.</param>
/// <param name="Has">It compiles.</param>
public sealed record ProbeResult(string Name, bool Has);
