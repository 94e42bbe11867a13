using System.Collections.Immutable;
using ApSpec.Vocabulary;

namespace ApSpec.Kernel;

/// <summary>
/// Delays one effect until after the next: it is done, undone when the next effect begins, and redone when that is over. A counter changes by
/// the same amount again; other fields get the same value. If the call dies in between, the effect has not happened.
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

    /// <summary>The effect to delay happens now.</summary>
    public void Begin()
    {
        if (state != State.Idle)
            return; // in a loop, the next effect may be the same one
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
