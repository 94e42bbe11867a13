namespace ApSpec.RealDriver.Build;

/// <summary>
/// The headers in place of the kernel's. Most are empty, since Shim/kernel.h is forced in front of every file; a few include the tree's
/// own.
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

    // A name without a directory is the compiler's (stdarg.h). A name that leads out of the folder gets no stub, so the compiler reports it.
    private static bool IsInside(string name) =>
        name.Contains('/', StringComparison.Ordinal) && !name.Split('/').Any(part => part is "" or "." or "..");
}
