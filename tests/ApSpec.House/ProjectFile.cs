using System.Xml.Linq;

namespace ApSpec.House;

/// <summary>One project as its csproj declares it.</summary>
/// <param name="Name">File name without the ending.</param>
/// <param name="Room">First folder of its path: spec, src, generators, tests, bench.</param>
/// <param name="Uses">Names of the projects it references, globs expanded.</param>
/// <param name="Packages">Names of the packages it references itself.</param>
internal sealed record ProjectFile(string Name, string Room, IReadOnlyList<string> Uses, IReadOnlyList<string> Packages)
{
    private static readonly string[] ProductRooms = ["spec", "src", "generators"];

    /// <summary>True for what the house ships or tests, false for tests and benchmarks, which may use any room.</summary>
    public bool IsProduct => ProductRooms.Contains(Room);

    /// <summary>Every project of the checkout.</summary>
    public static IReadOnlyList<ProjectFile> All { get; } =
        [.. RepoTree.FilesEnding(".csproj").Select(path => Parse(path, RepoTree.Text(path), RepoTree.Files))];

    public static ProjectFile Parse(string path, string text, IReadOnlyList<string> files)
    {
        var xml = XDocument.Parse(text);
        var uses = Includes(xml, "ProjectReference").SelectMany(include => Expand(path, include, files));
        return new ProjectFile(NameOf(path), path.Split('/')[0], [.. uses], [.. Includes(xml, "PackageReference")]);
    }

    private static IEnumerable<string> Includes(XDocument xml, string element) =>
        xml.Descendants(element)
            .SelectMany(e => (e.Attribute("Include")?.Value ?? "").Split(';'))
            .Select(v => v.Trim())
            .Where(v => v.Length > 0);

    private static IEnumerable<string> Expand(string path, string include, IReadOnlyList<string> files)
    {
        var absolute = Path.GetFullPath(include.Replace('\\', '/'), "/" + Path.GetDirectoryName(path))[1..];
        return absolute.Contains('*', StringComparison.Ordinal)
            ? files.Where(f => System.IO.Enumeration.FileSystemName.MatchesSimpleExpression(absolute, f, false)).Select(NameOf)
            : [NameOf(absolute)];
    }

    private static string NameOf(string path) => Path.GetFileNameWithoutExtension(path);
}
