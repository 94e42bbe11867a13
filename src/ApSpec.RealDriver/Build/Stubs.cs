using System.Collections.Immutable;
using System.Text;
using System.Text.RegularExpressions;

namespace ApSpec.RealDriver.Build;

/// <summary>
/// The functions of one build that the tree calls and that have no fake, found in the output of compiler and linker. Two generated files
/// stand in for them: declarations in front of every file, and bodies that end the call.
/// </summary>
internal sealed class Stubs(KernelTree tree, WorkFolder folder)
{
    /// <summary>The declarations, which are there for every build.</summary>
    public const string Header = "inc/missing.h";

    /// <summary>The bodies.</summary>
    public const string Unit = "shim/missing.c";

    private readonly TreeDeclarations declarations = new(tree);
    private readonly SortedDictionary<string, Stub> stubs = new(StringComparer.Ordinal);

    private sealed record Stub(string? Place, string? Result);

    /// <summary>All of them, by name.</summary>
    public ImmutableArray<MissingFunction> Functions =>
        [.. stubs.Select(stub => FunctionOf(stub.Key, stub.Value.Place))];

    /// <summary>True when there is a body to be compiled.</summary>
    public bool IsNeeded => stubs.Count > 0;

    /// <summary>Adds the names that a compiler reports as missing; true when some are new.</summary>
    public bool LearnFromCompiler(string output)
    {
        var news = MissingNames.Undeclared(output).Concat(MissingNames.Unknown(output).Where(found => declarations.IsFunction(found.Name)))
            .Where(found => !stubs.ContainsKey(found.Name)).ToArray();
        foreach (var found in news)
            stubs[found.Name] = new Stub(found.Place, declarations.ResultOf(found.Name));
        return Written(news.Length > 0);
    }

    /// <summary>Adds the functions that a linker reports as missing and the tree calls; true when some are new.</summary>
    public bool LearnFromLinker(string output)
    {
        var news = MissingNames.Undefined(output).Where(found => !stubs.ContainsKey(found.Name) && IsCalled(found.Name)).ToArray();
        foreach (var found in news)
            stubs[found.Name] = new Stub(PlaceOfCall(found.Name), null);
        return Written(news.Length > 0);
    }

    /// <summary>Writes both files.</summary>
    public void Write()
    {
        var header = new StringBuilder("/* Functions that the tree calls and nothing here stands for; made for this build. */\n");
        var unit = new StringBuilder(header.ToString()).Append("#include \"runtime.h\"\n");
        foreach (var (name, stub) in stubs)
        {
            if (stub.Result is { } result)
                header.Append($"{result} {name}();\n");
            unit.Append($"void {name}(void) {{ apx_missing(\"{name}\", __builtin_return_address(0)); }}\n");
        }

        folder.Write(Header, Encoding.UTF8.GetBytes(header.ToString()));
        folder.Write(Unit, Encoding.UTF8.GetBytes(unit.ToString()));
    }

    private static MissingFunction FunctionOf(string name, string? place)
    {
        var (file, topic) = SymbolHints.PlaceOf(name);
        return new MissingFunction(name, place, file, topic);
    }

    private bool Written(bool isNews)
    {
        if (isNews)
            Write();
        return isNews;
    }

    private bool IsCalled(string name) => PlaceOfCall(name) is not null;

    // The linker names no line. A symbol may be a function in a table of operations, or one that an inline function calls; the declaration
    // tells it from data.
    private string? PlaceOfCall(string name) =>
        PlaceIn(".c", $@"\b{name}\s*\(", RegexOptions.None)
        ?? (declarations.IsFunction(name) ? PlaceIn(".c", $@"\b{name}\b", RegexOptions.None) ?? PlaceIn(".h", $@"\b{name}\b", RegexOptions.RightToLeft) : null);

    private string? PlaceIn(string extension, string pattern, RegexOptions from) => tree.Sources
        .Where(source => source.Path.EndsWith(extension, StringComparison.Ordinal))
        .Select(source => (source, Match: Regex.Match(source.Text, pattern, from)))
        .Where(found => found.Match.Success)
        .Select(found => $"{found.source.Path}:{found.source.Text.AsSpan(0, found.Match.Index).Count('\n') + 1}")
        .FirstOrDefault();
}
