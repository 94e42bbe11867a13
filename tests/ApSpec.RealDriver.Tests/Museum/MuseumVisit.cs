using System.Text.Json;
using ApSpec.RealDriver.Museum;
using ApSpec.RealDriver.Worker;
using ApSpec.Search.Museum;

namespace ApSpec.RealDriver.Tests.Museum;

/// <summary>Asks of a compiled driver which known defects it has, as the command does: in a worker process.</summary>
internal static class MuseumVisit
{
    /// <summary>The verdict on one defect.</summary>
    public static DriverCell Of(LoadedDriver driver, string bug)
    {
        using var engine = new DriverEngine(
            new DriverSubject(driver.Built),
            Builds.Tool with
            {
                Arguments = [.. Builds.Tool.Arguments, "worker", JsonSerializer.Serialize(driver.Built)],
                Reads = [Path.GetDirectoryName(driver.Built.LibraryPath)!],
            },
            jobs: 1);
        return new DriverCurator(engine, driver.Built.Version).Examine(Exhibits.Find(bug)!);
    }
}
