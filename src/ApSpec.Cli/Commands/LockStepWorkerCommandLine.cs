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

/// <summary><c>lockstep-worker</c>, not for users: searches the pairs of states of a model and a compiled driver in a separate process.</summary>
internal static class LockStepWorkerCommandLine
{
    private const string Verb = "lockstep-worker";

    public static Command Create()
    {
        var driver = new Argument<string>("DRIVER") { Description = "a built driver, as JSON" };
        var heartbeat = new Argument<string>("HEARTBEAT") { Description = "the file that tells where the process is" };
        var revision = Options.Revision();
        var scope = Options.Scope();
        var states = Options.StatesMax(1);
        var command = new Command(Verb, "Run a model and a compiled driver for another process.") { driver, heartbeat, revision, scope, states };
        command.Hidden = true;
        command.SetAction(parse => DriverVerb.Serve([parse.GetValue(driver)!], parse.GetValue(heartbeat)!, (_, subjects) =>
            Search(new ModelSubject(Inputs.RevisionOf(parse.GetValue(revision)!)), subjects[0], Inputs.ScopeOf(parse.GetValue(scope)!), parse.GetValue(states))));
        return command;
    }

    /// <summary>Searches a scope in a separate process. Returns its output, its exit code, and how the process died, if it did.</summary>
    public static (string Output, int Exit, string? Death) Run(BuiltDriver built, Revision model, Scope scope, int states, Sandbox sandbox) =>
        DriverVerb.Read(Verb, [built], ["--revision", model.Name, "--scope", scope.ToString(), "--states", $"{states}"], sandbox);

    private static int Search(Subject model, Subject real, Scope scope, int limit)
    {
        var search = new DivergenceSearch(model.Create(scope), real.Create(scope), model.FieldsOf(scope), real.AlphabetOf(scope), LockStep.NameOf);
        if (search.Run(new SearchLimits(limit)) is { } difference)
        {
            Console.WriteLine(DivergenceText.Format(RecordedDivergence.Record(model, real, difference), $"shortest of this scope ({search.States:N0} pairs of states)"));
            return ExitCode.Violated;
        }

        Console.WriteLine($"{scope}: no difference in {search.States:N0} pairs of states{(search.IsComplete ? ", which are all" : "")}");
        return search.IsComplete ? ExitCode.Ok : ExitCode.CutOff;
    }
}
