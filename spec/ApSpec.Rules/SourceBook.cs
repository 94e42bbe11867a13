using System.Collections.Immutable;
using System.Reflection;

namespace ApSpec.Rules;

/// <summary>
/// What <c>spec/sources</c> lists, read from the copies in this assembly: the rows of its tables, <c>| `id` | where | what |</c>.
/// </summary>
public static class SourceBook
{
    private const string Prefix = "sources/";
    private const int Cells = 3;

    /// <summary>Every source, by file and place in the file.</summary>
    public static ImmutableArray<Source> All { get; } = Read();

    /// <summary>The source of <paramref name="id"/>; null when no file lists it.</summary>
    public static Source? Find(string id) => All.FirstOrDefault(source => source.Id == id);

    private static ImmutableArray<Source> Read()
    {
        var assembly = Assembly.GetExecutingAssembly();
        return
        [
            .. assembly.GetManifestResourceNames()
                .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))
                .Order(StringComparer.Ordinal)
                .SelectMany(name => Rows(name[Prefix.Length..], Text(assembly, name))),
        ];
    }

    private static string Text(Assembly assembly, string name)
    {
        using var stream = assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"resource {name} is listed and cannot be read");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    private static IEnumerable<Source> Rows(string file, string text)
    {
        foreach (var line in text.Split('\n'))
        {
            if (!line.StartsWith("| `", StringComparison.Ordinal))
                continue;
            var cells = line.Trim().Trim('|').Split('|', StringSplitOptions.TrimEntries);
            if (cells.Length != Cells)
                throw new InvalidOperationException($"spec/sources/{file}: '{line}' has {cells.Length} cells, not {Cells}");
            yield return new Source(cells[0].Trim('`'), file, cells[1], cells[2]);
        }
    }
}
