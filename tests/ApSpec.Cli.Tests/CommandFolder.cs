using System.Diagnostics;

namespace ApSpec.Cli.Tests;

/// <summary>The built command, run as users run it: a process with its own exit code, output and working folder.</summary>
internal sealed class CommandFolder : IDisposable
{
    private static readonly string Dll = Path.Combine(AppContext.BaseDirectory, "apspec.dll");

    /// <summary>A fresh folder that the command runs in; gone afterwards.</summary>
    public string Folder { get; } = Directory.CreateTempSubdirectory("apspec-test-").FullName;

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    /// <summary>Writes a file into <see cref="Folder"/>.</summary>
    public string Write(string name, string text)
    {
        File.WriteAllText(Path.Combine(Folder, name), text);
        return name;
    }

    public string Read(string name) => File.ReadAllText(Path.Combine(Folder, name));

    public CommandResult Run(params string[] arguments)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath is { } host && Path.GetFileName(host) == "dotnet" ? host : "dotnet", [Dll, .. arguments])
        {
            WorkingDirectory = Folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["TERM"] = "xterm-256color";
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return new CommandResult(process.ExitCode, output, error.Result);
    }

    /// <summary>Runs and judges what must hold whatever was asked: no escape codes in pipes, no stack trace.</summary>
    public CommandResult Run(int exitCode, params string[] arguments)
    {
        var result = Run(arguments);
        Assert.True(result.ExitCode == exitCode, $"exit {result.ExitCode}, expected {exitCode}\n{result.Output}\n{result.Error}");
        Assert.DoesNotContain('\u001b', result.Output + result.Error);
        Assert.DoesNotContain("   at ApSpec.", result.Output + result.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("internal error", result.Error, StringComparison.Ordinal);
        return result;
    }
}
