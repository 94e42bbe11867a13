using System.Collections.Immutable;
using System.Globalization;

namespace ApSpec.RealDriver.Confinement;

/// <summary>The command line of bwrap(1): new namespaces of every kind, no capabilities, and a root with only the paths named here.</summary>
internal static class Bubblewrap
{
    /// <summary>The program.</summary>
    public const string Program = "bwrap";

    /// <summary>An environment variable, set for a .NET process in a sandbox: the process must load the system-call filter before a driver.</summary>
    public const string SealVariable = "APSPEC_SEAL";

    private const long TemporaryMax = 256L << 20;

    /// <summary>The words before a program's command line; <paramref name="filter"/> is the descriptor of the system-call filter.</summary>
    public static IEnumerable<string> Command(
        ConfinedProgram program, ImmutableArray<(string Name, string Value)> environment, int? filter) =>
    [
        Program, "--unshare-all", "--die-with-parent", "--new-session", "--cap-drop", "ALL", "--clearenv",
        .. environment.SelectMany<(string Name, string Value), string>(variable => ["--setenv", variable.Name, variable.Value]),
        "--setenv", "PATH", ProgramEnvironment.PathOf(program),
        .. program.Kind == ProgramKind.DotNet ? (string[])["--setenv", SealVariable, "1"] : [],
        .. SystemFolders.Always.SelectMany(System),
        .. SystemFolders.Sometimes.SelectMany<string, string>(path => ["--ro-bind-try", path, path]),
        // Not all of /dev: a read of /dev/zero to its end never returns.
        "--dev-bind", "/dev/null", "/dev/null", "--dev-bind", "/dev/urandom", "/dev/urandom",
        .. program.Kind == ProgramKind.Compiler ? (string[])[] : ["--proc", "/proc"],
        "--size", TemporaryMax.ToString(CultureInfo.InvariantCulture), "--tmpfs", "/tmp",
        .. program.Readable.Distinct().SelectMany<string, string>(path => ["--ro-bind", path, path]),
        .. program.Writable.Distinct().SelectMany<string, string>(path => ["--bind", path, path]),
        "--remount-ro", "/", "--chdir", program.Folder,
        .. filter is { } descriptor ? (string[])["--seccomp", descriptor.ToString(CultureInfo.InvariantCulture)] : [],
        "--",
    ];

    private static IEnumerable<string> System(string path)
    {
        var directory = new DirectoryInfo(path);
        if (!directory.Exists)
            return [];
        return directory.LinkTarget is { } target ? ["--symlink", target, path] : ["--ro-bind", path, path];
    }
}
