using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;

namespace ApSpec.RealDriver.Build;

/// <summary>
/// A user's kernel source tree with the text of every file that is compiled. The tree may be read-only. Nothing depends on its version
/// number, since distributors backport changes.
/// </summary>
internal sealed class KernelTree
{
    private const string Module = "vfio_ap";
    private const int NamesMax = 6;

    private KernelTree(
        string name, string root, string? version, ImmutableArray<string> objects, ImmutableArray<string> conditional, ImmutableArray<TreeSource> sources,
        ImmutableArray<(Subsystem Subsystem, ImmutableArray<string> Files, string? Missing)> subsystems, KvmSources kvm)
    {
        Name = name;
        Root = root;
        Version = version;
        Objects = objects;
        Conditional = conditional;
        Sources = sources;
        Subsystems = subsystems;
        Kvm = kvm;
        Files = [.. sources.Select(source => source.File)];
    }

    /// <summary>The tree, as the user named it.</summary>
    public string Name { get; }

    /// <summary>The directory, absolute.</summary>
    public string Root { get; }

    /// <summary>What the tree's top Makefile says; null when there is none. Only printed.</summary>
    public string? Version { get; }

    /// <summary>The C files of the module, as paths in the tree, in the Makefile's order.</summary>
    public ImmutableArray<string> Objects { get; }

    /// <summary>C files that the kernel's configuration may add to the module; not compiled.</summary>
    public ImmutableArray<string> Conditional { get; }

    /// <summary>The parts of the kernel around the driver: their C files, or the file that the tree lacks.</summary>
    public ImmutableArray<(Subsystem Subsystem, ImmutableArray<string> Files, string? Missing)> Subsystems { get; }

    /// <summary>Functions of the tree's KVM.</summary>
    public KvmSources Kvm { get; }

    /// <summary>Every file that is compiled, whole or in part, by path.</summary>
    public ImmutableArray<TreeSource> Sources { get; }

    /// <summary>The same files as manifests name them.</summary>
    public ImmutableArray<TreeFile> Files { get; }

    /// <summary>Hash of paths and contents of all compiled files. It names the driver and does not depend on the tree's directory.</summary>
    public string SourcesHash => Convert.ToHexStringLower(
        SHA256.HashData(Encoding.UTF8.GetBytes(string.Concat(Files.Select(file => $"{file.Sha256}  {file.Path}\n")))));

    /// <summary>
    /// Reads a tree; null with an error text when it is not one or lacks a file. <paramref name="name"/> is the user's name for it, if not
    /// the directory.
    /// </summary>
    public static KernelTree? Open(string directory, out string error, string? name = null)
    {
        error = KernelTreeFolder.Refusal(directory);
        if (error.Length > 0)
            return null;
        var reader = new TreeReader(Path.GetFullPath(directory));
        var makefile = reader.Read(TreeHeaders.Makefile);
        var (objects, conditional) = makefile is null ? ([], []) : KernelMakefile.ObjectsOf(makefile.Text, Module);
        ImmutableArray<string> files = [.. objects.Select(FileOf)];
        var sources = files.Concat(TreeHeaders.Needed).Select(reader.Read).OfType<TreeSource>().ToList();
        var subsystems = Subsystem.All.Select(subsystem =>
        {
            var core = subsystem.In(reader, out var lacks);
            sources.AddRange(core ?? []);
            return (subsystem, Files: core?.Select(source => source.Path).ToImmutableArray() ?? [], Missing: lacks);
        }).ToImmutableArray();
        sources.AddRange(Included(reader, sources));
        var kvm = KvmSources.Read(reader, [.. sources.Where(source => files.Contains(source.Path))]);
        sources.AddRange(kvm.Used.Where(used => sources.TrueForAll(source => source.Path != used.Path)));
        if (reader.Unreadable is { } unreadable)
            error = $"{name ?? directory}: {unreadable}";
        else if (reader.Missing.Count > 0)
            error = $"{name ?? directory}: {Missing(reader.Missing)}{(name is null || name == directory ? KernelTreeFolder.Suggestion(directory) : "")}";
        else if (files.IsEmpty)
            error = $"{name ?? directory}: {TreeHeaders.Makefile} has no {Module}-objs: this tree has no {Module} driver";
        if (error.Length > 0)
            return null;
        return new KernelTree(name ?? directory, reader.Root, reader.ReadIfThere("Makefile") is { } top ? KernelMakefile.VersionOf(top.Text) : null,
            files, [.. conditional.Select(FileOf)], [.. sources.OrderBy(source => source.Path, StringComparer.Ordinal)], subsystems, kvm);
    }

    private static string FileOf(string name) => $"{TreeHeaders.DriverFolder}/{name}.c";

    // The included headers: those in quotes beside a file, and the few in angle brackets that are not stubs. A patch may add some, and an
    // older tree need not have all that a newer one includes.
    private static List<TreeSource> Included(TreeReader reader, IEnumerable<TreeSource> sources)
    {
        var known = sources.Select(source => source.Path).ToHashSet(StringComparer.Ordinal);
        var found = new List<TreeSource>();
        var waiting = new Queue<TreeSource>(sources);
        while (waiting.TryDequeue(out var source))
        {
            foreach (var path in IncludesOf(source).Where(known.Add))
            {
                // A header that is not there may be under a condition: the compiler will tell whether it is needed.
                if (reader.ReadIfThere(path) is not { } header)
                    continue;
                found.Add(header);
                waiting.Enqueue(header);
            }
        }

        return found;
    }

    private static IEnumerable<string> IncludesOf(TreeSource source)
    {
        var folder = source.Path[..source.Path.LastIndexOf('/')];
        return IncludeLines.Quoted(source.Text).Where(name => !name.Contains("..", StringComparison.Ordinal)).Select(name => $"{folder}/{name}")
            .Concat(TreeHeaders.Provided.Join(IncludeLines.Bracketed(source.Text), header => header.Name, name => name, (header, _) => header.Path));
    }

    private static string Missing(IReadOnlyList<string> paths)
    {
        var more = paths.Count > NamesMax ? $" and {paths.Count - NamesMax} more" : "";
        return $"not a kernel tree with {Module}: it lacks {string.Join(", ", paths.Take(NamesMax))}{more}";
    }
}
