using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using ApSpec.Architecture;
using ApSpec.Check;
using ApSpec.Decoder;
using ApSpec.Explore;
using ApSpec.Kernel;
using ApSpec.Lifecycle;
using ApSpec.Rules;
using ApSpec.Search;
using ApSpec.Vocabulary;

namespace ApSpec.RealDriver.Worker;

/// <summary>A file of results beside a library, which is keyed by the hash of its sources. Another build of this tool does not use it.</summary>
internal sealed class KeptFile
{
    private static readonly string Tool = string.Join('\n', new[]
    {
        typeof(KeptFile), typeof(CheckOutcome), typeof(SearchLimits), typeof(Judge), typeof(RuleBook), typeof(TraceDecoder), typeof(World), typeof(Trace),
        typeof(LifecycleTable), typeof(ResponseCode),
    }.Select(type => type.Assembly.ManifestModule.ModuleVersionId.ToString()));

    private readonly string path;

    /// <summary>The file, beside <paramref name="library"/>, of the results that depend on <paramref name="key"/>.</summary>
    public KeptFile(string library, string name, IEnumerable<string> key)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', key.Prepend(Tool))));
        path = Path.Combine(Path.GetDirectoryName(library)!, $"{name}-{Convert.ToHexStringLower(hash)[..16]}.json");
    }

    /// <summary>What <paramref name="read"/> makes of the file; null when there is none, or it is damaged.</summary>
    public T? Find<TData, T>(Func<TData, T?> read)
        where T : class
    {
        try
        {
            return read(WorkerJson.Read<TData>(File.ReadAllText(path)));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException or InvalidDataException)
        {
            return null;
        }
    }

    /// <summary>Writes it, unless the directory is not writable.</summary>
    public void Keep<TData>(TData data)
    {
        var draft = $"{path}.{Environment.ProcessId.ToString(CultureInfo.InvariantCulture)}";
        try
        {
            File.WriteAllText(draft, WorkerJson.Line(data));
            File.Move(draft, path, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            File.Delete(draft);
        }
    }
}
