using System.Collections.Immutable;
using ApSpec.Vocabulary;

namespace ApSpec.Kernel;

/// <summary>
/// Several calls at once in one world: each has a thread, and the caller says which thread takes the next step. A step is one effect, or the
/// end of a wait. The whole state is the world's vector and one number for each thread.
/// </summary>
public sealed class Scheduler(World world, IKernelEra? era = null)
{
    private readonly List<KernelThread> threads = [];
    private readonly List<ThreadTable> tables = [];
    private readonly List<int> numbers = [];

    // Of each thread, whether its object or its number is its state.
    private readonly List<Place> places = [];

    private enum Place : byte
    {
        Both,
        Thread,
        Number,
    }

    /// <summary>The threads, in the order in which they were added.</summary>
    public IReadOnlyList<KernelThread> Threads
    {
        get
        {
            for (var i = 0; i < threads.Count; i++)
                Load(i);
            return threads;
        }
    }

    /// <summary>True when every call has returned.</summary>
    public bool IsDone => Threads.All(thread => !thread.IsSuspended);

    /// <summary>True when a call that did not die has not returned, and none can go on: each waits for what only another one, or a dead one, could give.</summary>
    public bool IsDeadlocked => Threads.All(thread => !thread.CanStep) && threads.Any(thread => thread is { IsSuspended: true, IsDead: false });

    /// <summary>Words of <see cref="Save(Span{ulong})"/>.</summary>
    public int StateWords => world.Layout.Words + ((threads.Count + 1) / 2);

    /// <summary>Adds a thread that makes <paramref name="calls"/> one after the other. None has begun.</summary>
    public KernelThread Add(params ImmutableArray<Operation> calls)
    {
        var thread = new KernelThread { IsScheduled = true, Calls = calls };
        threads.Add(thread);
        tables.Add(new ThreadTable());
        numbers.Add(0);
        places.Add(Place.Thread);
        return thread;
    }

    /// <summary>Starts a call on a thread of its own; it runs to its first effect.</summary>
    public KernelThread Start(Func<KernelTask> call)
    {
        var thread = Add();
        Enter(thread);
        thread.Start(call);
        return thread;
    }

    /// <summary>Starts an operation as a call on a thread of its own; it runs to its first effect.</summary>
    public KernelThread Start(in Operation operation)
    {
        var thread = Add(operation);
        Step(thread);
        return thread;
    }

    /// <summary>One step of a thread; the world's log has the faults and lock edges of this step alone. False when it cannot go on.</summary>
    public bool Step(KernelThread thread) => Step(threads.IndexOf(thread));

    /// <summary>
    /// One step of a thread, by its number: the end of a wait, one effect, or the beginning of its next call up to the first effect. False when nothing
    /// happened: it waits, it died, it is done, or its next call cannot be made yet.
    /// </summary>
    public bool Step(int number)
    {
        Enter(threads[number]);
        if (IsUnderWay(number))
        {
            if (places[number] == Place.Number ? !tables[number][numbers[number]].CanStep : !threads[number].CanStep)
                return false;
            Load(number);
            threads[number].Step();
        }
        else
        {
            Load(number);
            if (!Begin(threads[number]))
                return false;
        }

        places[number] = Place.Thread;
        if (IsQuiet)
            world.Sweep();
        return true;
    }

    /// <summary>A thread by its number.</summary>
    public KernelThread ThreadOf(int number)
    {
        Load(number);
        return threads[number];
    }

    /// <summary>True when a thread, by its number, is in the middle of a call.</summary>
    public bool IsUnderWay(int number) => places[number] == Place.Number ? tables[number][numbers[number]].IsSuspended : threads[number].IsSuspended;

    /// <summary>Everything as it is now.</summary>
    public ulong[] Save()
    {
        var state = new ulong[StateWords];
        Save(state);
        return state;
    }

    /// <summary>Copies everything out.</summary>
    public void Save(Span<ulong> state)
    {
        world.Save(state[..world.Layout.Words]);
        state[world.Layout.Words..StateWords].Clear();
        for (var i = 0; i < threads.Count; i++)
        {
            if (places[i] == Place.Thread)
            {
                numbers[i] = tables[i].Keep(threads[i]);
                places[i] = Place.Both;
            }

            state[world.Layout.Words + (i / 2)] |= (ulong)numbers[i] << (32 * (i % 2));
        }
    }

    /// <summary>Back to what was saved of these threads.</summary>
    public void Restore(ReadOnlySpan<ulong> state)
    {
        world.Restore(state[..world.Layout.Words]);
        for (var i = 0; i < threads.Count; i++)
        {
            var number = (int)(uint)(state[world.Layout.Words + (i / 2)] >> (32 * (i % 2)));
            if (places[i] == Place.Both && numbers[i] == number)
                continue;
            numbers[i] = number;
            places[i] = Place.Number;
        }
    }

    // No call is under way: nothing but the vector names an mdev or a guest.
    private bool IsQuiet
    {
        get
        {
            for (var i = 0; i < threads.Count; i++)
            {
                if (IsUnderWay(i))
                    return false;
            }

            return true;
        }
    }

    private void Load(int i)
    {
        if (places[i] != Place.Number)
            return;
        threads[i].Restore(tables[i][numbers[i]]);
        places[i] = Place.Both;
    }

    private IEnumerable<RunningCall> Running
    {
        get
        {
            for (var i = 0; i < threads.Count; i++)
            {
                if (IsUnderWay(i) && !threads[i].Calls.IsEmpty)
                    yield return places[i] == Place.Number ? tables[i][numbers[i]].Running(threads[i].Calls) : threads[i].Running;
            }
        }
    }

    private bool Begin(KernelThread thread)
    {
        if (thread.IsDead || thread.Begun == thread.Calls.Length || CallGuards.IsHeldUp(world, thread.Calls[thread.Begun], Running))
            return false;
        if (era is null)
            throw new InvalidOperationException("this scheduler has no driver");
        var before = thread.Save();
        era.Begin(thread.Calls[thread.Begun], thread);
        if (thread.Result?.Outcome == Outcome.NotPossible)
        {
            thread.Restore(before);
            return false;
        }

        thread.Begun = before.Begun + 1;
        return true;
    }

    private void Enter(KernelThread thread)
    {
        world.Thread = thread;
        world.Log.Clear();
    }
}
