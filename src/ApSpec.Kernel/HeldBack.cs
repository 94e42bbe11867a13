using System.Collections.Immutable;
using ApSpec.Vocabulary;

namespace ApSpec.Kernel;

/// <summary>
/// Moves one effect behind the next: it is done, taken back when the next effect begins, and done again when that one is over. A
/// counter counts by the same amount the second time, other fields get the same value. A call that dies in between has not done it.
/// </summary>
internal sealed class HeldBack(World world)
{
    private readonly ImmutableArray<FieldInfo> counters =
        [.. world.Layout.Fields.Where(field => field is { Kind: FieldKind.Counter, Width: > 0 and <= 32 })];

    private readonly ulong[] before = new ulong[world.Layout.Words];
    private readonly ulong[] after = new ulong[world.Layout.Words];
    private readonly List<LockId> unlocked = [];
    private LockId[] heldBefore = [];
    private State state;

    private enum State : byte
    {
        Idle,
        Done,
        TakenBack,
    }

    /// <summary>The effect that is to be moved happens now.</summary>
    public void Begin()
    {
        if (state != State.Idle)
            return; // it is the next effect of itself, in a loop
        world.Save(before);
        heldBefore = [.. world.Thread.HeldLocks];
        state = State.Done;
    }

    /// <summary>Another effect is about to happen.</summary>
    public void OnEffect()
    {
        if (state == State.Done)
            TakeBack();
        else if (state == State.TakenBack)
            DoAgain();
    }

    /// <summary>The operation is over.</summary>
    public void End()
    {
        var isReturned = world.Thread.Outcome == Outcome.Returned;
        if (state == State.Done && !isReturned)
            TakeBack();
        else if (state == State.TakenBack && isReturned)
            DoAgain();
        state = State.Idle;
    }

    private void TakeBack()
    {
        world.Save(after);
        for (var i = 0; i < after.Length; i++)
        {
            if (after[i] != before[i])
                world.Overwrite(i, before[i]);
        }

        var held = world.Thread.HeldLocks;
        unlocked.Clear();
        unlocked.AddRange(heldBefore.Except(held));
        held.Clear();
        held.AddRange(heldBefore);
        state = State.TakenBack;
    }

    private void DoAgain()
    {
        foreach (var counter in counters)
        {
            var (was, became) = (Value(counter, before), Value(counter, after));
            if (was == became)
                continue;
            var now = Value(counter, world.Words);
            var counted = Math.Clamp(now + became - was, 0, (1L << counter.Width) - 1);
            var mask = ((1UL << counter.Width) - 1) << counter.Shift;
            world.Overwrite(counter.Word, (world.Words[counter.Word] & ~mask) | ((ulong)counted << counter.Shift));
            before[counter.Word] = (before[counter.Word] & ~mask) | (after[counter.Word] & mask);
        }

        for (var i = 0; i < after.Length; i++)
        {
            var changed = before[i] ^ after[i];
            if (changed != 0)
                world.Overwrite(i, (world.Words[i] & ~changed) | (after[i] & changed));
        }

        foreach (var id in unlocked)
            world.Thread.HeldLocks.Remove(id);
        state = State.Idle;
    }

    private static long Value(FieldInfo field, ReadOnlySpan<ulong> words) =>
        (long)((words[field.Word] >> field.Shift) & ((1UL << field.Width) - 1));
}
