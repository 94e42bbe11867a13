using System.Diagnostics;
using System.Globalization;
using ApSpec.Bench.Peers;

namespace ApSpec.Bench.Interleavings;

/// <summary>ApSpec's search of <see cref="CallModel.Large"/>, in a process of its own as SPIN's is.</summary>
internal static class OwnInterleavings
{
    /// <summary>The first argument of that process.</summary>
    public const string Command = "own-interleavings";

    /// <summary>Searches in a process of its own.</summary>
    public static Counted Run()
    {
        var (output, user, wall) = ChildProcess.Run(AppContext.BaseDirectory, Environment.ProcessPath!, typeof(OwnInterleavings).Assembly.Location, Command);
        var numbers = output.Split(' ').Select(text => double.Parse(text, CultureInfo.InvariantCulture)).ToArray();
        return new Counted((long)numbers[0], (long)numbers[1], new Spent(numbers[2], numbers[3], user, wall), (long)numbers[4]);
    }

    /// <summary>What that process does.</summary>
    public static void Search()
    {
        using var process = Process.GetCurrentProcess();
        var before = process.UserProcessorTime;
        var watch = Stopwatch.StartNew();
        var explored = InterleavedCalls.Search(CallModel.Large);
        watch.Stop();
        process.Refresh();
        if (!explored.IsComplete)
            throw new InvalidOperationException("the search hit a limit");
        var user = (process.UserProcessorTime - before).TotalSeconds;
        Console.Out.Write(string.Create(CultureInfo.InvariantCulture,
            $"{explored.States} {explored.Transitions} {user} {watch.Elapsed.TotalSeconds} {process.PeakWorkingSet64}"));
    }
}
