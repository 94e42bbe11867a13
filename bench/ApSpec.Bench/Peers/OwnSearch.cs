using System.Diagnostics;
using System.Globalization;
using ApSpec.Explore;
using ApSpec.Explore.Symmetry;
using ApSpec.Rules;
using ApSpec.Vocabulary;

namespace ApSpec.Bench.Peers;

/// <summary>ApSpec's exhaustive search, in a process of its own as the peers' are. The engine is named here alone.</summary>
internal static class OwnSearch
{
    /// <summary>The first argument of that process.</summary>
    public const string Command = "own-search";

    private const int StatesMax = 200_000_000;

    /// <summary>Searches in a process of its own.</summary>
    public static Counted Run(string revision, SearchSize size, OwnMode mode, int threads)
    {
        var (output, user, wall) = ChildProcess.Run(
            AppContext.BaseDirectory, Environment.ProcessPath!,
            [typeof(OwnSearch).Assembly.Location, Command, revision, size.Scope, mode.ToString(), threads.ToString(CultureInfo.InvariantCulture)]);
        var numbers = output.Split(' ').Select(text => double.Parse(text, CultureInfo.InvariantCulture)).ToArray();
        return new Counted((long)numbers[0], (long)numbers[1], new Spent(numbers[2], numbers[3], user, wall), (long)numbers[4], (long)numbers[5]);
    }

    /// <summary>What that process does.</summary>
    public static void Search(string revision, string scope, OwnMode mode, int threads)
    {
        var bounds = Worlds.ScopeOf(scope);
        var judges = Enumerable.Range(0, threads).Select(_ => Worlds.JudgeOf(revision, scope, mode == OwnMode.Judged ? RuleBook.All : []));
        var explorer = new Explorer([.. judges], Alphabet.Of(bounds))
        {
            Alike = mode == OwnMode.Alike ? new Alike(Likes.Mdevs | Likes.Guests, Worlds.FieldsOf(revision, bounds)) : null,
        };
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
            $"{explored.StatesInAll} {explored.TransitionsInAll} {user} {watch.Elapsed.TotalSeconds} {process.PeakWorkingSet64} {explored.Bytes}"));
    }
}
