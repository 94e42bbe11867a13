using System.Collections.Immutable;

namespace ApSpec.Vocabulary;

/// <summary>The text form of one kind of operation, the features it belongs to, and the profile that may contain it.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Verb">Its first word.</param>
/// <param name="Needs">The feature a scope must have; <see cref="Features.None"/> for the lifecycle itself.</param>
/// <param name="Operands">What follows the verb, in order.</param>
public sealed record OperationForm(OperationKind Kind, string Verb, Features Needs, ImmutableArray<Operand> Operands)
{
    /// <summary>The one era that has it; null when every era has.</summary>
    public Era? Only { get; init; }

    /// <summary>True when an mdev is among its operands.</summary>
    public bool HasMdev { get; } = Operands.Contains(Operand.Mdev);

    /// <summary>True for a change of the host configuration, which the AP bus answers with a scan.</summary>
    public bool IsHostChange => Kind is OperationKind.HostAdapterDel or OperationKind.HostAdapterAdd or OperationKind.HostDomainDel
        or OperationKind.HostDomainAdd or OperationKind.HostControlDel or OperationKind.HostControlAdd;

    /// <summary>The feature that lets a thread of its own make the call (<see cref="Operation.Thread"/>); none when no thread can.</summary>
    public Features ThreadNeeds => Kind == OperationKind.Remove ? Features.Eventfds : IsHostChange ? Features.Steps : Features.None;

    /// <summary>True when the call may wait, and a thread of its own can make it (<see cref="Operation.Thread"/>).</summary>
    public bool CanWait => ThreadNeeds != Features.None;

    /// <summary>True when only the hostile profile contains it.</summary>
    public bool IsHostile => Kind == OperationKind.Notify;
}
