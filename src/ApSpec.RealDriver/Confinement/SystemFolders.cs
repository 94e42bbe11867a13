using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace ApSpec.RealDriver.Confinement;

/// <summary>Directories with programs and libraries, which a sandbox shows; it shows nothing of the user's.</summary>
internal static class SystemFolders
{
    /// <summary>Directories that are always there, and links into /usr where a distribution merged them.</summary>
    public static readonly ImmutableArray<string> Always = ["/usr", "/bin", "/sbin", "/lib", "/lib32", "/lib64", "/libx32"];

    /// <summary>Paths that only some distributions need.</summary>
    public static readonly ImmutableArray<string> Sometimes = ["/etc/alternatives", "/etc/ld.so.cache", "/nix/store", "/gnu/store"];

    /// <summary>The .NET that runs this process: three levels above the runtime's libraries.</summary>
    public static string DotNet { get; } = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", ".."));

    /// <summary>All that a .NET process of this command reads.</summary>
    public static ImmutableArray<string> OfDotNet { get; } = [DotNet, AppContext.BaseDirectory];

    /// <summary>
    /// The directories of a program that the user names: its own, and that of the file its links lead to. For a program in a <c>bin</c> the
    /// directory above is added, which has its other parts; not if that contains the user's home.
    /// </summary>
    public static ImmutableArray<string> FoldersOf(string program)
    {
        if (Found(program) is not { } path)
            return [];
        var real = File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? path;
        return [.. ((string[])[path, real]).Select(file => Path.GetDirectoryName(file)!).SelectMany<string, string>(
            folder => [folder, .. PrefixOf(folder)]).Where(folder => !IsInSystem(folder)).Distinct()];
    }

    /// <summary>Where a program is: on the PATH unless it is named with a directory.</summary>
    public static string? Found(string program) => program.Contains('/', StringComparison.Ordinal)
        ? Path.GetFullPath(program)
        : (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':', StringSplitOptions.RemoveEmptyEntries)
            .Select(folder => Path.Combine(folder, program)).FirstOrDefault(File.Exists);

    private static IEnumerable<string> PrefixOf(string folder)
    {
        if (Path.GetFileName(folder) != "bin" || Path.GetDirectoryName(folder) is not { Length: > 1 } prefix)
            return [];
        var home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        return $"{home}/".StartsWith($"{prefix}/", StringComparison.Ordinal) ? [] : [prefix];
    }

    private static bool IsInSystem(string folder) => Always.Any(known => folder == known || folder.StartsWith($"{known}/", StringComparison.Ordinal));
}
