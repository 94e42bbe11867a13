using System.Collections.Immutable;
using System.CommandLine;
using ApSpec.Check;
using ApSpec.Drivers;
using ApSpec.Explore;
using ApSpec.RealDriver;
using ApSpec.RealDriver.Confinement;
using ApSpec.Report;
using ApSpec.Search;
using ApSpec.Vocabulary;

namespace ApSpec.Cli.Commands;

/// <summary><c>lockstep-worker</c>, not for users: runs a model and a compiled driver side by side in a separate process.</summary>
internal static class LockStepWorkerCommandLine
{
    private const string Verb = "lockstep-worker";
    private const int Length = 40;
    private const int DifferencesMax = 10;

    public static Option<int> Traces() => Options.Number("--traces", "random traces in each scope", 10_000, 1, 100_000_000);

    public static Option<int> States() => Options.Number(
        "--states", "search the pairs of states of small scopes instead, up to so many in each; 0 does not", 0, 0, 200_000_000);

    public static Option<bool> Threads() => new("--threads") { Description = "make calls at once instead, every two that can be made from some states: each way in which they end must be one of the model's" };

    public static Command Create()
    {
        var driver = new Argument<string>("DRIVER") { Description = "a built driver, as JSON" };
        var heartbeat = new Argument<string>("HEARTBEAT") { Description = "the file that tells where the process is" };
        var revision = Options.Revision();
        var scope = Options.Scope();
        var traces = Traces();
        var seed = Options.Seed();
        var states = States();
        var threads = Threads();
        var command = new Command(Verb, "Run a model and a compiled driver for another process.")
        {
            driver, heartbeat, revision, scope, traces, seed, states, threads,
        };
        command.Hidden = true;
        command.SetAction(parse => DriverVerb.Serve([parse.GetValue(driver)!], parse.GetValue(heartbeat)!, (built, subjects) =>
        {
            var model = new ModelSubject(Inputs.RevisionOf(parse.GetValue(revision)!));
            ImmutableArray<Scope>? named = parse.GetValue(scope) is { } text ? [Inputs.ScopeOf(text)] : null;
            if (parse.GetValue(threads))
                return ThreadLockSteps.Run(model, subjects[0]);
            return parse.GetValue(states) is var limit and > 0
                ? Search(model, subjects[0], named ?? DriverDifference.Scopes, limit)
                : Run(model, built[0], subjects[0], named ?? Plan.For(model.Era), parse.GetValue(seed), parse.GetValue(traces));
        }));
        return command;
    }

    /// <summary>Runs it in a separate process and passes its output on.</summary>
    public static int Run(
        BuiltDriver built, Revision model, string? scope, int traces, ulong seed, int states, bool hasThreads, Sandbox sandbox) => DriverVerb.Run(
        Verb, [built], scope,
        ["--revision", model.Name, "--traces", $"{traces}", "--seed", $"{seed}", "--states", $"{states}", .. hasThreads ? ["--threads"] : Array.Empty<string>()], sandbox);

    private static int Search(Subject model, Subject real, ImmutableArray<Scope> scopes, int limit)
    {
        var (differences, cutOff) = (0, 0);
        foreach (var scope in scopes)
        {
            var search = new DivergenceSearch(model.Create(scope), real.Create(scope), model.FieldsOf(scope), real.AlphabetOf(scope),
                LockStep.NameOf);
            if (search.Run(new SearchLimits(limit)) is { } difference)
            {
                differences++;
                Console.WriteLine(DivergenceText.Format(RecordedDivergence.Record(model, real, difference), $"shortest of this scope ({search.States:N0} pairs of states)"));
            }
            else
            {
                cutOff += search.IsComplete ? 0 : 1;
                Console.WriteLine($"{scope}: no difference in {search.States:N0} pairs of states{(search.IsComplete ? ", which are all" : "")}");
            }
        }

        return differences > 0 ? ExitCode.Violated : cutOff > 0 ? ExitCode.CutOff : ExitCode.Ok;
    }

    private static int Run(Subject model, BuiltDriver built, Subject real, ImmutableArray<Scope> scopes, ulong seed, int traces)
    {
        var steps = 0L;
        var cutBy = ImmutableSortedDictionary<string, long>.Empty;
        var agreed = 0UL;
        var differences = 0;
        var kinds = new SortedSet<OperationKind>();
        var leftOut = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var scope in scopes)
        {
            var run = new LockStep(model, real, scope);
            var known = new HashSet<string>(StringComparer.Ordinal);
            for (var at = seed; at - seed < (ulong)traces; at++)
            {
                if (run.Run(SeededTrace.Draw(scope, model.Era, at, Length)) is not { } difference)
                {
                    agreed++;
                    continue;
                }

                var small = LockStep.Shrunk(model, real, difference);
                cutBy = CutReasons.Sum([cutBy, run.CutBy]);
                steps += run.Steps;
                kinds.UnionWith(KindsOf(run));
                leftOut.UnionWith(run.LeftOut);
                run = new LockStep(model, real, scope);
                if (!known.Add(small.Trace.ToString()))
                    continue;
                Console.WriteLine($"== seed {at}: {model.Name} | {real.Name}\n{small.Trace}\n  {string.Join("\n  ", small.Texts)}");
                differences++;
                if (known.Count == DifferencesMax)
                    break;
            }

            cutBy = CutReasons.Sum([cutBy, run.CutBy]);
            steps += run.Steps;
            kinds.UnionWith(KindsOf(run));
            leftOut.UnionWith(run.LeftOut);
            Console.Error.WriteLine($"apspec: {scope}: {Counts.Of(known.Count, "difference")}, {Counts.Of(steps, "step")} so far");
        }

        Console.Write(MissingText.Format(built, cutBy, (long)traces * scopes.Length));
        Console.WriteLine(MailText.Wrap($"{Counts.Of((long)agreed, "trace")} agreed, {cutBy.Values.Sum():N0} of them cut short without a verdict; "
            + $"{Counts.Of(steps, "step")}; {Counts.Of(differences, "difference")}; operations: "
            + string.Join(' ', kinds.Select(kind => OperationSyntax.FormOf(kind).Verb).Distinct(StringComparer.Ordinal)), "", "  "));
        if (leftOut.Count > 0)
            Console.WriteLine(MailText.Wrap($"left out: {string.Join("; ", leftOut)}", "", "  "));
        return differences > 0 ? ExitCode.Violated : MissingText.Reached(built, cutBy) > 0 ? ExitCode.CutOff : ExitCode.Ok;
    }

    private static IEnumerable<OperationKind> KindsOf(LockStep run) =>
        Enum.GetValues<OperationKind>().Where(kind => run.StepsOf[(int)kind] > 0);
}
