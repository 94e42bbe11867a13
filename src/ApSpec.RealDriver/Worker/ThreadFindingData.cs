namespace ApSpec.RealDriver.Worker;

/// <summary>What some schedule violates.</summary>
/// <param name="Violation">The rule, with its evidence.</param>
/// <param name="IsDeadlock">Each call waits for another.</param>
/// <param name="Preemptions">Preemptions of the schedule.</param>
/// <param name="Steps">Its steps.</param>
/// <param name="Trace">The trace with the schedule.</param>
public sealed record ThreadFindingData(ViolationData Violation, bool IsDeadlock, int Preemptions, int Steps, string Trace);
