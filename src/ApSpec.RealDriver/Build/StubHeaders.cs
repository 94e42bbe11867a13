namespace ApSpec.RealDriver.Build;

/// <summary>
/// The headers that stand in for the kernel's: empty ones, since Shim/kernel.h is forced in front of every file, except for the
/// few that lead to the tree's own.
/// </summary>
internal static class StubHeaders
{
    /// <summary>Name and text of each header that the given files, and the headers they get, may include.</summary>
    public static IReadOnlyDictionary<string, string> Create(IReadOnlyCollection<TreeSource> sources)
    {
        var stubs = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var name in sources.SelectMany(source => IncludeLines.Bracketed(source.Text)))
        {
            if (IsInside(name))
                stubs.TryAdd(name, "");
        }

        foreach (var (name, path) in TreeHeaders.Provided.Where(header => sources.Any(source => source.Path == header.Path)))
        {
            var wanted = path == TreeHeaders.Instructions ? $"shim/{TreeHeaders.InstructionsWrapper}" : $"tree/{path}";
            stubs[name] = $"#include \"{wanted}\"\n";
        }

        return stubs;
    }

    // A name without a directory is the compiler's own (stdarg.h); one that leads out of the folder is left to the compiler's error.
    private static bool IsInside(string name) =>
        name.Contains('/', StringComparison.Ordinal) && !name.Split('/').Any(part => part is "" or "." or "..");
}
