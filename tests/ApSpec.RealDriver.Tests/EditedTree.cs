using System.Text.RegularExpressions;
using ApSpec.RealDriver.Build;
using ApSpec.RealDriver.Exam;

namespace ApSpec.RealDriver.Tests;

/// <summary>
/// A copy of a kernel tree in which a test seeds a defect. Statements are put at the beginning of a function, so that the tests
/// know the driver's functions by name and quote nothing of them.
/// </summary>
internal sealed class EditedTree : IDisposable
{
    private const string Folder = "drivers/s390/crypto";
    private const string Ops = "vfio_ap_ops.c";
    private readonly TestFolder folder = new();

    public EditedTree(string version)
    {
        KernelTrees.CopyTo(version, Root);
        Builds.ShareObjects(Cache);
    }

    /// <summary>The copy.</summary>
    public string Root => folder.At("tree");

    /// <summary>A cache for what is built from it.</summary>
    public string Cache => folder.At("cache");

    /// <summary>Puts an entry of an exam in.</summary>
    public void Put(ExamEntry entry)
    {
        foreach (var edit in entry.Edits)
        {
            var path = Path.Combine(Root, edit.File);
            File.WriteAllText(path, edit.Apply(File.ReadAllText(path), out var error) ?? throw new InvalidOperationException(error));
        }
    }

    /// <summary>Puts a statement at the beginning of a function of a file, vfio_ap_ops.c unless another is named; the line it is in.</summary>
    public int Begin(string function, string statement, string file = Ops)
    {
        var line = 0;
        ChangeIn(function, (text, at) =>
        {
            line = text.AsSpan(0, at).Count('\n') + 1;
            return text.Insert(at, $" {statement}");
        }, file);
        return line;
    }

    /// <summary>Changes a function of a file; the change gets the file's text and where the function's body begins.</summary>
    public void ChangeIn(string function, Func<string, int, string> edit, string file = Ops) => Change(text =>
    {
        var body = Regex.Match(text, $@"^(?!\s).*\b{function}\([^;{{]*\)\s*\{{", RegexOptions.Multiline);
        Assert.True(body.Success, $"{file} has no function {function}");
        return edit(text, body.Index + body.Length);
    }, file);

    /// <summary>Changes a file of the driver; a change that changes nothing is a mistake of the test.</summary>
    public void Change(Func<string, string> edit, string file = Ops)
    {
        var path = Path.Combine(Root, Folder, file);
        var text = File.ReadAllText(path);
        var changed = edit(text);
        Assert.NotEqual(text, changed);
        File.WriteAllText(path, changed);
    }

    /// <summary>Changes a file of the tree.</summary>
    public void ChangeFile(string path, Func<string, string> edit) => Write(path, edit(File.ReadAllText(Path.Combine(Root, path))));

    /// <summary>Writes another file of the tree.</summary>
    public void Write(string path, string text) => folder.Write(Path.Combine("tree", path), text);

    /// <summary>The tree's driver, loaded, from a copy of the library in a directory.</summary>
    public LoadedDriver Load(TestFolder? library = null) => LoadedDriver.OfTree(Root, Cache, library);

    public void Dispose() => folder.Dispose();
}
