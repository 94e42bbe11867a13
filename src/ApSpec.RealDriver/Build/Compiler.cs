using System.Collections.Immutable;
using ApSpec.RealDriver.Confinement;

namespace ApSpec.RealDriver.Build;

/// <summary>The user's gcc.</summary>
/// <param name="Command">How it is called.</param>
/// <param name="Version">First line of <c>--version</c>.</param>
/// <param name="Machine">Its target.</param>
/// <param name="Include">Directory of gcc's own headers.</param>
internal sealed record Compiler(string Command, string Version, string Machine, string Include)
{
    private const string HowToInstall = "install it (Debian, Ubuntu: apt install gcc libc6-dev; Fedora: dnf install gcc glibc-devel) or name one with --cc";
    private static readonly TimeSpan AskLimit = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan CompileLimit = TimeSpan.FromSeconds(120);

    /// <summary>Asks a compiler for version and target; an error text when it cannot be used.</summary>
    public static async Task<(Compiler? Compiler, string Error)> Find(string command)
    {
        // A relative path starts at the user's directory, not at the build's.
        if (command.Contains('/', StringComparison.Ordinal))
            command = Path.GetFullPath(command);
        Task<ToolOutput> Ask(string question) => ToolRun.Run(command, [question], "/", AskLimit);
        var version = await Ask("--version");
        if (version.IsMissing)
            return (null, $"{command}: no such compiler; the driver is compiled with gcc on this machine: {HowToInstall}");
        if (!version.IsOk)
            return (null, $"{command} --version failed: {FirstLine(version.Error + version.Out)}");
        if (!version.Out.Contains("Free Software Foundation", StringComparison.Ordinal))
        {
            return (null, $"{command} is '{FirstLine(version.Out)}'; gcc is needed: only gcc lays structures out with "
                + "the byte order of s390 (#pragma scalar_storage_order)");
        }

        var machine = await Ask("-dumpmachine");
        var include = await Ask("-print-file-name=include");
        return machine.IsOk && include.IsOk
            ? (new Compiler(command, FirstLine(version.Out), machine.Out.Trim(), include.Out.Trim()), "")
            : (null, $"{command} does not say what it compiles for: {FirstLine(machine.Error + include.Error)}");
    }

    /// <summary>Runs it in a build's directory. The compiler can write only there, and read only there and its own files.</summary>
    public Task<ToolOutput> Run(IEnumerable<string> arguments, WorkFolder folder, Sandbox sandbox)
    {
        var program = new ConfinedProgram(ProgramKind.Compiler, Command, [.. arguments, $"-ffile-prefix-map={folder.Path}=."])
        {
            Folder = folder.Path,
            Readable = SystemFolders.FoldersOf(Command),
            Writable = [folder.Path],
        };
        return ToolRun.Run(sandbox, program, CompileLimit);
    }

    /// <summary>Arguments to compile a file, or only to check that it compiles.</summary>
    public ImmutableArray<string> Compiling(string source, string? output, IEnumerable<string> flags) =>
        [.. flags, "-isystem", Include, .. output is null ? (string[])["-fsyntax-only"] : ["-c", "-o", output], source];

    private static string FirstLine(string text) => text.Split('\n')[0].Trim();
}
