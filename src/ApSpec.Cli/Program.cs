using System.CommandLine;
using ApSpec.Cli;
using ApSpec.Cli.Commands;

var root = new RootCommand("An executable specification of Linux's vfio_ap driver and of AP hardware: checks driver revisions against the spec.")
{
    CheckCommand.Create(),
    ReplayCommand.Create(),
    MinimizeCommand.Create(),
    ExploreCommand.Create(),
    DiffCommand.Create(),
    DriverCommand.Create(),
    LockStepCommand.Create(),
    MutateCommand.Create(),
    MuseumCommand.Create(),
    BisectCommand.Create(),
    DiagramCommand.Create(),
    RulesCommand.Create(),
    RevisionsCommand.Create(),
    DocsCommand.Create(),
    WorkerCommandLine.Create(),
    DiffWorkerCommandLine.Create(),
    LockStepWorkerCommandLine.Create(),
};
return Entry.Run(root, args);
