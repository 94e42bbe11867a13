namespace ApSpec.Vocabulary;

/// <summary>One transition of the lifecycle.</summary>
/// <param name="From">Where it starts.</param>
/// <param name="Trigger">What happens.</param>
/// <param name="To">Where it leads.</param>
/// <param name="IsDetach">True when it gives back what <see cref="LifecycleState.Attached"/> holds.</param>
public readonly record struct LifecycleEdge(LifecycleState From, LifecycleTrigger Trigger, LifecycleState To, bool IsDetach);
