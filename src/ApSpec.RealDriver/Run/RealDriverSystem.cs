using System.Collections.Immutable;
using ApSpec.Architecture;
using ApSpec.Check;
using ApSpec.Check.Threads;
using ApSpec.Kernel;
using ApSpec.RealDriver.Native;
using ApSpec.RealDriver.Races;
using ApSpec.RealDriver.Replay;
using ApSpec.Vocabulary;

namespace ApSpec.RealDriver.Run;

/// <summary>
/// A compiled driver in the world of a scope. The state of the driver and of the kernel around it is in the library's memory. The hardware,
/// and an AP bus that is assumed, belong to the world.
/// </summary>
public sealed unsafe class RealDriverSystem : IReplayedSystem, IThreadedSystem
{
    private const uint InitialSlot = 0;
    private const uint MarkSlot = 1;
    private const uint FirstPlaceSlot = 2;

    private readonly DriverLibrary library;
    private readonly World world;
    private readonly DriverCalls calls;
    private readonly DriverCore core;
    private readonly DriverLedger ledger;
    private readonly Action? beat;
    private readonly CallRecorder? recorder;
    private readonly NativeScope bounds;
    private readonly ulong[] initial;
    private readonly ulong[] marked;
    private readonly ulong[]?[] places = new ulong[IReplayedSystem.PlacesMax][];
    private readonly long[] kept = new long[FirstPlaceSlot + IReplayedSystem.PlacesMax];
    private readonly long[] marks = new long[IReplayedSystem.PlacesMax];
    private long marksMade;

    /// <summary>Boots the library with the bounds of <paramref name="scope"/>. A system that ran on it before is discarded.</summary>
    public RealDriverSystem(string name, DriverLibrary library, CoreFacts facts, Scope scope, Action? beat = null)
        : this(name, library, facts, scope, beat, null, null)
    {
    }

    internal RealDriverSystem(string name, DriverLibrary library, CoreFacts facts, Scope scope, Action? beat, CallRecorder? recorder = null, ModelParameters? parameters = null)
    {
        this.beat = beat;
        this.recorder = recorder;
        Revision = name;
        this.library = library;
        var era = DriverEra.EraOf(library.Features);
        world = new World(scope, era: era, traits: DriverEra.TraitsOf(library.Features), parameters: parameters);
        calls = new DriverCalls(library, world, recorder);
        core = era == Era.Notifier ? new NotifierCore(world, calls, library.Features, facts) : new OpenDeviceCore(world, calls, library.Features, facts);
        ledger = new DriverLedger(library, world);
        bounds = ScopeBounds.ToNative(scope, facts);
        initial = new ulong[world.Layout.Words];
        marked = new ulong[world.Layout.Words];
        Boot();
        world.Save(initial);
    }

    /// <inheritdoc/>
    public string Revision { get; }

    /// <inheritdoc/>
    public Scope Scope => world.Scope;

    /// <inheritdoc/>
    public ObservationLayout Layout => world.Layout.Observation;

    /// <inheritdoc/>
    public IReadOnlyList<IReadOnlyList<(EntityKind Kind, int Id)>> Owners => world.Layout.Owners;

    /// <inheritdoc/>
    public ReadOnlySpan<Fault> Faults => world.Log.Faults;

    /// <inheritdoc/>
    public ReadOnlySpan<LockEdge> Edges => world.Log.Edges;

    /// <inheritdoc/>
    public ReadOnlySpan<Moment> Moments => world.Log.Moments;

    /// <inheritdoc/>
    public Cutoff? CapHit => world.Log.CapHit;

    /// <inheritdoc/>
    public ReadOnlySpan<int> ChangedWords => world.ChangedWords;

    /// <inheritdoc/>
    public int StateWords => world.Layout.Words;

    /// <inheritdoc/>
    public StepResult Apply(in Operation operation)
    {
        beat?.Invoke();
        world.Log.Clear();
        if (library.Owner != this)
            throw new InvalidOperationException("another system runs on this library: reset first");
        var named = world.NamedGuests(operation);
        var result = core.Apply(operation);
        if (result.Outcome == Outcome.NotPossible)
            return result;
        ledger.Fill();
        world.SettleRemovals();
        if (result.Outcome == Outcome.Returned && world.DueRemoval() >= 0)
        {
            var asked = core.AskAgain();
            result = asked.Outcome == Outcome.Returned ? result : asked;
            ledger.Fill();
        }

        for (var m = 0; m < Scope.Mdevs; m++)
        {
            if ((core.Asked >> m & 1) != 0)
                world.NoteRemoval(m, ledger.HasRequestEventfd(new MdevId((byte)m)));
        }

        if (result.Outcome != Outcome.Returned)
            world.MarkBusy(operation, named, core.Asking);
        return result;
    }

    /// <inheritdoc/>
    public ICallThreads Threads(IEnumerable<ImmutableArray<Operation>> calls) => new DriverThreads(this, world, this.calls, core, calls);

    /// <inheritdoc/>
    public ulong Hash => library.Api->Hash();

    /// <summary>Bytes of a snapshot.</summary>
    internal ulong StateBytes => library.Api->BlockBytes();

    /// <summary>A step of a thread begins.</summary>
    internal void Enter()
    {
        beat?.Invoke();
        world.Log.Clear();
        if (library.Owner != this)
            throw new InvalidOperationException("another system runs on this library: reset first");
    }

    /// <summary>Fills the ledger in the middle of calls, when what it finds strange is nobody's fault yet.</summary>
    internal void Look()
    {
        ledger.Fill();
        world.Log.Clear();
    }

    /// <summary>Fills the ledger when no call is under way.</summary>
    internal void Settle()
    {
        ledger.Fill();
        world.SettleRemovals();
    }

    /// <summary>Puts the world's words back; the library stays as it is.</summary>
    internal void PutWorld(ReadOnlySpan<ulong> words) => world.Restore(words);

    /// <summary>Does an operation and returns the places that it ran, in order.</summary>
    internal ImmutableArray<SourcePlace> PathOf(in Operation operation, SourceLines lines)
    {
        calls.TakePath(true);
        Apply(operation);
        var path = lines.Find(calls.Path);
        calls.TakePath(false);
        return path;
    }

    /// <summary>Gets accesses without a common lock, from a driver of flavour race.</summary>
    internal RacePairs? Races { set => calls.Races = value; }

    /// <summary>One call outside the operations of a trace.</summary>
    internal CallEnd Do(in NativeCall call)
    {
        beat?.Invoke();
        world.Log.Clear();
        return calls.Do(call);
    }

    /// <inheritdoc/>
    public Observation Observe() => world.Observe();

    /// <inheritdoc/>
    public void Reset()
    {
        if (library.Owner != this)
            Boot();
        else
            Put(InitialSlot);
        world.Restore(initial);
    }

    /// <inheritdoc/>
    public void Save(Span<ulong> state) => world.Save(state);

    /// <inheritdoc/>
    public void Restore(ReadOnlySpan<ulong> state) =>
        throw new InvalidOperationException("a real driver's state is not in the ledger alone: it is replayed");

    /// <inheritdoc/>
    public void Mark()
    {
        Keep(MarkSlot);
        world.Save(marked);
    }

    /// <inheritdoc/>
    public void Return()
    {
        Put(MarkSlot);
        if (!world.Words.SequenceEqual(marked))
            world.Restore(marked);
    }

    /// <inheritdoc/>
    public long MarkAt(int place)
    {
        Keep(FirstPlaceSlot + (uint)place);
        world.Save(places[place] ??= new ulong[world.Layout.Words]);
        return marks[place] = ++marksMade;
    }

    /// <inheritdoc/>
    public bool ReturnTo(int place, long mark)
    {
        if (library.Owner != this || marks[place] != mark)
            return false;
        Put(FirstPlaceSlot + (uint)place);
        world.Restore(places[place]);
        return true;
    }

    private void Keep(uint slot)
    {
        if (library.Api->Save(slot) == 0)
            throw new InvalidOperationException("the library has no memory for a snapshot");
        kept[slot] = calls.Changes;
        recorder?.Mark(slot);
    }

    // An operation that is refused leaves the library as it was: then there is nothing to put back.
    private void Put(uint slot)
    {
        if (kept[slot] == calls.Changes && recorder is null)
            return;
        if (library.Api->Restore(slot) == 0)
            throw new InvalidOperationException($"the library has no snapshot {slot}");
        calls.NoteChange();
        kept[slot] = calls.Changes;
        recorder?.Return(slot);
    }

    // Every trace starts with the module loaded and every queue bound to it.
    private void Boot()
    {
        library.Owner = this;
        Array.Clear(marks);
        calls.NoteChange();
        world.Reset();
        fixed (NativeScope* scope = &bounds)
        {
            if (library.Api->Boot(scope) is not 0 and var error)
                throw new InvalidOperationException($"the library does not boot in scope {Scope}: {error}");
        }

        core.TellMasks();
        library.Api->Budget(DriverCalls.SleepsMax, DriverCalls.AccessesMax(Scope.Queues));
        Must(new NativeCall { Op = NativeOp.ModuleInit });
        ledger.Fill();
        var loaded = ledger.LiveAllocs;
        for (var queue = 0; queue < Scope.Queues; queue++)
            Must(new NativeCall { Op = NativeOp.ProbeQueue, Queue = (uint)queue });
        ledger.Fill();
        ledger.AllocsPerQueue = (ledger.LiveAllocs - loaded) / (uint)Scope.Queues;
        ledger.Begin((uint)Scope.Queues);
        world.Log.Clear();
        Keep(InitialSlot);
        CountMdev();
    }

    // Creates an mdev to count its allocations.
    private void CountMdev()
    {
        var without = ledger.LiveAllocs;
        Must(new NativeCall { Op = NativeOp.Create });
        ledger.Fill();
        ledger.AllocsPerMdev = ledger.LiveAllocs - without;
        Put(InitialSlot);
        world.Reset();
        ledger.Fill();
        world.Log.Clear();
    }

    private void Must(NativeCall call)
    {
        var end = calls.Do(call);
        if (!end.IsOk)
            throw DriverLoadException.From(world.Scope, call, end, world.Log.Faults);
    }
}
