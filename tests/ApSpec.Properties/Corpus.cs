using ApSpec.Check;
using ApSpec.Vocabulary;

namespace ApSpec.Properties;

/// <summary>The <c>.trace</c> files under tests/traces: reference traces and museum entries.</summary>
internal static class Corpus
{
    private const string Top = "tests/traces";
    private const string OfDrivers = "tests/traces/driver";
    private const string OfHotPlug = "tests/traces/hotplug";
    private const string OfThreads = "tests/traces/threads";

    /// <summary>The folder of public reports.</summary>
    public const string OfPublic = "tests/traces/public";

    private static readonly Lazy<IReadOnlyDictionary<string, TraceFile>> All = new(() => ReadAll(Top));
    private static readonly Lazy<IReadOnlyDictionary<string, TraceFile>> Driver = new(() => ReadAll(OfDrivers));
    private static readonly Lazy<IReadOnlyDictionary<string, TraceFile>> HotPlug = new(() => ReadAll(OfHotPlug));
    private static readonly Lazy<IReadOnlyDictionary<string, TraceFile>> Threads = new(() => ReadAll(OfThreads));
    private static readonly Lazy<IReadOnlyDictionary<string, TraceFile>> Public = new(() => ReadAll(OfPublic));

    /// <summary>File names without folder or ending, in order.</summary>
    public static IEnumerable<string> Names => All.Value.Keys;

    public static TraceFile File(string name) => All.Value[name];

    /// <summary>What a file expects, revision by revision.</summary>
    public static Expectations ExpectationsOf(TraceFile file) =>
        Expectations.Read(file.Title, file, out var error) ?? throw new InvalidOperationException($"{error}");

    /// <summary>Writes what a revision was seen to do.</summary>
    public static void Update(string name, Expectation seen) => Update(Top, name, seen);

    /// <summary>The same for a file of any folder.</summary>
    public static void Update(string folder, string name, Expectation seen)
    {
        var file = Read(folder, name);
        var others = ExpectationsOf(file).Each.Where(e => e.Revisions != seen.Revisions);
        Write(folder, name, ExpectationsOf(file with { Expectations = [.. others, seen] }));
    }

    /// <summary>Writes a file's expectations with the fewest lines.</summary>
    public static void Rewrite(string folder, string name) => Write(folder, name, ExpectationsOf(Read(folder, name)));

    /// <summary>Folder and name of every file.</summary>
    public static IEnumerable<(string Folder, string Name)> Everywhere =>
    [
        .. Names.Select(name => (Top, name)),
        .. DriverNames.Select(name => (OfDrivers, name)),
        .. HotPlugNames.Select(name => (OfHotPlug, name)),
        .. PublicNames.Select(name => (OfPublic, name)),
    ];

    /// <summary>Names of the traces that compiled drivers were found by.</summary>
    public static IEnumerable<string> DriverNames => Driver.Value.Keys;

    public static TraceFile DriverFile(string name) => Driver.Value[name];

    /// <summary>Names of the museum's traces of the open_device era.</summary>
    public static IEnumerable<string> HotPlugNames => HotPlug.Value.Keys;

    public static TraceFile HotPlugFile(string name) => HotPlug.Value[name];

    /// <summary>Names of the traces of public reports.</summary>
    public static IEnumerable<string> PublicNames => Public.Value.Keys;

    public static TraceFile PublicFile(string name) => Public.Value[name];

    /// <summary>Names of the traces with a schedule.</summary>
    public static IEnumerable<string> ThreadNames => Threads.Value.Keys;

    public static TraceFile ThreadFile(string name) => Threads.Value[name];

    /// <summary>Writes what a revision was seen to do with calls at once.</summary>
    public static void UpdateThread(string name, Expectation seen) => Update(OfThreads, name, seen);

    public static TraceFile Read(string folder, string name) =>
        TraceFile.Parse(name, System.IO.File.ReadAllBytes(PathOf(folder, name)), out var error) ?? throw new InvalidOperationException($"{error}");

    private static SortedDictionary<string, TraceFile> ReadAll(string folder)
    {
        var names = Directory.EnumerateFiles(Repository.File(folder), "*.trace").Select(path => Path.GetFileNameWithoutExtension(path)!);
        return new SortedDictionary<string, TraceFile>(names.ToDictionary(name => name, name => Read(folder, name)), StringComparer.Ordinal);
    }

    // Comments before the expectations stay.
    private static void Write(string folder, string name, Expectations expectations)
    {
        var path = PathOf(folder, name);
        var kept = System.IO.File.ReadLines(path).TakeWhile(line => !line.StartsWith("expect ", StringComparison.Ordinal));
        System.IO.File.WriteAllText(path, string.Concat(kept.Concat(Expectations.Lines(expectations.Each).Select(line => line.ToString())).Select(line => line + "\n")));
    }

    private static string PathOf(string folder, string name) => Repository.File($"{folder}/{name}.trace");
}
