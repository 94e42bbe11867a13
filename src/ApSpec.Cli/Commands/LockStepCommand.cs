using System.CommandLine;
using ApSpec.Drivers;
using ApSpec.RealDriver;
using ApSpec.Vocabulary;

namespace ApSpec.Cli.Commands;

/// <summary><c>lockstep</c>: runs a model and the real code of the same kernel on the same random traces; they must agree after every step.</summary>
internal static class LockStepCommand
{
    public static Command Create()
    {
        var driver = new Option<string>("--driver") { Description = "the kernel tree whose driver is compiled, or TREE@REV", Required = true };
        var rev = Options.Rev();
        var revision = new Option<string?>("--revision") { Description = "the model; by default the one of the tree's version" };
        var scope = Options.Scope();
        var traces = Options.Number("--traces", "random traces in each scope", 10_000, 1, 100_000_000);
        var seed = Options.Seed();
        var states = Options.Number("--states", "search the pairs of states of small scopes instead, up to so many in each; 0 does not", 0, 0, 200_000_000);
        var threads = new Option<bool>("--threads")
        {
            Description = "make calls at once instead, every two that can be made from some states: each way in which they end must be one of the model's",
        };
        var jobs = Options.Number("--jobs", "worker processes; the result does not depend on it", Environment.ProcessorCount, 1, 256);
        var isUnsafe = Options.Unsafe();
        var command = new Command("lockstep", "Run a model and the real driver through the same random traces and compare every step.")
        {
            driver, rev, revision, scope, traces, seed, states, threads, jobs, isUnsafe,
        };
        command.SetAction(parse =>
        {
            if (parse.GetValue(threads) && (parse.GetValue(scope) is not null || parse.GetResult(traces)?.Implicit == false || parse.GetResult(states)?.Implicit == false))
                throw new InputException("--threads has its own calls: without --scope, --traces and --states");
            var named = parse.GetValue(revision) is { } name ? ModelNamed(name) : null;
            var bounds = parse.GetValue(scope) is { } text ? Inputs.ScopeOf(text) : null;
            var sandbox = Sandboxes.Create(parse.GetValue(isUnsafe));
            var built = RealDrivers.Build(Options.TreesOf([parse.GetValue(driver)!], parse.GetValue(rev))[0], sandbox);
            var model = named ?? ModelOf(built);
            if (model.Era != built.Era || model.Traits != built.Traits)
                throw new InputException($"--revision {model.Name}: the kernel around it is of another time than the one around {built.Name}; there are: {ModelsFor(built)}");
            var run = new LockStepRun(built, model, parse.GetValue(jobs), sandbox);
            return parse.GetValue(threads) ? run.Threads()
                : parse.GetValue(states) is var limit and > 0 ? run.States(bounds, limit)
                : run.Traces(bounds, parse.GetValue(seed), parse.GetValue(traces));
        });
        return command;
    }

    private static Revision ModelNamed(string name) => Catalog.Find(name)
        ?? throw new InputException($"--revision {name}: no model is called so; there are: {Text(Catalog.All)}");

    private static Revision ModelOf(BuiltDriver built) => Catalog.ModelOf(built.Version)
        ?? throw new InputException($"{built.Tree}: no model stands for version {built.Version}; name one with --revision: {ModelsFor(built)}");

    private static string ModelsFor(BuiltDriver built) =>
        Text(Catalog.All.Where(revision => revision.Era == built.Era && revision.Traits == built.Traits));

    // Each with the kernels that it stands for: v7.2 (7.2, 7.3).
    private static string Text(IEnumerable<Revision> revisions) => string.Join(", ", revisions.Select(revision =>
        revision.Kernels.All(kernel => kernel == revision.Name) ? revision.Name : $"{revision.Name} ({string.Join(", ", revision.Kernels)})"));
}
