using System.Collections.Immutable;

namespace ApSpec.RealDriver.Build;

/// <summary>
/// The functions and structures of a tree's KVM that a driver needs, found by name in its files, since the files move (7.3 has a folder
/// for them).
/// </summary>
internal sealed class KvmSources
{
    private const string Headers = "arch/s390/include/asm";
    private const string HeaderPrefix = "kvm_host";

    /// <summary>The header that every architecture's KVM has.</summary>
    public const string GenericHeader = "include/linux/kvm_host.h";

    /// <summary>Folders with the C files that are searched.</summary>
    public static readonly ImmutableArray<string> Folders = ["arch/s390/kvm", "virt/kvm", Headers];

    private readonly ImmutableArray<CFile> files;
    private readonly Dictionary<string, CDefinition?> functions = new(StringComparer.Ordinal);

    private KvmSources(ImmutableArray<CFile> files, ImmutableArray<KvmFunction> wanted)
    {
        this.files = files;
        Wanted = wanted;
        foreach (var name in wanted.SelectMany(function => function.Calls.Append(function.Name)).Distinct())
            functions[name] = First(file => file.Function(name));
        Types = [.. KvmFunction.Macros.Select(name => First(file => file.Macro(name))).OfType<CDefinition>(), .. Hooks(), .. Structures()];
    }

    /// <summary>The functions that this tree's driver needs.</summary>
    public ImmutableArray<KvmFunction> Wanted { get; }

    /// <summary>The structures, with their constants, in the order in which they are declared; empty when the tree lacks one.</summary>
    public ImmutableArray<CDefinition> Types { get; private set; }

    /// <summary>Why there are no types; null when there are.</summary>
    public string? Lacking { get; private set; }

    /// <summary>The files in which a definition was found.</summary>
    public IEnumerable<TreeSource> Used
    {
        get
        {
            var paths = functions.Values.OfType<CDefinition>().Concat(Types).Select(found => found.Path).ToHashSet(StringComparer.Ordinal);
            return files.Select(file => file.Source).Where(source => paths.Contains(source.Path));
        }
    }

    /// <summary>The definition of a function, or of one that it calls; null when no file has one.</summary>
    public CDefinition? Function(string name) => functions.GetValueOrDefault(name);

    /// <summary>Reads the KVM of a tree; the given files are those of its driver.</summary>
    public static KvmSources Read(TreeReader reader, IReadOnlyCollection<TreeSource> driver)
    {
        ImmutableArray<CFile> files =
        [
            .. Folders.SelectMany(reader.CFilesIn)
                .Where(path => !path.StartsWith($"{Headers}/", StringComparison.Ordinal) || Path.GetFileName(path).StartsWith(HeaderPrefix, StringComparison.Ordinal))
                .Append(GenericHeader).Select(reader.ReadIfThere).OfType<TreeSource>().Select(source => new CFile(source)),
        ];
        return new KvmSources(files, [.. KvmFunction.All.Where(function =>
            !function.IsAsked || driver.Any(source => source.Text.Contains(function.Name, StringComparison.Ordinal)))]);
    }

    private CDefinition? First(Func<CFile, CDefinition?> find) => files.Select(find).FirstOrDefault(found => found is not null);

    private IEnumerable<CDefinition> Hooks() =>
        KvmFunction.Hooks.Select(name => First(file => file.Type(name) ?? file.Structure(name))).OfType<CDefinition>();

    private ImmutableArray<CDefinition> Structures()
    {
        var found = KvmFunction.Structures.Select(name => (name, Definition: First(file => file.Structure(name)))).ToArray();
        Lacking = found.Where(row => row.Definition is null).Select(row => $"the tree has no struct {row.name}").FirstOrDefault();
        return Lacking is null ? [.. found.Select(row => row.Definition!)] : [];
    }
}
