using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ApSpec.RealDriver.Build;

/// <summary>
/// Built libraries, each in a directory named by the hash of everything that went into it. A build runs in a private directory, which is
/// renamed when it is complete. So two builds at once do no harm, and a killed one never looks finished.
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

    /// <summary>The default directory of libraries.</summary>
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

    // Libraries are loaded from there, so a directory that other users may write to is no substitute.
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

    /// <summary>The manifest of a finished build; null when there is none, or it is incomplete.</summary>
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

    /// <summary>A directory to build in; also removes those of killed builds.</summary>
    public CacheWorkplace Begin(string key)
    {
        var places = Path.Combine(folder, "unfinished");
        Directory.CreateDirectory(places);
        CacheWorkplace.RemoveAbandoned(places);
        return new CacheWorkplace(places, key);
    }

    /// <summary>Moves a complete build into its place. If another process was faster, its build stays.</summary>
    public void Finish(string key, WorkFolder work, DriverManifest manifest, bool isForced)
    {
        work.Write(ManifestName, JsonSerializer.SerializeToUtf8Bytes(manifest, Json));
        var target = FolderOf(key);
        if (Directory.Exists(target) && (isForced || Find(key) is null))
            Directory.Move(target, $"{work.Path}.old"); // removed with the workplace; a process that has the library loaded keeps it
        try
        {
            Directory.Move(work.Path, target);
        }
        catch (IOException) when (Find(key) is not null)
        {
        }
    }

    /// <summary>Keeps the log of a failed build and returns its path.</summary>
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
