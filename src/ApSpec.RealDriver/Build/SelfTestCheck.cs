namespace ApSpec.RealDriver.Build;

/// <summary>One check of a library after its build.</summary>
/// <param name="Name">What was tried.</param>
/// <param name="Failure">What went wrong; null when nothing did.</param>
/// <param name="IsOfDriver">It is the user's driver that was judged, and a failure is a finding; else it is the library.</param>
public sealed record SelfTestCheck(string Name, string? Failure, bool IsOfDriver = false);
