using ApSpec.Vocabulary;

namespace ApSpec.Lifecycle.Tests;

/// <summary>
/// The VFIO core with no driver at all: it fills in what a tracker may read and leaves every field of the driver at 0.
/// </summary>
internal sealed class TestCore
{
    private readonly ObservationLayout layout;
    private readonly LifecycleTracker tracker;
    private readonly ulong[] before;
    private readonly ulong[] after;
    private Lifecycles lifecycles;

    public TestCore(Scope scope)
    {
        layout = new ObservationLayout(new LayoutBuilder(scope));
        tracker = new LifecycleTracker(Era.Notifier, scope);
        before = new ulong[layout.Words];
        after = new ulong[layout.Words];
    }

    public Lifecycles Lifecycles => lifecycles;

    public ulong Taken => tracker.Taken;

    /// <summary>Everything the next step depends on, for a search.</summary>
    public (string Core, Lifecycles Lifecycles) Snapshot => (string.Join(',', after), lifecycles);

    public LifecycleState this[int m] => lifecycles.StateOf(new MdevId((byte)m));

    public void Restore((string Core, Lifecycles Lifecycles) snapshot)
    {
        var words = snapshot.Core.Split(',').Select(ulong.Parse).ToArray();
        words.CopyTo(after, 0);
        lifecycles = snapshot.Lifecycles;
    }

    public bool IsOpen(int m) => layout.Mdevs[m].Opens.Get(after) > 0;

    public KvmId? Named(int m) => new Observation(layout, after).GroupKvmOf(new MdevId((byte)m));

    /// <summary>Does each line; false when the tracker said of one of them that it is not permitted.</summary>
    public bool Run(params string[] lines) => lines.Aggregate(true, (ok, line) => Do(line) is not false && ok);

    /// <summary>Does a line; null when the core cannot deliver it.</summary>
    public bool? Do(string line)
    {
        var op = OperationSyntax.Parse(line, out var error) ?? throw new ArgumentException(error);
        after.CopyTo(before, 0);
        return Apply(op) ? Advance(op, StepResult.Ok) : null;
    }

    /// <summary>A call that did not succeed: nothing changes but what <paramref name="change"/> changes.</summary>
    public bool Fail(string line, StepResult result, Action<ObservationLayout, ulong[]>? change = null)
    {
        var op = OperationSyntax.Parse(line, out var error) ?? throw new ArgumentException(error);
        after.CopyTo(before, 0);
        change?.Invoke(layout, after);
        return Advance(op, result);
    }

    /// <summary>A call that succeeds and changes more than its own mdev.</summary>
    public bool Do(string line, Action<ObservationLayout, ulong[]> alsoChange)
    {
        var op = OperationSyntax.Parse(line, out var error) ?? throw new ArgumentException(error);
        after.CopyTo(before, 0);
        if (!Apply(op))
            throw new ArgumentException($"the core cannot deliver {line}");
        alsoChange(layout, after);
        return Advance(op, StepResult.Ok);
    }

    public bool Advance(Operation op, StepResult result) => tracker.Advance(
        ref lifecycles, op, result, new Observation(layout, before), new Observation(layout, after));

    private bool Apply(Operation op)
    {
        if (op.Kind == OperationKind.CloseVm)
            return DestroyVm(op.Kvm!.Value);
        var mdev = layout.Mdevs[op.Mdev.Value];
        var opens = mdev.Opens.Get(after);
        var isLive = mdev.Life.Get(after) == (uint)MdevLife.Live;
        switch (op.Kind)
        {
            case OperationKind.Create when !isLive:
                mdev.Life.Set(after, (uint)MdevLife.Live);
                return true;
            case OperationKind.Remove when isLive && opens == 0:
                mdev.Life.Set(after, (uint)MdevLife.Absent);
                mdev.GroupKvm.Set(after, 0);
                return true;
            case OperationKind.Open when isLive && opens < 2:
                mdev.Opens.Set(after, opens + 1);
                return true;
            case OperationKind.Release when opens > 0:
                mdev.Opens.Set(after, opens - 1);
                return true;
            case OperationKind.SetKvm when isLive:
                mdev.GroupKvm.Set(after, op.Kvm is { } k ? k.Value + 1u : 0);
                return true;
            default:
                return op.Kind == OperationKind.Notify && isLive;
        }
    }

    private bool DestroyVm(KvmId k)
    {
        foreach (var mdev in layout.Mdevs)
        {
            if (mdev.GroupKvm.Get(after) == k.Value + 1u)
                mdev.GroupKvm.Set(after, 0);
        }

        return true;
    }
}
