using System.Diagnostics;
using System.Globalization;

namespace ApSpec.Cli.Tests;

/// <summary>SIGINT, which Ctrl-C sends: a check prints what it has, any other command ends at once.</summary>
public sealed class InterruptTests : IDisposable
{
    private readonly CommandFolder command = new();

    public void Dispose() => command.Dispose();

    [Theory]
    [InlineData("INT", 130)]
    [InlineData("TERM", 143)]
    public void A_check_that_is_interrupted_prints_what_it_did(string signal, int exit)
    {
        using var process = Start("check", "-r", "v5.11", "--rule", "LOCK-01", "--traces", "100000000");
        WaitFor(() => IsAtWork(process.Id));
        Kill(signal, process);
        var text = process.StandardOutput.ReadToEnd();
        process.WaitForExit();

        Assert.Equal(exit, process.ExitCode);
        Assert.Contains("NOT complete: interrupted, not repeatable.", text, StringComparison.Ordinal);
        Assert.Contains("cut off after ", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_command_that_looks_at_no_interrupt_ends_at_once()
    {
        Process.Start("mkfifo", [Path.Combine(command.Folder, "fifo")]).WaitForExit();
        using var process = Start("replay", "fifo");
        WaitFor(() => Catches(process.Id));
        Kill("INT", process);
        process.WaitForExit();

        Assert.Equal(130, process.ExitCode);
    }

    // What a shell does of itself: the signals that the tests' own parent ignores are not ignored by the command.
    private Process Start(params string[] arguments) => Process.Start(
        new ProcessStartInfo("env", ["--default-signal=INT", "dotnet", Path.Combine(AppContext.BaseDirectory, "apspec.dll"), .. arguments])
        {
            WorkingDirectory = command.Folder,
            RedirectStandardOutput = true,
        })!;

    private static void Kill(string signal, Process process) => Process.Start("kill", [$"-{signal}", $"{process.Id}"]).WaitForExit();

    // The command has its handler for SIGINT, signal 2, when the kernel says so.
    private static bool Catches(int process) => File.ReadLines($"/proc/{process}/status")
        .Where(line => line.StartsWith("SigCgt:", StringComparison.Ordinal))
        .Any(line => (Convert.ToUInt64(line[7..].Trim(), 16) >> 1 & 1) != 0);

    // To start costs a second of processor time; three were spent on traces too.
    private static bool IsAtWork(int process) =>
        long.Parse(File.ReadAllText($"/proc/{process}/stat").Split(") ")[1].Split(' ')[11], CultureInfo.InvariantCulture) > 300;

    private static void WaitFor(Func<bool> seen)
    {
        while (!seen())
            Thread.Yield();
    }
}
