using System.Collections.Immutable;
using ApSpec.Kernel;
using ApSpec.Vocabulary;

namespace ApSpec.Check.Threads;

/// <summary>Calls at once on a modelled revision.</summary>
internal sealed class ModelThreads : ICallThreads, IEffectWatcher
{
    private readonly ModelSystem system;
    private readonly Scheduler scheduler;
    private readonly List<ThreadEffect> effects = [];

    public ModelThreads(ModelSystem system, Scheduler scheduler, IEnumerable<ImmutableArray<Operation>> calls)
    {
        this.system = system;
        this.scheduler = scheduler;
        foreach (var one in calls)
            scheduler.Add(one);
    }

    // A model's work runs inside the call that queued it.
    public int Workers => 0;

    public int LastSteps => 1;

    public IReadOnlyList<ThreadEffect> LastEffects => effects;

    public bool IsDone => scheduler.IsDone;

    public bool IsDeadlocked => scheduler.IsDeadlocked;

    public int StateWords => scheduler.StateWords;

    public bool IsReplayed => false;

    public bool IsThere(int place) => true;

    public (int Thread, int Call) QueuedBy(int worker) => throw new ArgumentOutOfRangeException(nameof(worker));

    public ThreadStatus StateOf(int thread)
    {
        var it = scheduler.ThreadOf(thread);
        return new ThreadStatus(it.Begun, it.IsSuspended, it.Outcome, it.WaitsFor, [.. it.Held], [.. it.Has], it.IsSuspended ? null : it.Result);
    }

    public bool IsUnderWay(int thread) => scheduler.IsUnderWay(thread);

    public bool IsDead(int thread) => scheduler.ThreadOf(thread).IsDead;

    public int BegunBy(int thread) => scheduler.ThreadOf(thread).Begun;

    public bool Step(int thread)
    {
        effects.Clear();
        if (system.Watcher is null)
            return scheduler.Step(thread);
        if (scheduler.ThreadOf(thread).HalfDone is { } half)
            effects.Add(new ThreadEffect(system.KernelNameOf(half.Function), EffectWords.Of(EffectKind.Store, half.Store) + ", second half"));
        if (!scheduler.Step(thread))
            return false;
        if (scheduler.ThreadOf(thread).HalfDone is not null)
            effects[^1] = effects[^1] with { What = effects[^1].What + ", first half" };
        return true;
    }

    public void ShowEachStep() => system.Watcher = this;

    public void OnEffect(EffectKind kind, string what, string function, int line)
    {
        if (kind != EffectKind.Environment)
            effects.Add(new ThreadEffect(system.KernelNameOf(function), EffectWords.Of(kind, what)));
    }

    public void Save(Span<ulong> state) => scheduler.Save(state);

    public void Restore(ReadOnlySpan<ulong> state, ReadOnlySpan<byte> path) => scheduler.Restore(state);

    public bool HasLearnt() => false;
}
