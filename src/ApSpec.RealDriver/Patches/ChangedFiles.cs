using System.Collections.Immutable;
using ApSpec.RealDriver.Build;
using ApSpec.RealDriver.Confinement;
using ApSpec.RealDriver.Worker;

namespace ApSpec.RealDriver.Patches;

/// <summary>Compares the files of two trees that are compiled into a driver or around it.</summary>
internal static class ChangedFiles
{
    /// <summary>The paths, in order, of compiled files that differ or that only one of the trees has.</summary>
    public static ImmutableArray<string> Between(KernelTree a, KernelTree b) =>
    [
        .. a.Files.Select(Key).Except(b.Files.Select(Key)).Concat(b.Files.Select(Key).Except(a.Files.Select(Key)))
            .Select(key => key.Path).Distinct().Order(StringComparer.Ordinal),
    ];

    /// <summary>The unified diff of these files without context, with <c>a/</c> and <c>b/</c> before the paths; null with an error text when git fails.</summary>
    public static string? Diff(KernelTree a, KernelTree b, ImmutableArray<string> paths, Sandbox sandbox, out string error)
    {
        error = GitCommand.WhyNot ?? "";
        if (error.Length > 0)
            return null;
        using var folder = RunFolder.Create();
        Fill(folder.At("a"), a, paths);
        Fill(folder.At("b"), b, paths);
        var output = GitCommand.Work(folder.Path, ["diff", "--no-index", "--no-color", "--no-ext-diff", "--no-textconv", "--no-renames", "--no-prefix", "-U0", "a", "b"], sandbox);
        if (output.Exit is 0 or 1)
            return output.Text;
        error = $"{a.Name} and {b.Name}: git cannot compare them: {output.Complaint}";
        return null;
    }

    private static (string Path, string Hash) Key(TreeFile file) => (file.Path, file.Sha256);

    private static void Fill(string folder, KernelTree tree, ImmutableArray<string> paths)
    {
        Directory.CreateDirectory(folder);
        foreach (var source in tree.Sources.Where(source => paths.Contains(source.Path)))
            TreeCopy.Write(folder, source);
    }
}
