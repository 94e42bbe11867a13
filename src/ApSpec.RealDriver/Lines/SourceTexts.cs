namespace ApSpec.RealDriver.Lines;

/// <summary>The C files that a driver was compiled from, as they were copied for the build.</summary>
internal sealed class SourceTexts
{
    private const string Folder = "tree";
    private readonly SortedDictionary<string, SourceText> texts = new(StringComparer.Ordinal);

    private SourceTexts(IEnumerable<(string Path, string Text)> files)
    {
        foreach (var (path, text) in files)
            texts[path] = SourceText.From(text);
    }

    /// <summary>The files of a built driver.</summary>
    public static SourceTexts Read(BuiltDriver built)
    {
        var folder = Path.Combine(Path.GetDirectoryName(built.LibraryPath)!, Folder);
        return new SourceTexts(Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Select(path => (Path.GetRelativePath(folder, path), File.ReadAllText(path))));
    }

    /// <summary>These files.</summary>
    public static SourceTexts From(params ReadOnlySpan<(string Path, string Text)> files) => new(files.ToArray());

    /// <summary>A file by its path; null when it was not compiled.</summary>
    public SourceText? Find(string path) => texts.GetValueOrDefault(path);

    /// <summary>
    /// The lines that use a name as a whole word, or use a macro that expands to it. Lines of macro definitions are left out.
    /// </summary>
    public IEnumerable<TreeLine> Uses(string name)
    {
        var known = new HashSet<string>(StringComparer.Ordinal) { name };
        var names = new Queue<string>([name]);
        var found = new SortedSet<TreeLine>();
        while (names.TryDequeue(out var one))
        {
            foreach (var (path, text) in texts)
            {
                foreach (var line in text.Uses(one))
                {
                    if (text.MacroAt(line) is not { } macro)
                        found.Add(new TreeLine(path, line));
                    else if (known.Add(macro))
                        names.Enqueue(macro);
                }
            }
        }

        return found;
    }
}
