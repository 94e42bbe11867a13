namespace ApSpec.RealDriver.Worker;

/// <summary>A rule that calls at once violate.</summary>
/// <param name="Violation">The rule, with its evidence.</param>
/// <param name="IsDeadlock">Each call waits for another.</param>
public sealed record ThreadViolationData(ViolationData Violation, bool IsDeadlock);
