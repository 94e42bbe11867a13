using System.CommandLine;
using ApSpec.Cli.Commands;

namespace ApSpec.Cli;

/// <summary>The root command with all of its verbs.</summary>
internal static class Root
{
    public static RootCommand Create() => new(
        "An executable specification of Linux's vfio_ap driver and of AP hardware: checks driver revisions against the spec.")
    {
        CheckCommand.Create(),
        MergeCommand.Create(),
        ReviewCommand.Create(),
        ReplayCommand.Create(),
        MinimizeCommand.Create(),
        ExploreCommand.Create(),
        DiffCommand.Create(),
        DriverCommand.Create(),
        LockStepCommand.Create(),
        MutateCommand.Create(),
        SeedCommand.Create(),
        MuseumCommand.Create(),
        BisectCommand.Create(),
        DiagramCommand.Create(),
        RulesCommand.Create(),
        RevisionsCommand.Create(),
        DocsCommand.Create(),
        BenchCommand.Create(),
        WorkerCommandLine.Create(),
        ReviewWorkerCommandLine.Create(),
        LockStepWorkerCommandLine.Create(),
    };
}
