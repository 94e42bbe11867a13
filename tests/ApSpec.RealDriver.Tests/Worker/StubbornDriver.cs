using System.Text.Json;
using ApSpec.RealDriver.Build;
using ApSpec.RealDriver.Worker;

namespace ApSpec.RealDriver.Tests.Worker;

/// <summary>
/// A driver with calls that do not come back: loops that the shim ends by a budget, and, after enough calls in one trace, what takes the
/// process along. Compiled once for all tests of it.
/// </summary>
public sealed class StubbornDriver : IDisposable
{
    /// <summary>The call of a trace in which the process ends, or stands still.</summary>
    public const int Fatal = 7;

    // Static variables of the driver belong to the trace: a restored snapshot puts them back.
    private static readonly Dictionary<string, string> Statements = new()
    {
        ["unassign_adapter"] = "for (;;) __asm__ volatile(\"\");",
        ["unassign_domain"] = "for (;;) msleep(20);",
        ["assign_domain"] = "for (volatile int i = 0; ; i++) ;",
        ["assign_control_domain"] = $"extern void _exit(int); static int times; if (++times == {Fatal}) _exit(3);",
        ["ap_config"] = "extern void abort(void); abort();",
        ["unassign_control_domain"] = $"static int times; if (++times == {Fatal}) for (;;) ;", // gcc gives an empty loop no call that counts,
    };

    private static readonly TimeSpan SilenceMax = TimeSpan.FromSeconds(2);
    private readonly Lazy<(EditedTree Tree, LoadedDriver Driver)> made = new(Make);

    internal LoadedDriver Driver => made.Value.Driver;

    /// <summary>Engine of workers that run the driver in processes of their own.</summary>
    public DriverEngine Engine(int jobs) => new(
        new DriverSubject(Driver.Built),
        Builds.Tool with
        {
            Arguments = [.. Builds.Tool.Arguments, "worker", JsonSerializer.Serialize(Driver.Built)],
            Reads = [Path.GetDirectoryName(Driver.Built.LibraryPath)!],
        },
        jobs,
        SilenceMax);

    public void Dispose()
    {
        if (!made.IsValueCreated)
            return; // the tests were skipped
        made.Value.Driver.Dispose();
        made.Value.Tree.Dispose();
    }

    private static (EditedTree Tree, LoadedDriver Driver) Make()
    {
        var tree = new EditedTree("6.12");
        foreach (var (operation, statement) in Statements)
            tree.Begin($"{operation}_store", statement);
        return (tree, tree.Load());
    }
}
