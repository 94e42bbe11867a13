using System.Collections.Immutable;
using System.CommandLine;
using ApSpec.Explore;
using ApSpec.RealDriver;
using ApSpec.RealDriver.Confinement;
using ApSpec.Report;
using ApSpec.Search;

namespace ApSpec.Cli.Commands;

/// <summary><c>diff-worker</c>, not for users: compares two compiled drivers in a process of its own.</summary>
internal static class DiffWorkerCommandLine
{
    private const string Verb = "diff-worker";

    public static Command Create()
    {
        var first = new Argument<string>("A") { Description = "a built driver, as JSON" };
        var second = new Argument<string>("B") { Description = "another" };
        var scope = Options.Scope();
        var budget = Options.StatesMax(20_000);
        var heartbeat = new Argument<string>("HEARTBEAT") { Description = "the file that tells where the process is" };
        var command = new Command(Verb, "Compare two compiled drivers for another process.") { first, second, heartbeat, scope, budget };
        command.Hidden = true;
        command.SetAction(parse => DriverVerb.Serve(
            [parse.GetValue(first)!, parse.GetValue(second)!], parse.GetValue(heartbeat)!,
            (built, subjects) => Compare(
                new DriverDifference(built[0], built[1]), built, subjects,
                parse.GetValue(scope) is { } text ? [Inputs.ScopeOf(text)] : DriverDifference.Scopes,
                new SearchLimits(parse.GetValue(budget)))));
        return command;
    }

    /// <summary>Runs the comparison in a process of its own and shows what it prints.</summary>
    public static int Run(BuiltDriver a, BuiltDriver b, string? scope, int states, Sandbox sandbox) => DriverVerb.Run(
        Verb, [a, b], scope, ["--states", $"{states}"], sandbox);

    private static int Compare(
        DriverDifference difference, BuiltDriver[] built, DriverSubject[] subjects, ImmutableArray<Vocabulary.Scope> scopes, SearchLimits limits)
    {
        var (first, second) = (subjects[0], subjects[1]);
        var all = new Dictionary<string, Divergence>(StringComparer.Ordinal);
        var isComplete = true;
        var leftOut = new SortedSet<string>(StringComparer.Ordinal);
        var cutBy = ImmutableSortedDictionary<string, long>.Empty;
        foreach (var scope in scopes)
        {
            var survey = difference.In(scope, first, second);
            leftOut.UnionWith(difference.LeftOut(scope, first, second));
            foreach (var (key, divergence) in survey.Run(limits))
            {
                if (!all.TryGetValue(key, out var known) || divergence.Trace.Operations.Length < known.Trace.Operations.Length)
                    all[key] = divergence;
            }

            isComplete &= survey.IsComplete;
            cutBy = CutReasons.Sum([cutBy, survey.CutBy]);
            Console.Error.WriteLine($"apspec: {scope}: {survey.States:N0} pairs of states{(survey.IsComplete ? ", exhausted" : "")}");
        }

        foreach (var one in built)
            Console.Write(MissingText.Of(one, cutBy));
        Print(first, second, all);
        Console.Write(DriverGroundsText.Compared(built[0], built[1], leftOut));
        var isCutOff = !isComplete || built.Any(one => MissingText.Reached(one, cutBy) > 0);
        return all.Count > 0 ? ExitCode.Violated : isCutOff ? ExitCode.CutOff : ExitCode.Ok;
    }

    // Differences that one trace shows together are told together, the shortest trace first.
    private static void Print(DriverSubject a, DriverSubject b, Dictionary<string, Divergence> all)
    {
        if (all.Count == 0)
            Console.WriteLine($"no difference in behaviour between {a.Name} and {b.Name} was found");
        foreach (var shown in all.GroupBy(pair => pair.Value.Trace.ToString())
                     .OrderBy(group => group.First().Value.Trace.Operations.Length).ThenBy(group => group.Key, StringComparer.Ordinal))
        {
            Console.WriteLine("== " + string.Join("\n== ", shown.Select(pair => pair.Key).Order(StringComparer.Ordinal)));
            Console.WriteLine(DivergenceText.Of(RecordedDivergence.Of(a, b, shown.First().Value),
                "minimal: no shorter trace of this scope shows it, as far as the search went"));
        }
    }
}
