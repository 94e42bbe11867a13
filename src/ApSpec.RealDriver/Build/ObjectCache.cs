using System.Security.Cryptography;
using System.Text;

namespace ApSpec.RealDriver.Build;

/// <summary>
/// Objects of earlier builds. The key of an object is a hash of the compiler, its flags, the file, and every header in the build's directory,
/// included or not. The driver's own files are not cached, since they change from build to build.
/// </summary>
/// <param name="folder">Where they are kept.</param>
/// <param name="work">The build's directory.</param>
/// <param name="compiler">The compiler.</param>
internal sealed class ObjectCache(string folder, WorkFolder work, Compiler compiler)
{
    private const string IncludedFlag = "-DAPX_TREE_FILE=\"";
    private string headers = "";

    /// <summary>Hashes the headers as they are now.</summary>
    public void ReadHeaders() => headers = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Concat(
        Directory.EnumerateFiles(work.Path, "*", SearchOption.AllDirectories)
            .Where(path => path.EndsWith(".h", StringComparison.Ordinal) || IsGenerated(path))
            .Order(StringComparer.Ordinal)
            .Select(path => $"{Path.GetRelativePath(work.Path, path)} {DriverCache.HashOf(path)}\n")))));

    /// <summary>Copies an object from the cache; false when there is none.</summary>
    public bool Take(string source, string target, IReadOnlyList<string> flags)
    {
        try
        {
            File.Copy(PathOf(source, flags), Path.Combine(work.Path, target), overwrite: true);
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    /// <summary>Keeps an object. A failure to do so is ignored.</summary>
    public void Keep(string source, string target, IReadOnlyList<string> flags)
    {
        var path = PathOf(source, flags);
        var part = $"{path}.{Path.GetRandomFileName()}";
        try
        {
            Directory.CreateDirectory(folder);
            File.Copy(Path.Combine(work.Path, target), part);
            File.Move(part, path, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            File.Delete(part);
        }
    }

    // The build generates files in inc/; they need not end in .h.
    private bool IsGenerated(string path) => path.StartsWith(Path.Combine(work.Path, "inc") + '/', StringComparison.Ordinal);

    private string PathOf(string source, IReadOnlyList<string> flags)
    {
        var included = flags.FirstOrDefault(flag => flag.StartsWith(IncludedFlag, StringComparison.Ordinal))?[IncludedFlag.Length..^1];
        var files = included is null ? [source] : new[] { source, included };
        var text = string.Join('\n', compiler.Command, compiler.Version, compiler.Machine, string.Join(' ', flags), headers,
            string.Join('\n', files.Select(file => $"{file} {DriverCache.HashOf(Path.Combine(work.Path, file))}")));
        return Path.Combine(folder, $"{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))}.o");
    }
}
