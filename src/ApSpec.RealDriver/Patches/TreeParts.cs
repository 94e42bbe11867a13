using System.Collections.Immutable;
using ApSpec.RealDriver.Build;

namespace ApSpec.RealDriver.Patches;

/// <summary>The parts of a kernel tree that a build reads: a private copy has these and no more, some three megabytes.</summary>
internal static class TreeParts
{
    private static readonly string[] Ends = [".c", ".h"];

    /// <summary>Folders whose C files are read, with the folders in them.</summary>
    public static readonly ImmutableArray<string> Folders =
    [
        .. Subsystem.All.SelectMany(subsystem => subsystem.Files.SelectMany(names => names).Concat(subsystem.Optional))
            .Select(path => path[..path.LastIndexOf('/')]).Append(TreeHeaders.DriverFolder).Concat(KvmSources.Folders)
            .Distinct().Order(StringComparer.Ordinal),
    ];

    /// <summary>Files that are read besides.</summary>
    public static readonly ImmutableArray<string> Files =
    [
        .. TreeHeaders.Needed.Concat(TreeHeaders.Provided.Select(header => header.Path)).Append(KvmSources.GenericHeader)
            .Append(TreeHeaders.Makefile).Append("Makefile").Distinct().Order(StringComparer.Ordinal),
    ];

    /// <summary>True for a file that a build may read.</summary>
    public static bool Has(string path) => Files.Contains(path)
        || (Ends.Any(end => path.EndsWith(end, StringComparison.Ordinal))
            && Folders.Any(folder => path.StartsWith($"{folder}/", StringComparison.Ordinal)));
}
