using System.Collections.Immutable;
using ApSpec.Vocabulary;
using Stateless;

namespace ApSpec.Lifecycle;

/// <summary>
/// The lifecycle of one mdev as a Stateless machine: for reading, drawing and checking. A fire takes about 700 ns, so a
/// trace loop uses the table that <see cref="LifecycleTable"/> reads from it. One machine belongs to one thread.
/// </summary>
public sealed class LifecycleMachine
{
    private readonly StateMachine<LifecycleState, LifecycleTrigger> machine;
    private LifecycleState state;

    private LifecycleMachine(LifecycleState start)
    {
        state = start;

        // Immediate: a queued machine keeps later triggers in its queue when an action throws.
        machine = new StateMachine<LifecycleState, LifecycleTrigger>(
            () => state, next => state = next, FiringMode.Immediate);
    }

    /// <summary>Where the mdev is in its life.</summary>
    public LifecycleState State => state;

    /// <summary>The machine of <paramref name="era"/>, with an mdev in state <paramref name="start"/>.</summary>
    public static LifecycleMachine For(Era era, LifecycleState start = LifecycleState.Absent)
    {
        var lifecycle = new LifecycleMachine(start);
        switch (era)
        {
            case Era.Notifier:
                NotifierLifecycle.Describe(lifecycle.machine);
                break;
            case Era.OpenDevice:
                OpenDeviceLifecycle.Describe(lifecycle.machine);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(era), era, "no lifecycle is written for this era");
        }

        return lifecycle;
    }

    /// <summary>True when the machine permits <paramref name="trigger"/> in the present state.</summary>
    public bool Permits(LifecycleTrigger trigger) => machine.CanFire(trigger);

    /// <summary>Moves the mdev; false, with nothing moved, when the machine does not permit it.</summary>
    public bool TryFire(LifecycleTrigger trigger)
    {
        if (!machine.CanFire(trigger))
            return false;
        machine.Fire(trigger);
        return true;
    }

    /// <summary>
    /// Every transition with its sentence, read from the machine's own metadata, by state then trigger.
    /// </summary>
    public ImmutableArray<LifecycleSentence> Sentences()
    {
        var sentences =
            from source in machine.GetInfo().States
            from transition in source.FixedTransitions
            let start = (LifecycleState)source.UnderlyingState
            let trigger = (LifecycleTrigger)transition.Trigger.UnderlyingTrigger
            let end = (LifecycleState)transition.DestinationState.UnderlyingState

            // What a state holds is given back by its exit action, which an internal transition does not run.
            let isDetach = source.ExitActions.Any() && !transition.IsInternalTransition
            orderby start, trigger
            select new LifecycleSentence(
                new LifecycleEdge(start, trigger, end, isDetach),
                transition.GuardConditionsMethodDescriptions.Single().Description);
        return [.. sentences];
    }
}
