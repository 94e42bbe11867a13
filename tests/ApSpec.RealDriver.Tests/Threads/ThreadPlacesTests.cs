using ApSpec.Check.Threads;
using ApSpec.Explore.Threads;
using ApSpec.Rules;
using ApSpec.Vocabulary;

namespace ApSpec.RealDriver.Tests.Threads;

/// <summary>From a snapshot near by a search comes to the state that all the steps from the beginning lead to.</summary>
public sealed class ThreadPlacesTests
{
    [KernelTreeTheory]
    [InlineData("unbind-close")]
    [InlineData("reset-unbind")]
    [InlineData("request")]
    public void A_state_is_the_same_from_a_snapshot_and_from_the_beginning(string set)
    {
        using var driver = LoadedDriver.Of("6.12");
        var trace = ThreadSets.Find(set)!.Trace;
        var system = driver.Subject.CreateForThreads(trace.Scope);
        var random = new Random(7);
        var run = Begun(system, trace);
        var reached = new List<(byte[] Path, ulong[] State)>();
        for (var walk = 0; walk < 40; walk++)
        {
            // Each walk begins somewhere on an earlier one, as a search does.
            var path = reached.Count == 0 ? [] : reached[random.Next(reached.Count)].Path.ToList();
            run.Restore(default, path.ToArray());
            for (var step = 0; step < 12; step++)
            {
                var thread = (byte)random.Next(run.Calls.Length);
                if (!run.Step(thread))
                    continue;
                path.Add(thread);
                if (run.IsEnded)
                    break;
                reached.Add(([.. path], StateOf(run)));
            }
        }

        foreach (var (path, state) in reached.Where((_, i) => i % 3 == 0))
        {
            run.Restore(default, path);
            Assert.Equal(state, StateOf(run));
        }

        Assert.True(reached.Count > 150, $"{reached.Count} states");
        foreach (var (path, state) in reached.Where((_, i) => i % 5 == 0))
        {
            var again = Begun(system, trace);
            again.Restore(default, path);
            Assert.Equal(state, StateOf(again));
        }
    }

    private static ThreadRun Begun(IThreadedSystem system, Trace trace)
    {
        system.Reset();
        var run = ThreadRun.Begin(system, RuleBook.All, trace, out var refusal);
        Assert.True(run is not null, refusal);
        run.ShowEachStep();
        return run;
    }

    private static ulong[] StateOf(ThreadRun run)
    {
        var state = new ulong[run.StateWords];
        run.Save(state);
        return state;
    }
}
