using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using ApSpec.Decoder;
using ApSpec.RealDriver.Worker;
using ApSpec.Search;
using ApSpec.Vocabulary;

namespace ApSpec.RealDriver.Races;

/// <summary>
/// Results of race runs, kept beside the library, which is keyed by the hash of its sources: the driver before a change has mostly been run
/// already. Only complete runs are kept, and another build of this tool does not use them.
/// </summary>
public sealed class RacesCache
{
    private readonly string path;

    /// <summary>The place of one run of a driver.</summary>
    public RacesCache(string library, ImmutableArray<Scope> scopes, CampaignOptions options)
    {
        string[] parts =
        [
            .. new[] { typeof(RacesCache), typeof(TraceDecoder), typeof(Trace) }.Select(type => type.Assembly.ManifestModule.ModuleVersionId.ToString()),
            $"{options.Seed} {options.Traces} {options.LengthMax}",
            .. scopes.Select(scope => scope.ToString()),
        ];
        var key = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', parts))))[..16];
        path = Path.Combine(Path.GetDirectoryName(library)!, $"races-{key}.json");
    }

    /// <summary>The run; null when it was not done, or its file is damaged.</summary>
    public RacesRun? Find()
    {
        try
        {
            return WorkerJson.Read<RacesRun>(File.ReadAllText(path));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            return null;
        }
    }

    /// <summary>Keeps a run, unless it was incomplete in some scope, or the directory is not writable.</summary>
    public void Keep(RacesRun run, int scopes)
    {
        if (run.Scopes.Count != scopes)
            return;
        var draft = $"{path}.{Environment.ProcessId.ToString(CultureInfo.InvariantCulture)}";
        try
        {
            File.WriteAllText(draft, WorkerJson.Line(run));
            File.Move(draft, path, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            File.Delete(draft);
        }
    }
}
