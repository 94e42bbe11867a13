using ApSpec.Vocabulary;
using Stateless;

namespace ApSpec.Lifecycle;

/// <summary>How a lifecycle is written down: each transition with its sentence.</summary>
internal static class LifecycleSentences
{
    public static StateMachine<LifecycleState, LifecycleTrigger>.StateConfiguration Goes(
        this StateMachine<LifecycleState, LifecycleTrigger>.StateConfiguration from,
        LifecycleTrigger trigger, LifecycleState to, string sentence) =>
        from.PermitIf(trigger, to, Always, sentence);

    public static StateMachine<LifecycleState, LifecycleTrigger>.StateConfiguration Stays(
        this StateMachine<LifecycleState, LifecycleTrigger>.StateConfiguration at, LifecycleTrigger trigger, string sentence) =>
        at.InternalTransitionIf(trigger, _ => true, Nothing, sentence);

    private static bool Always() => true;

    private static void Nothing()
    {
    }
}
