using System.Collections.Immutable;
using System.Globalization;

namespace ApSpec.Vocabulary;

/// <summary>
/// Which thread, or which worker, goes on when several calls run at once. A turn ends, or does not begin, when its thread cannot go on. After the last turn the thread
/// that went on last goes on as long as it can, then the lowest that can, until none can.
/// </summary>
public sealed record Schedule(ImmutableArray<Turn> Turns)
{
    /// <summary>The most turns of a schedule.</summary>
    public const int TurnsMax = 1000;

    /// <summary>The most steps of one turn.</summary>
    public const int StepsMax = 100_000;

    /// <summary>The shortest schedule of these steps, each the thread that takes it.</summary>
    /// <param name="steps">The threads, in order.</param>
    /// <param name="isPreempted">Whether the thread of a step could have gone on after it; asked at the last step of each run of one thread.</param>
    public static Schedule Of(IReadOnlyList<byte> steps, Func<int, bool> isPreempted)
    {
        var turns = ImmutableArray.CreateBuilder<Turn>();
        for (var first = 0; first < steps.Count;)
        {
            var last = first;
            while (last + 1 < steps.Count && steps[last + 1] == steps[first])
                last++;
            turns.Add(new Turn(steps[first], last + 1 < steps.Count && isPreempted(last) ? last - first + 1 : 0));
            first = last + 1;
        }

        return new Schedule(turns.ToImmutable());
    }

    /// <summary>Reads the words after <c>schedule</c>; null with an error text.</summary>
    public static Schedule? Parse(string text, out string error)
    {
        error = "";
        var turns = ImmutableArray.CreateBuilder<Turn>();
        foreach (var word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (TurnOf(word) is not { } turn)
            {
                error = $"'{word}' is no turn of a schedule; allowed: t1 to t{Operation.ThreadsMax}, the thread goes on as long as it can, w1 to w{ThreadName.WorkersMax}, "
                    + $"the worker does, or with '*' and a number of steps, 1 to {StepsMax}, such as t1*4";
                return null;
            }

            if (turns.Count == TurnsMax)
            {
                error = $"a schedule has at most {TurnsMax} turns";
                return null;
            }

            turns.Add(turn);
        }

        return new Schedule(turns.ToImmutable());
    }

    /// <summary>Schedules are equal when their turns are.</summary>
    public bool Equals(Schedule? other) => other is not null && Turns.AsSpan().SequenceEqual(other.Turns.AsSpan());

    /// <inheritdoc/>
    public override int GetHashCode() => Turns.Length;

    /// <summary>The line of a trace: <c>schedule t1*4 t2 t1</c>.</summary>
    public override string ToString() => string.Join(' ', ["schedule", .. Turns.Select(turn => turn.ToString())]);

    private static Turn? TurnOf(string word)
    {
        if (word.Length < 2 || ThreadName.Parse(word.AsSpan(0, 2)) is not (> 0 and var thread))
            return null;
        if (word.Length == 2)
            return new Turn(thread, 0);
        return word[2] == '*' && int.TryParse(word.AsSpan(3), NumberStyles.None, CultureInfo.InvariantCulture, out var steps) && steps is > 0 and <= StepsMax
            ? new Turn(thread, steps)
            : null;
    }
}
