using ApSpec.Check.Threads;
using ApSpec.Vocabulary;

namespace ApSpec.Explore.Threads;

/// <summary>What some schedule violates, with the schedule that has the fewest preemptions.</summary>
/// <param name="Violation">The rule, and what it saw.</param>
/// <param name="Preemptions">Preemptions of the schedule: no schedule with fewer violates it so.</param>
/// <param name="Steps">Its steps.</param>
/// <param name="Trace">The trace with the schedule.</param>
public sealed record ThreadFinding(ThreadViolation Violation, int Preemptions, int Steps, Trace Trace);
