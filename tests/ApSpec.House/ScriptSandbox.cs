using System.Diagnostics;

namespace ApSpec.House;

/// <summary>A small checkout in a folder with a space in its name, with its own PATH, in which a script is run.</summary>
internal sealed class ScriptSandbox : IDisposable
{
    private static readonly string[] Tools =
    [
        "bash", "sh", "basename", "cat", "chmod", "cmp", "cp", "cut", "dirname", "find", "flock", "git", "grep", "head", "mkdir", "mktemp",
        "mv", "readlink", "rm", "sed", "sha256sum", "sleep", "sort", "tail", "touch", "tr",
    ];

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("apspec house ");

    /// <summary>The checkout holds the script named and a global.json that asks for SDK 10.0.100.</summary>
    public ScriptSandbox(string script)
    {
        Write(script, RepoTree.Text(script), executable: true);
        Write("global.json", """{ "sdk": { "version": "10.0.100" } }""");
        Write("src/ApSpec.Cli/Program.cs", "");
        Write("Directory.Build.props", "");
        Write("Directory.Packages.props", "");
        Directory.CreateDirectory(Full("spec"));
        Directory.CreateDirectory(Full("generators"));
        Directory.CreateDirectory(Full("path"));
        foreach (var tool in Tools)
        {
            var found = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':')
                .Select(d => Path.Combine(d, tool)).FirstOrDefault(File.Exists);
            if (found is not null)
            {
                File.CreateSymbolicLink(Full("path/" + tool), found);
            }
        }
    }

    public string Full(string path) => Path.Combine(folder.FullName, path);

    public void Write(string path, string text, bool executable = false)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Full(path))!);
        File.WriteAllText(Full(path), text);
        if (executable && !OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(Full(path), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    /// <summary>Puts a stand-in for a command, a shell script, on the PATH.</summary>
    public void StandIn(string command, string script) => Write("path/" + command, "#!/bin/sh\n" + script, executable: true);

    /// <summary>Runs a script of the checkout from another current folder.</summary>
    public async Task<(int ExitCode, string Out, string Error)> Run(string script, params string[] arguments)
    {
        var start = new ProcessStartInfo(Full(script), arguments)
        {
            WorkingDirectory = Path.GetTempPath(),
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["PATH"] = Full("path");
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, await output, await error);
    }

    public void Dispose() => folder.Delete(recursive: true);
}
