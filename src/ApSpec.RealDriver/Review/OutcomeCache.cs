using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using ApSpec.Check;
using ApSpec.Decoder;
using ApSpec.Explore;
using ApSpec.RealDriver.Worker;
using ApSpec.Rules;
using ApSpec.Search;

namespace ApSpec.RealDriver.Review;

/// <summary>
/// Results of checks, kept beside the library, which is keyed by the hash of its sources: the driver before a change has mostly been checked
/// already. Only complete checks are kept, and another build of this tool does not use them.
/// </summary>
public sealed class OutcomeCache
{
    private readonly string path;
    private readonly Subject subject;
    private readonly CheckRequest request;

    /// <summary>The place of one check of a driver.</summary>
    public OutcomeCache(BuiltDriver built, Subject subject, CheckRequest request)
    {
        this.subject = subject;
        this.request = request;
        path = Path.Combine(Path.GetDirectoryName(built.LibraryPath)!, $"check-{KeyOf(request)}.json");
    }

    /// <summary>The check; null when it was not done, or its file is damaged.</summary>
    public CheckOutcome? Find()
    {
        try
        {
            return WorkerJson.Read<OutcomeData>(File.ReadAllText(path)).Read(request, subject);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException or InvalidDataException)
        {
            return null;
        }
    }

    /// <summary>Keeps a check, unless it was incomplete, or the directory is not writable.</summary>
    public void Keep(CheckOutcome outcome)
    {
        if (outcome.Campaigns.Any(campaign => !campaign.IsComplete) || request.Options.Time?.IsOver == true)
            return;
        var draft = $"{path}.{Environment.ProcessId.ToString(CultureInfo.InvariantCulture)}";
        try
        {
            File.WriteAllText(draft, WorkerJson.Line(OutcomeData.From(outcome)));
            File.Move(draft, path, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            File.Delete(draft);
        }
    }

    private static string KeyOf(CheckRequest request)
    {
        var options = request.Options;
        string[] parts =
        [
            .. new[] { typeof(OutcomeCache), typeof(CheckOutcome), typeof(SearchLimits), typeof(Judge), typeof(RuleBook), typeof(TraceDecoder), typeof(Vocabulary.Trace) }
                .Select(type => type.Assembly.ManifestModule.ModuleVersionId.ToString()),
            $"{options.Seed} {options.Traces} {options.LengthMax} {request.Limits.StatesMax}",
            .. request.Rules.Select(rule => rule.Id),
            .. request.Scopes.Select(scope => scope.ToString()),
            .. request.Known.Select(known => $"{known.Counterexample.Rule.Id} {known.Counterexample.Trace}"),
        ];
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', parts))))[..16];
    }
}
