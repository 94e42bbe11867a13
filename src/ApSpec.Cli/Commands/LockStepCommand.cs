using System.CommandLine;
using ApSpec.Drivers;

namespace ApSpec.Cli.Commands;

/// <summary><c>lockstep</c>: a model and the real code of the same kernel run the same random traces and must agree after every step.</summary>
internal static class LockStepCommand
{
    public static Command Create()
    {
        var driver = new Option<string>("--driver") { Description = "the kernel tree whose driver is compiled", Required = true };
        var revision = new Option<string?>("--revision") { Description = "the model; by default the one of the tree's version" };
        var scope = Options.Scope();
        var traces = LockStepWorkerCommandLine.Traces();
        var seed = Options.Seed();
        var states = LockStepWorkerCommandLine.States();
        var isUnsafe = Options.Unsafe();
        var command = new Command("lockstep", "Run a model and the real driver through the same random traces and compare every step.")
        {
            driver, revision, scope, traces, seed, states, isUnsafe,
        };
        command.SetAction(parse =>
        {
            var sandbox = Sandboxes.Of(parse.GetValue(isUnsafe));
            var built = RealDrivers.Build(parse.GetValue(driver)!, sandbox);
            return LockStepWorkerCommandLine.Run(
                built, ModelOf(parse.GetValue(revision) ?? built.Version), parse.GetValue(scope), parse.GetValue(traces), parse.GetValue(seed),
                parse.GetValue(states), sandbox);
        });
        return command;
    }

    private static Revision ModelOf(string name) =>
        Catalog.HotPlug.FirstOrDefault(revision => revision.Name == name)
        ?? throw new InputException($"there is no model of {name}; there are: {string.Join(", ", Catalog.HotPlug.Select(r => r.Name))}");
}
