using System.Diagnostics;
using ApSpec.RealDriver.Worker;

namespace ApSpec.RealDriver.Tests.Worker;

/// <summary>A check of a compiled driver that is interrupted ends with its worker processes and leaves no file behind.</summary>
public sealed class InterruptTests
{
    [KernelTreeFact]
    public void An_interrupted_check_prints_what_it_has_and_takes_its_workers_and_files_along()
    {
        using var temporary = new TestFolder();
        // In a group of its own, all of which gets the signal, as from a terminal.
        var start = new ProcessStartInfo("setsid",
            ["env", "--default-signal=INT", Builds.Tool.File, .. Builds.Tool.Arguments, "check", "--driver", KernelTrees.Of("6.12"), "--traces", "100000000", "--jobs", "1"])
        {
            RedirectStandardOutput = true,
        };
        start.Environment["TMPDIR"] = temporary.Path;
        using var process = Process.Start(start)!;
        while (!HasBegun(temporary.Path))
            Assert.False(process.HasExited);

        Process.Start("kill", ["-INT", "--", $"-{process.Id}"]).WaitForExit();
        var text = process.StandardOutput.ReadToEnd(); // ends with the last process that holds it
        process.WaitForExit();

        Assert.Equal(130, process.ExitCode);
        Assert.Contains("NOT complete: interrupted, not repeatable.", text, StringComparison.Ordinal);
        Assert.Empty(Directory.GetDirectories(temporary.Path, "apspec-*"));
    }

    // The worker has taken its first order.
    private static bool HasBegun(string folder)
    {
        var path = Directory.GetDirectories(folder, "apspec-*").Select(run => Path.Combine(run, "worker0"))
            .FirstOrDefault(path => File.Exists(path) && new FileInfo(path).Length == Heartbeat.Bytes);
        if (path is null)
            return false;
        using var heartbeat = Heartbeat.At(path);
        return heartbeat.HasBegun && heartbeat.Beats > 0;
    }
}
