using System.Diagnostics;
using System.Globalization;
using ApSpec.Explore;
using ApSpec.Rules;
using ApSpec.Vocabulary;

namespace ApSpec.Bench.Peers;

/// <summary>ApSpec's exhaustive search, in a process of its own as the peers' are. The engine is named here alone.</summary>
internal static class OwnSearch
{
    /// <summary>The first argument of that process.</summary>
    public const string Command = "own-search";

    private const int StatesMax = 200_000_000;

    /// <summary>Searches in a process of its own; <paramref name="isJudged"/> with every rule on, else as the peers do: counting alone.</summary>
    public static Counted Run(string revision, SearchSize size, bool isJudged)
    {
        var (output, user, wall) = ChildProcess.Run(
            AppContext.BaseDirectory, Environment.ProcessPath!,
            [typeof(OwnSearch).Assembly.Location, Command, revision, size.Scope, isJudged ? "judged" : "counted"]);
        var numbers = output.Split(' ').Select(text => double.Parse(text, CultureInfo.InvariantCulture)).ToArray();
        return new Counted((long)numbers[0], (long)numbers[1], new Spent(numbers[2], numbers[3], user, wall), (long)numbers[4]);
    }

    /// <summary>What that process does.</summary>
    public static void Search(string revision, string scope, bool isJudged)
    {
        var explorer = new Explorer(
            Worlds.JudgeOf(revision, scope, isJudged ? RuleBook.All : []), Alphabet.Of(Worlds.ScopeOf(scope)));
        using var process = Process.GetCurrentProcess();
        var before = process.UserProcessorTime;
        var watch = Stopwatch.StartNew();
        var explored = explorer.Run(new SearchLimits(StatesMax));
        watch.Stop();
        process.Refresh();
        if (!explored.IsComplete)
            throw new InvalidOperationException("the search hit a limit");
        var user = (process.UserProcessorTime - before).TotalSeconds;
        Console.Out.Write(string.Create(CultureInfo.InvariantCulture,
            $"{explored.States} {explored.Transitions} {user} {watch.Elapsed.TotalSeconds} {process.PeakWorkingSet64}"));
    }
}
