using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;

namespace ApSpec.RealDriver.Build;

/// <summary>The C files of the shim as they were read for a build. They are installed beside the assembly, for users to read.</summary>
internal sealed class ShimSource
{
    private const string ProbeFolder = "probes/";
    private const string BaseFolder = "base";
    private const string KvmFolder = "kvm";
    private const string PeekEnd = ".peek.c";

    /// <summary>A file that includes one of these belongs to the runtime; any other is a fake, which sees the kernel's types.</summary>
    private static readonly ImmutableArray<string> RuntimeHeaders = ["state.h", "replay.h"];

    private ShimSource(string folder, ImmutableArray<TreeSource> files)
    {
        Folder = folder;
        Files = files;
    }

    /// <summary>Where the shim of this ApSpec is.</summary>
    public static string Default => Path.Combine(AppContext.BaseDirectory, "Shim");

    /// <summary>The directory.</summary>
    public string Folder { get; }

    /// <summary>All files, by path.</summary>
    public ImmutableArray<TreeSource> Files { get; }

    /// <summary>Hash of paths and contents.</summary>
    public string Hash => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Concat(
        Files.Select(file => file.File).Select(file => $"{file.Sha256}  {file.Path}\n")))));

    /// <summary>The probes' files.</summary>
    public IEnumerable<string> Probes => Paths.Where(path => path.StartsWith(ProbeFolder, StringComparison.Ordinal));

    private IEnumerable<string> Paths =>
        Files.Select(file => file.Path).Where(path => path.EndsWith(".c", StringComparison.Ordinal));

    /// <summary>
    /// The C files that a flavour adds to every tree: those of the folder itself, of <c>base/</c>, of <c>kvm/</c>, and of the flavour's folders,
    /// which replace files of the same name.
    /// </summary>
    public IEnumerable<(string Path, UnitKind Kind)> UnitsOf(FlavourFlags flavour)
    {
        var units = new SortedDictionary<string, TreeSource>(StringComparer.Ordinal);
        foreach (var folder in flavour.Folders.Prepend(KvmFolder).Prepend(BaseFolder).Prepend(""))
        {
            foreach (var file in Files.Where(file => IsUnitIn(folder, file.Path) && !flavour.IsLeftOut(file.Path)))
                units[Path.GetFileName(file.Path)] = file;
        }

        return units.Values.Select(file => (file.Path, KindOf(file)));
    }

    /// <summary>The C files of one of the folders of a part of the kernel.</summary>
    public IEnumerable<string> UnitsIn(string folder) => Paths.Where(path => IsUnitIn(folder, path) && !path.EndsWith(PeekEnd, StringComparison.Ordinal));

    /// <summary>
    /// A file of the shim that includes a file of the tree and is compiled in its place, to add functions that read the tree's static data.
    /// Null when the tree's file is compiled as it is.
    /// </summary>
    public string? PeekInto(Subsystem subsystem, string treeFile)
    {
        var path = $"{subsystem.OwnFolder}/{treeFile[..^2].Replace('/', '-')}{PeekEnd}";
        return Files.Any(file => file.Path == path) ? path : null;
    }

    /// <summary>True when a flavour's folders are there.</summary>
    public bool Has(FlavourFlags flavour) => flavour.Folders.All(folder => Files.Any(file => IsUnitIn(folder, file.Path)));

    /// <summary>Reads a folder; null with an error text when this installation has no shim.</summary>
    public static ShimSource? Open(string folder, out string error)
    {
        error = "";
        try
        {
            ImmutableArray<TreeSource> files =
            [
                .. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
                    .Where(path => Path.GetExtension(path) is ".c" or ".h")
                    .Select(path => new TreeSource(Path.GetRelativePath(folder, path), File.ReadAllBytes(path)))
                    .OrderBy(file => file.Path, StringComparer.Ordinal),
            ];
            if (!files.IsEmpty)
                return new ShimSource(Path.GetFullPath(folder), files);
            error = $"{folder}: holds no C file; ApSpec's shim is needed there";
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            error = $"{folder}: ApSpec's shim cannot be read: {e.Message}";
        }

        return null;
    }

    private static bool IsUnitIn(string folder, string path) =>
        path.EndsWith(".c", StringComparison.Ordinal) && (Path.GetDirectoryName(path) ?? "") == folder;

    private static UnitKind KindOf(TreeSource file) =>
        IncludeLines.Quoted(file.Text).Any(name => RuntimeHeaders.Contains(Path.GetFileName(name))) ? UnitKind.Runtime : UnitKind.Fake;
}
