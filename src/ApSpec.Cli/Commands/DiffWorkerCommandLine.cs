using System.Collections.Immutable;
using System.CommandLine;
using System.Text.Json;
using ApSpec.Explore;
using ApSpec.RealDriver;
using ApSpec.RealDriver.Native;
using ApSpec.Report;

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
        var command = new Command(Verb, "Compare two compiled drivers for another process.") { first, second, scope, budget };
        command.Hidden = true;
        command.SetAction(parse => Compare(
            Read(parse.GetValue(first)!), Read(parse.GetValue(second)!),
            parse.GetValue(scope) is { } text ? [Inputs.ScopeOf(text)] : DriverDifference.Scopes,
            new SearchLimits(parse.GetValue(budget))));
        return command;
    }

    /// <summary>Runs the comparison in a process of its own and shows what it prints.</summary>
    public static int Run(BuiltDriver a, BuiltDriver b, string? scope, int states)
    {
        var tool = DriverCommand.Tool();
        var start = new System.Diagnostics.ProcessStartInfo(tool.File);
        foreach (var word in tool.Arguments.Concat([Verb, JsonSerializer.Serialize(a), JsonSerializer.Serialize(b), "--states", $"{states}"]))
            start.ArgumentList.Add(word);
        if (scope is not null)
        {
            start.ArgumentList.Add("--scope");
            start.ArgumentList.Add(scope);
        }

        using var process = System.Diagnostics.Process.Start(start)!;
        process.WaitForExit();
        return process.ExitCode > ExitCode.CutOff
            ? throw new InvalidOperationException($"the comparing process ended with {process.ExitCode}")
            : process.ExitCode;
    }

    private static int Compare(BuiltDriver a, BuiltDriver b, ImmutableArray<Vocabulary.Scope> scopes, SearchLimits limits)
    {
        var first = Load(a);
        var second = Load(b);
        var difference = new DriverDifference(a, b);
        var all = new Dictionary<string, Divergence>(StringComparer.Ordinal);
        var isComplete = true;
        var leftOut = new SortedSet<string>(StringComparer.Ordinal);
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
            Console.Error.WriteLine($"apspec: {scope}: {survey.States:N0} pairs of states{(survey.IsComplete ? ", exhausted" : "")}");
        }

        Print(first, second, all);
        Console.Write(DriverGroundsText.Compared(a, b, leftOut));
        return isComplete || all.Count > 0 ? ExitCode.Ok : ExitCode.CutOff;
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
            Console.WriteLine(DivergenceText.Of(a, b, shown.First().Value,
                "minimal: no shorter trace of this scope shows it, as far as the search went"));
        }
    }

    private static DriverSubject Load(BuiltDriver built) =>
        new(built, DriverLibrary.Load(built.LibraryPath, out var error) ?? throw new InputException(error));

    private static BuiltDriver Read(string json) =>
        JsonSerializer.Deserialize<BuiltDriver>(json) ?? throw new InputException("diff-worker: no driver");
}
