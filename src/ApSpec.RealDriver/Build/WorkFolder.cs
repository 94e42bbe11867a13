using System.Text;

namespace ApSpec.RealDriver.Build;

/// <summary>
/// The directory of a build. <c>tree/</c> and <c>shim/</c> hold copies of the sources; <c>inc/</c> has the headers for <c>#include</c>
/// lines with angle brackets. The compiler runs in it with relative paths only, so that the same sources give the same library wherever
/// tree and cache are. The user's tree is never written.
/// </summary>
internal sealed class WorkFolder(string path)
{
    /// <summary>Where the directory is.</summary>
    public string Path => path;

    /// <summary>Writes all files that are compiled.</summary>
    public void Fill(KernelTree tree, ShimSource shim)
    {
        foreach (var source in tree.Sources)
            Write($"tree/{source.Path}", source.Bytes);
        foreach (var source in shim.Files)
            Write($"shim/{source.Path}", source.Bytes);
        foreach (var (name, text) in StubHeaders.Create(tree.Sources))
            Write($"inc/{name}", Encoding.UTF8.GetBytes(text));
        Directory.CreateDirectory(System.IO.Path.Combine(path, "obj"));
    }

    /// <summary>Writes a file, and the directories it needs.</summary>
    public void Write(string name, byte[] bytes)
    {
        var full = System.IO.Path.Combine(path, name);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(full)!);
        File.WriteAllBytes(full, bytes);
    }
}
