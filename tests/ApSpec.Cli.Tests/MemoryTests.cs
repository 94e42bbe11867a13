using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace ApSpec.Cli.Tests;

public sealed class MemoryTests
{
    private const string Large = "mdevs=2 kvms=2 adapters=05,06 domains=0006,0007 features=masks,irq";

    [Fact]
    public void A_search_without_memory_for_more_states_exits_with_its_counts()
    {
        var start = new ProcessStartInfo("dotnet",
            [Path.Combine(AppContext.BaseDirectory, "apspec.dll"), "explore", "-r", "v5.11", "--scope", Large, "--states", "200000000"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["DOTNET_GCHeapHardLimit"] = "0x2000000"; // 32 MiB
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var text = process.StandardOutput.ReadToEnd();
        process.WaitForExit();

        Assert.Equal("", error.Result);
        Assert.Equal(1, process.ExitCode); // rules were violated before
        var states = Regex.Match(text, @"no verdict: out of memory at ([\d,]+) states").Groups[1].Value;
        Assert.InRange(int.Parse(states, NumberStyles.AllowThousands, CultureInfo.InvariantCulture), 1_000, 100_000_000);
    }
}
