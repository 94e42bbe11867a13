using System.Runtime.InteropServices;
using ApSpec.Check.Threads;
using ApSpec.Vocabulary;

namespace ApSpec.Explore.Threads;

/// <summary>Steps of one thread in a row.</summary>
/// <param name="Thread">Its place.</param>
/// <param name="Count">Steps of the search.</param>
/// <param name="Steps">How many of a schedule these are.</param>
internal readonly record struct ThreadTurn(byte Thread, int Count, int Steps)
{
    /// <summary>The schedule of turns. Whether a thread could have gone on after one is found by running all once more from the beginning.</summary>
    public static Schedule ScheduleOf(ThreadRun run, ReadOnlySpan<ulong> beginning, IReadOnlyList<ThreadTurn> turns)
    {
        var couldGoOn = new HashSet<int>();
        var each = new List<byte>();
        var so = new List<byte>();
        var here = new ulong[run.StateWords];
        run.Restore(beginning, []);
        for (var i = 0; i < turns.Count; i++)
        {
            var (thread, count, steps) = turns[i];
            each.AddRange(Enumerable.Repeat(run.NameOf(thread), steps));
            if (i + 1 == turns.Count)
                break;
            for (var n = 0; n < count; n++)
                run.Step(thread);
            so.AddRange(Enumerable.Repeat(thread, count));
            if (turns[i + 1].Thread == thread)
                continue;
            run.Save(here);
            if (run.Step(thread))
                couldGoOn.Add(each.Count - 1);
            run.Restore(here, CollectionsMarshal.AsSpan(so));
        }

        return Schedule.Of(each, couldGoOn.Contains);
    }
}
