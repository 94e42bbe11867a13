using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using ApSpec.Check.Threads;
using ApSpec.Explore.Threads;
using ApSpec.RealDriver;
using ApSpec.RealDriver.Confinement;
using ApSpec.RealDriver.Native;
using ApSpec.Rules;
using ApSpec.Search.Threads;

namespace ApSpec.Bench.Peers;

/// <summary>The named sets of calls at once on a compiled driver, in a sandboxed process of its own, which has the library loaded.</summary>
internal static class DriverScheduleSearch
{
    /// <summary>The first argument of that process.</summary>
    public const string Command = "own-driver-schedules";

    /// <summary>Preemptions of a schedule, as a check has them.</summary>
    public static int PreemptionsMax => ThreadBounds.Compiled.Named.PreemptionsMax;

    /// <summary>What that process does: of each round one line with schedules, steps and seconds. The first round warms it up.</summary>
    public static int Search(string driver, int rounds)
    {
        var built = JsonSerializer.Deserialize<BuiltDriver>(driver) ?? throw new InvalidDataException(driver);
        Seal.Before(built.LibraryPath);
        if (DriverLibrary.Load(built.LibraryPath, out var error) is not { } library)
        {
            Console.Error.WriteLine(error);
            return 2;
        }

        var subject = new DriverSubject(built, library);
        if (subject.ThreadsRefusal is { } refusal)
        {
            Console.Error.WriteLine(refusal);
            return 2;
        }

        using var process = Process.GetCurrentProcess();
        for (var round = 0; round <= rounds; round++)
        {
            process.Refresh();
            var before = process.UserProcessorTime;
            var (schedules, steps) = Once(subject);
            process.Refresh();
            Console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{schedules} {steps} {(process.UserProcessorTime - before).TotalSeconds}"));
        }

        return 0;
    }

    private static (long Schedules, long Steps) Once(DriverSubject subject)
    {
        var (schedules, steps) = (0L, 0L);
        foreach (var set in ThreadSets.All.Where(set => (set.Only ?? subject.Era) == subject.Era && subject.Refusal(set.Trace.Scope) is null))
        {
            if (ThreadRun.Begin(subject.CreateForThreads(set.Trace.Scope), RuleBook.All, set.Trace, out _) is not { } run)
                continue;
            var explored = new ThreadSearch(run, set.Trace).Run(ThreadBounds.Compiled.Named);
            schedules += explored.Schedules;
            steps += explored.Transitions;
        }

        return (schedules, steps);
    }
}
