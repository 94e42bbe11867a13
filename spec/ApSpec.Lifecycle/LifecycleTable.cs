using ApSpec.Vocabulary;

namespace ApSpec.Lifecycle;

/// <summary>
/// The lifecycle of an era as a plain table, read once from the metadata of <see cref="LifecycleMachine"/>.
/// </summary>
public static class LifecycleTable
{
    private static readonly TransitionTable Notifier = Read(Era.Notifier);
    private static readonly TransitionTable OpenDevice = Read(Era.OpenDevice);

    /// <summary>The table of <paramref name="era"/>.</summary>
    public static TransitionTable For(Era era) => era switch
    {
        Era.Notifier => Notifier,
        Era.OpenDevice => OpenDevice,
        _ => throw new ArgumentOutOfRangeException(nameof(era), era, "no lifecycle is written for this era"),
    };

    private static TransitionTable Read(Era era) => new(LifecycleMachine.For(era).Sentences().Select(s => s.Edge));
}
