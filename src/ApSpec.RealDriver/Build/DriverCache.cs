using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ApSpec.RealDriver.Build;

/// <summary>
/// Built libraries, each in a directory that is named by the hash of all that went into it. A build happens in a directory of its
/// own and is renamed when it is whole: two at once do no harm, and one that is killed leaves nothing that looks finished.
/// </summary>
internal sealed class DriverCache(string folder)
{
    private const string ManifestName = "manifest.json";
    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        WriteIndented = true,
        Converters = { new JsonStringEnumConverter() },
    };

    /// <summary>Where libraries are kept unless somebody says otherwise.</summary>
    /// <exception cref="IOException">There is no such place: neither variable names one.</exception>
    public static string DefaultFolder
    {
        get
        {
            var cache = Environment.GetEnvironmentVariable("XDG_CACHE_HOME");
            if (string.IsNullOrEmpty(cache) || !Path.IsPathRooted(cache))
                cache = Path.Combine(Home, ".cache");
            return Path.Combine(cache, "apspec", "drivers");
        }
    }

    // A library is loaded from there: no directory that others may write to takes its place.
    private static string Home
    {
        get
        {
            var home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile, Environment.SpecialFolderOption.DoNotVerify);
            return Path.IsPathRooted(home) && Directory.Exists(home)
                ? home
                : throw new IOException($"HOME '{home}': is no directory; built drivers are kept there in .cache, or where XDG_CACHE_HOME says");
        }
    }

    /// <summary>Where objects are kept that several builds share.</summary>
    public string ObjectFolder => Path.Combine(folder, "objects");

    /// <summary>The directory of a build.</summary>
    public string FolderOf(string key) => Path.Combine(folder, key);

    /// <summary>Where the log of a build that failed is kept.</summary>
    public string LogOf(string key) => Path.Combine(folder, "logs", $"{key}.log");

    /// <summary>What is known of a finished build; null when there is none, or it is not whole.</summary>
    public DriverManifest? Find(string key)
    {
        try
        {
            var manifest = JsonSerializer.Deserialize<DriverManifest>(File.ReadAllBytes(Path.Combine(FolderOf(key), ManifestName)), Json);
            return manifest?.Format == DriverManifest.FormatNow && manifest.LibraryHash == HashOf(Path.Combine(FolderOf(key), FlavourFlags.Of(manifest.Flavour).Product))
                ? manifest
                : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            return null;
        }
    }

    /// <summary>A directory to build in; those that killed builds left behind go.</summary>
    public CacheWorkplace Begin(string key)
    {
        var places = Path.Combine(folder, "unfinished");
        Directory.CreateDirectory(places);
        CacheWorkplace.RemoveAbandoned(places);
        return new CacheWorkplace(places, key);
    }

    /// <summary>Puts a whole build in its place; the one that is there stays when another was quicker.</summary>
    public void Finish(string key, WorkFolder work, DriverManifest manifest, bool isForced)
    {
        work.Write(ManifestName, JsonSerializer.SerializeToUtf8Bytes(manifest, Json));
        var target = FolderOf(key);
        if (Directory.Exists(target) && (isForced || Find(key) is null))
            Directory.Move(target, $"{work.Path}.old"); // gone with the workplace; who has the library loaded keeps it
        try
        {
            Directory.Move(work.Path, target);
        }
        catch (IOException) when (Find(key) is not null)
        {
        }
    }

    /// <summary>Keeps the log of a build that failed; its path.</summary>
    public string KeepLog(string key, string text)
    {
        var path = LogOf(key);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return path;
    }

    /// <summary>Hash of a file's content.</summary>
    public static string HashOf(string path)
    {
        using var file = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(file));
    }
}
