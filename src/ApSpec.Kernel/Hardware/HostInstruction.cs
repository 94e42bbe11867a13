using ApSpec.Architecture;

namespace ApSpec.Kernel;

/// <summary>An AP instruction that a real driver's compiled code executes, by the queue's place in the scope.</summary>
/// <param name="Function">TAPQ, RAPQ, ZAPQ or AQIC.</param>
/// <param name="Queue">The queue's place; negative when it is not in play.</param>
/// <param name="IsEnable">For AQIC, whether interrupts are switched on.</param>
/// <param name="Isc">For AQIC on, the guest's interruption subclass.</param>
/// <param name="Address">For AQIC on, the guest address of the notification-indicator byte.</param>
/// <param name="Guest">For AQIC on, the guest whose GISA is named.</param>
public readonly record struct HostInstruction(
    ApFunction Function, int Queue, bool IsEnable, byte Isc, uint Address, int Guest);
