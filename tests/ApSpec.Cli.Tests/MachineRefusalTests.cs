using System.Diagnostics;

namespace ApSpec.Cli.Tests;

/// <summary>What the machine refuses, or a variable that is not set, exits 2 with a text, never 3 and never by a signal.</summary>
public sealed class MachineRefusalTests : IDisposable
{
    private static readonly string Dll = Path.Combine(AppContext.BaseDirectory, "apspec.dll");
    private readonly CommandFolder command = new();

    public void Dispose() => command.Dispose();

    [Theory]
    [InlineData("FILE ''", "replay", "")]
    [InlineData("FILE ''", "minimize", "")]
    [InlineData("TRACE ''", "bisect", "")]
    [InlineData("--output ''", "diagram", "-o", "")]
    [InlineData("--expect ''", "check", "--expect", "")]
    [InlineData("--expect ''", "museum", "--expect", "")]
    [InlineData("--driver ''", "check", "--driver", "")]
    [InlineData("--driver ''", "lockstep", "--driver", "")]
    [InlineData("--kernel-tree ''", "driver", "build", "--kernel-tree", "")]
    [InlineData("--root ''", "docs", "--root", "")]
    [InlineData("--scope ''", "explore", "--scope", "")]
    [InlineData("--keep ''", "replay", "--trace", "scope mdevs=1 kvms=1", "--asan", "--driver", ".", "--keep", "")]
    public void An_empty_argument_is_named(string expected, params string[] arguments) =>
        Assert.Contains($"{expected}: is empty", command.Run(2, arguments).Error, StringComparison.Ordinal);

    [Theory]
    [InlineData("replay", "/dev/zero")]
    [InlineData("replay", "/dev/full")]
    [InlineData("minimize", "/dev/urandom")]
    [InlineData("check", "--expect", "/dev/zero")]
    [InlineData("museum", "--expect", "/dev/zero")]
    public void A_device_without_an_end_is_not_read_to_its_end(params string[] arguments) =>
        Assert.Contains("more than", command.Run(2, arguments).Error, StringComparison.Ordinal);

    [Theory]
    [InlineData("/proc/self/status")]
    [InlineData("/proc/self/mem")]
    [InlineData("/dev/null")]
    [InlineData("/proc")]
    [InlineData("@/dev/zero")]
    public void What_is_no_file_of_text_is_refused(string path) => command.Run(2, "replay", path);

    [Fact]
    public void A_pipe_is_read_like_a_file() =>
        Assert.Equal((0, ""), Shell("mkfifo p; printf 'scope mdevs=1 kvms=1\\ncreate m0\\n' > p & {0} replay p -r v5.11 > out"));

    [Fact]
    public void A_trace_without_operations_violates_nothing() => Assert.Contains(
        "no rule is violated", command.Run(0, "replay", "--trace", "scope mdevs=1 kvms=1", "-r", "v5.10").Output, StringComparison.Ordinal);

    [Fact]
    public void A_full_standard_output_is_named()
    {
        var (exit, error) = Shell("{0} rules > /dev/full");

        Assert.Equal((2, "apspec: standard output: cannot be written: No space left on device\n"), (exit, error));
    }

    [Fact]
    public void A_closed_standard_output_is_named()
    {
        var (exit, error) = Shell("{0} rules >&-");

        Assert.Equal(2, exit);
        Assert.StartsWith("apspec: standard output: cannot be written", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2>&-")]
    [InlineData("2>/dev/full")]
    public void A_standard_error_that_takes_nothing_does_not_matter(string redirection) =>
        Assert.Equal((2, ""), Shell($"{{0}} rules --rule X {redirection}"));

    // The reader has gone before the first line: the command ends as one does that a broken pipe ends.
    [Fact]
    public void A_reader_that_is_gone_ends_the_command_quietly() =>
        Assert.Equal((0, "141\n"), Shell("{{ {0} rules; echo $? >&2; }} | true"));

    [Fact]
    public void A_file_that_cannot_hold_the_result_is_named() =>
        Assert.Contains("/dev/full: cannot be written", command.Run(2, "diagram", "-o", "/dev/full", "--force").Error, StringComparison.Ordinal);

    [Fact]
    public void A_directory_is_no_output_file() =>
        Assert.Contains("is a directory", command.Run(2, "diagram", "-o", ".", "--force").Error, StringComparison.Ordinal);

    private (int Exit, string Error) Shell(string script)
    {
        var start = new ProcessStartInfo("sh", ["-c", string.Format(System.Globalization.CultureInfo.InvariantCulture, script, $"dotnet {Dll}")])
        {
            WorkingDirectory = command.Folder,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, error);
    }
}
