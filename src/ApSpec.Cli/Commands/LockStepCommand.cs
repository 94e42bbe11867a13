using System.Collections.Immutable;
using System.CommandLine;
using ApSpec.Check;
using ApSpec.Drivers;
using ApSpec.Explore;
using ApSpec.RealDriver;
using ApSpec.RealDriver.Native;
using ApSpec.Report;
using ApSpec.Search;
using ApSpec.Vocabulary;

namespace ApSpec.Cli.Commands;

/// <summary><c>lockstep</c>: a model and the real code of the same kernel run the same random traces and must agree after every step.</summary>
internal static class LockStepCommand
{
    private const int Length = 40;
    private const int DifferencesMax = 10;

    public static Command Create()
    {
        var driver = new Option<string>("--driver") { Description = "the kernel tree whose driver is compiled", Required = true };
        var revision = new Option<string?>("--revision") { Description = "the model; by default the one of the tree's version" };
        var scope = Options.Scope();
        var traces = Options.Number("--traces", "random traces in each scope", 10_000, 1, 100_000_000);
        var seed = Options.Seed();
        var states = Options.Number("--states", "search the pairs of states of small scopes instead, up to so many in each; 0 does not", 0, 0, 200_000_000);
        var command = new Command("lockstep", "Run a model and the real driver through the same random traces and compare every step.")
        {
            driver, revision, scope, traces, seed, states,
        };
        command.SetAction(parse =>
        {
            var built = RealDrivers.Build(parse.GetValue(driver)!);
            var model = new ModelSubject(ModelOf(parse.GetValue(revision) ?? built.Version));
            var library = DriverLibrary.Load(built.LibraryPath, out var error) ?? throw new InputException(error);
            var real = new DriverSubject(built, library);
            if (parse.GetValue(states) is var limit and > 0)
                return Search(model, real, parse.GetValue(scope) is { } small ? [Inputs.ScopeOf(small)] : DriverDifference.Scopes, limit);
            return Run(model, real,
                parse.GetValue(scope) is { } text ? [Inputs.ScopeOf(text)] : Plan.For(Era.OpenDevice),
                parse.GetValue(seed), parse.GetValue(traces));
        });
        return command;
    }

    private static Revision ModelOf(string name) =>
        Catalog.HotPlug.FirstOrDefault(revision => revision.Name == name)
        ?? throw new InputException($"there is no model of {name}; there are: {string.Join(", ", Catalog.HotPlug.Select(r => r.Name))}");

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
                Console.WriteLine(DivergenceText.Of(model, real, difference, $"shortest of this scope ({search.States:N0} pairs of states)"));
            }
            else
            {
                cutOff += search.IsComplete ? 0 : 1;
                Console.WriteLine($"{scope}: no difference in {search.States:N0} pairs of states{(search.IsComplete ? ", which are all" : "")}");
            }
        }

        return differences > 0 ? ExitCode.Violated : cutOff > 0 ? ExitCode.CutOff : ExitCode.Ok;
    }

    private static int Run(Subject model, Subject real, ImmutableArray<Scope> scopes, ulong seed, int traces)
    {
        var steps = 0L;
        var cut = 0L;
        var agreed = 0UL;
        var differences = 0;
        var kinds = new SortedSet<OperationKind>();
        foreach (var scope in scopes)
        {
            var run = new LockStep(model, real, scope);
            var known = new HashSet<string>(StringComparer.Ordinal);
            for (var at = seed; at - seed < (ulong)traces; at++)
            {
                if (run.Run(SeededTrace.Of(scope, Era.OpenDevice, at, Length)) is not { } difference)
                {
                    agreed++;
                    continue;
                }

                var small = LockStep.Shrunk(model, real, difference);
                run = new LockStep(model, real, scope);
                if (!known.Add(small.Trace.ToString()))
                    continue;
                Console.WriteLine($"== seed {at}: {model.Name} | {real.Name}\n{small.Trace}\n  {string.Join("\n  ", small.Texts)}");
                differences++;
                if (known.Count == DifferencesMax)
                    break;
            }

            steps += run.Steps;
            cut += run.Cut;
            kinds.UnionWith(Enum.GetValues<OperationKind>().Where(kind => run.StepsOf[(int)kind] > 0));
            Console.Error.WriteLine($"apspec: {scope}: {run.Steps:N0} steps, {run.Cut:N0} traces cut short, {known.Count} differences");
        }

        Console.WriteLine(MailText.Wrap($"{agreed:N0} traces agreed, {cut:N0} of them cut short by a cap or a bound; "
            + $"{steps:N0} steps; {differences} differences; operations: "
            + string.Join(' ', kinds.Select(kind => OperationSyntax.Of(kind).Verb).Distinct(StringComparer.Ordinal)), "", "  "));
        return differences == 0 ? ExitCode.Ok : ExitCode.Violated;
    }
}
