using System.Collections.Immutable;
using ApSpec.RealDriver;
using ApSpec.RealDriver.Build;
using ApSpec.RealDriver.Confinement;
using ApSpec.RealDriver.Museum;
using ApSpec.RealDriver.Patches;
using ApSpec.RealDriver.Worker;
using ApSpec.Report;
using ApSpec.Search.Museum;

namespace ApSpec.Cli;

/// <summary>Looks for known defects in the drivers of kernel trees and prints what it finds.</summary>
internal static class MuseumDriverRun
{
    /// <summary>Runs it; true when a defect is still there.</summary>
    public static bool Run(TreeName[] trees, ImmutableArray<Exhibit> exhibits, bool isJson, bool isUnsafe)
    {
        var sandbox = Sandboxes.Create(isUnsafe);
        var isKnown = false;
        foreach (var built in RealDrivers.Build(trees, sandbox))
        {
            var cells = Examine(built, exhibits, sandbox);
            Print(built, cells, isJson);
            isKnown |= cells.Any(cell => cell.Status == CellStatus.Found);
        }

        return isKnown;
    }

    private static ImmutableArray<DriverCell> Examine(BuiltDriver built, ImmutableArray<Exhibit> exhibits, Sandbox sandbox)
    {
        using var engine = new DriverEngine(new DriverSubject(built), Commands.WorkerCommandLine.Create(built, sandbox), jobs: 1);
        return [.. exhibits.Select(new DriverCurator(engine, built.Version).Examine)];
    }

    private static void Print(BuiltDriver built, ImmutableArray<DriverCell> cells, bool isJson)
    {
        if (!isJson)
        {
            Console.WriteLine(MuseumDriverText.Format(built.Name, cells));
            foreach (var failed in built.Failures.Where(SelfTest.IsOfTraces))
                Console.WriteLine(SelfTestText.Format(failed));
            return;
        }

        foreach (var cell in cells)
            Console.WriteLine(MuseumDriverJson.From(built.Name, cell).ToLine());
        Console.WriteLine(MuseumDriverJson.Summary(built.Name, cells));
    }
}
