using System.Runtime.CompilerServices;
using ApSpec.Architecture;
using ApSpec.Vocabulary;

namespace ApSpec.Kernel;

/// <summary>
/// The modelled kernel and machine around a driver. All mutable state is one vector of words laid out by <see cref="WorldLayout"/>. State
/// outside it (the locks and faults of the running call) lives for one step only.
/// </summary>
public sealed partial class World
{
    private readonly ulong[] words;
    private readonly ulong[] initial;
    private readonly int[] observed;

    /// <summary>Builds the world of <paramref name="scope"/> in its initial state: VM descriptors open, no mdev, queues bound to
    /// vfio_ap, every adapter configured. <paramref name="parameters"/> vary hardware behaviour that is not public.</summary>
    public World(
        Scope scope, Mutation? mutation = null, Era era = Era.Notifier, CoreTraits traits = CoreTraits.Hook, ModelParameters? parameters = null)
    {
        Scope = scope;
        busOrder = new int[scope.Queues];
        Parameters = parameters ?? ModelParameters.Default;
        Layout = new WorldLayout(scope, era, traits);
        words = new ulong[Layout.Words];
        initial = new ulong[Layout.Words];
        observed = [.. Enumerable.Range(0, Layout.Observation.Words)];
        Ids = new IdMap(scope);
        Journal = Layout.Words > WordJournal.WordsMin ? new WordJournal(Layout.Words) : null;
        Hardware = new Hardware(this);
        Module = new Module(this);
        Matrix = new MatrixDevice(this);
        Vfio = new VfioCore(this);
        if (era == Era.OpenDevice)
            Buckets = new QueueBuckets(Ids, scope.Queues);
        Mutation = mutation;
    }

    /// <summary>The bounds.</summary>
    public Scope Scope { get; }

    /// <summary>The model's choices where the hardware is not public.</summary>
    public ModelParameters Parameters { get; }

    /// <summary>The layout of the vector.</summary>
    public WorldLayout Layout { get; }

    /// <summary>The seeded defect, if any; it is set between operations.</summary>
    public Mutation? Mutation
    {
        get;
        set
        {
            field = value;
            Probe = NewProbe();
        }
    }

    /// <summary>Called for every effect; may be null.</summary>
    public IEffectWatcher? Watcher
    {
        get;
        set
        {
            field = value;
            Probe = NewProbe();
        }
    }

    /// <summary>Faults and lock edges of the running step.</summary>
    public FaultLog Log { get; } = new();

    /// <summary>The thread that runs.</summary>
    public KernelThread Thread { get; set; } = new();

    /// <summary>The machine's AP hardware.</summary>
    public Hardware Hardware { get; }

    /// <summary>The vfio_ap module.</summary>
    public Module Module { get; }

    /// <summary>The matrix device: lock L, the list of mdevs, the instance count.</summary>
    public MatrixDevice Matrix { get; }

    /// <summary>The kernel call that fails in the running operation.</summary>
    public FailPoint Fail => Thread.Call.Fail;

    /// <summary>Tells an effect of the driver, by function and line, from one of the kernel around it; null when all are the driver's.</summary>
    public Func<string, int, bool>? IsDriver { get; init; }

    /// <summary>Maps a modelled method to the kernel's function, for faults, lock edges and moments; null when names are the kernel's already.</summary>
    public Func<string, string>? KernelNameOf
    {
        init => Log.NameOf = value;
    }

    internal IdMap Ids { get; }

    internal QueueBuckets Buckets { get; } = null!;

    internal WordJournal? Journal { get; }

    /// <summary>Counts restores and resets: what was known of the vector before is void.</summary>
    internal long Generation { get; private set; }

    /// <summary>The whole vector, observable region first.</summary>
    public ReadOnlySpan<ulong> Words => words;

    /// <summary>Words that may have been written since the last operation began: in a small vector, all of the observable region.</summary>
    public ReadOnlySpan<int> ChangedWords => Journal is null ? observed : Journal.Changed;

    /// <summary>The ledger as it is now.</summary>
    public Observation Observe() => new(Layout.Observation, words.AsSpan(0, Layout.Observation.Words));

    /// <summary>Back to the initial state.</summary>
    public void Reset()
    {
        Generation++;
        if (Journal is null)
            initial.AsSpan().CopyTo(words);
        else
            Journal.Undo(words, initial);
    }

    /// <summary>Copies the vector out.</summary>
    public void Save(Span<ulong> state) => words.AsSpan().CopyTo(state);

    /// <summary>Restores a vector.</summary>
    public void Restore(ReadOnlySpan<ulong> state)
    {
        Generation++;
        state.CopyTo(words);
        Journal?.NoteAll();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal uint Get(Field field) => field.Get(words);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void Set(Field field, uint value)
    {
        field.Set(words, value);
        if (Journal is not null)
            Journal.Note(field.Word);
    }

    internal Architecture.ApMask Get(MaskField field) => field.Get(words);

    internal void Set(MaskField field, in Architecture.ApMask value)
    {
        field.Set(words, value);
        if (Journal is null)
            return;
        for (var i = 0; i < field.Words; i++)
            Journal.Note(field.Word + i);
    }

    // Counts up. At the field's cap the value stays, never wraps, and the run has no verdict.
    internal void Increment(Field field, string cap)
    {
        var value = Get(field);
        if (value == field.Max && field.Width > 0)
            Log.HitCap(cap);
        else
            Set(field, value + 1);
    }

    private EffectProbe? NewProbe() => Mutation is null && Watcher is null ? null : new EffectProbe(this, Mutation, Watcher);

    internal bool Decrement(Field field)
    {
        var value = Get(field);
        if (value == 0)
            return field.Width == 0;
        Set(field, value - 1);
        return true;
    }
}
