using ApSpec.Vocabulary;

namespace ApSpec.Check.Threads;

/// <summary>Takes the steps of a schedule: its turns, then the thread that went on last as long as it can, then the lowest that can.</summary>
/// <param name="names">The names of threads and workers, by place.</param>
/// <param name="step">Takes a step of a place; false when it cannot go on.</param>
/// <param name="isOver">True when no step is to be taken any more.</param>
public sealed class ScheduleWalk(IReadOnlyList<byte> names, Func<int, bool> step, Func<bool> isOver)
{
    private int taken;

    /// <summary>Steps after which a run is given up.</summary>
    public const int StepsMax = 100_000;

    /// <summary>The place that went on last; -1 before the first step.</summary>
    public int Last { get; private set; } = -1;

    /// <summary>The run was given up.</summary>
    public bool IsGivenUp => taken >= StepsMax;

    /// <summary>Takes them all.</summary>
    public void Run(Schedule schedule)
    {
        foreach (var turn in schedule.Turns)
            GoOn(PlaceOf(turn.Thread), turn.Steps == 0 ? StepsMax : turn.Steps);
        while (!isOver() && (GoOn(Last, StepsMax) || Enumerable.Range(0, names.Count).Any(place => GoOn(place, StepsMax))))
        {
        }
    }

    // True when it did anything.
    private bool GoOn(int place, int most)
    {
        var done = 0;
        while (place >= 0 && done < most && !IsGivenUp && !isOver() && step(place))
        {
            done++;
            taken++;
            Last = place;
        }

        return done > 0;
    }

    private int PlaceOf(byte name)
    {
        for (var place = 0; place < names.Count; place++)
        {
            if (names[place] == name)
                return place;
        }

        return -1;
    }
}
