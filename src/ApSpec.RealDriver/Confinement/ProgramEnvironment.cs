using System.Collections.Immutable;
using System.Globalization;

namespace ApSpec.RealDriver.Confinement;

/// <summary>The environment of a confined program. In a sandbox it has only these variables; without one they are added to the user's.</summary>
internal static class ProgramEnvironment
{
    private const string Standard = "/usr/local/bin:/usr/bin:/bin";

    /// <summary>Variables that would change what gcc does or prints.</summary>
    private static readonly ImmutableArray<string> Unwanted =
    [
        "CPATH", "C_INCLUDE_PATH", "LIBRARY_PATH", "GCC_EXEC_PREFIX", "COMPILER_PATH", "DEPENDENCIES_OUTPUT", "SUNPRO_DEPENDENCIES",
        "SOURCE_DATE_EPOCH", "GCC_COLORS", "GCC_EXTRA_DIAGNOSTIC_OUTPUT", "LANGUAGE", "LANG",
    ];

    private const string HeapLimit = "DOTNET_GCHeapHardLimit";

    /// <summary>True in a process that was given a limit on its memory.</summary>
    public static bool HasMemoryMax => Environment.GetEnvironmentVariable(HeapLimit) is not null;

    /// <summary>The limit on memory of a process with a limit on its heap.</summary>
    public static long MemoryMaxOf(long heap) => heap / 3 * 4;

    /// <summary>Removes variables that must not be passed on.</summary>
    public static void Clean(IDictionary<string, string?> environment)
    {
        foreach (var name in Unwanted)
            environment.Remove(name);
        environment["LC_ALL"] = "C";
    }

    /// <summary>The variables that a program gets.</summary>
    public static ImmutableArray<(string Name, string Value)> Variables(ConfinedProgram program, long memoryMax)
    {
        ImmutableArray<(string Name, string Value)> common = [("LC_ALL", "C"), ("PWD", program.Folder)];
        return program.Kind switch
        {
            ProgramKind.DotNet =>
            [
                .. common,
                ("DOTNET_ROOT", SystemFolders.DotNet),
                ("DOTNET_TieredPGO", "0"),                  // a worker lives too short for it
                ("DOTNET_EnableDiagnostics", "0"),          // opens a socket
                ("DOTNET_EnableWriteXorExecute", "0"),      // maps shared memory, which no limit counts
                (HeapLimit, (memoryMax / 4 * 3).ToString("x", CultureInfo.InvariantCulture)),
            ],
            ProgramKind.Compiler => [.. common, ("CCACHE_DISABLE", "1")], // a gcc that is ccache would write to the user's home
            ProgramKind.Git =>
            [
                .. common,
                ("GIT_CONFIG_NOSYSTEM", "1"),
                ("GIT_CONFIG_GLOBAL", "/dev/null"),
                ("GIT_NO_LAZY_FETCH", "1"),
                ("GIT_ALLOW_PROTOCOL", ""),                 // none; overrides a repository's configuration
                ("GIT_TERMINAL_PROMPT", "0"),
            ],
            ProgramKind.Sanitized => [.. common, ("ASAN_OPTIONS", $"hard_rss_limit_mb={memoryMax >> 20}")],
            _ => common,
        };
    }

    /// <summary>Where a sandbox looks for programs.</summary>
    public static string PathOf(ConfinedProgram program) => program switch
    {
        { Kind: ProgramKind.DotNet } => $"{SystemFolders.DotNet}:{Standard}",
        _ when SystemFolders.Found(program.File) is { } path => $"{Path.GetDirectoryName(path)}:{Standard}",
        _ => Standard,
    };
}
