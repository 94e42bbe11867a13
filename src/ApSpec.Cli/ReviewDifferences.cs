using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Globalization;
using ApSpec.Cli.Commands;
using ApSpec.Drivers;
using ApSpec.RealDriver;
using ApSpec.RealDriver.Confinement;
using ApSpec.RealDriver.Review;
using ApSpec.RealDriver.Worker;
using ApSpec.Search;
using ApSpec.Search.Review;
using ApSpec.Vocabulary;

namespace ApSpec.Cli;

/// <summary>
/// Compares two compiled drivers trace by trace, in several processes with a part of the scopes each. If a process dies, its scope has no
/// verdict, and a new process continues with the next. A model, if there is one, runs in lock step with the second driver, or with the only
/// one.
/// </summary>
internal sealed class ReviewDifferences(BuiltDriver[] built, CampaignOptions options, Sandbox sandbox, Revision? model = null)
{
    private readonly ConcurrentBag<ScopeDifferences> seen = [];
    private readonly ConcurrentBag<string> failed = [];
    private ImmutableArray<Scope> order = [];

    /// <summary>The results, in the order of the scopes.</summary>
    public ImmutableArray<ScopeDifferences> Seen { get; private set; } = [];

    /// <summary>Scopes with an incomplete comparison, with the reason.</summary>
    public ImmutableArray<string> NotJudged { get; private set; } = [];

    /// <summary>How the two differ on each of the given traces; null when they do not, or it is unknown.</summary>
    public ImmutableArray<Difference?> Explain(ImmutableArray<Trace> traces)
    {
        if (traces.IsEmpty)
            return [];
        var lines = Run([.. traces.SelectMany(trace => (string[])["--trace", trace.ToString()])]).Lines;
        return [.. Enumerable.Range(0, traces.Length).Select(number => lines.FirstOrDefault(line => line.Tried == number)?.Found.FirstOrDefault()?.Read())];
    }

    /// <summary>Runs the random traces of all scopes.</summary>
    public void Run(ImmutableArray<Scope> scopes) => Run([.. scopes.Select(scope => (scope, (string[])["--scope", scope.ToString()]))]);

    /// <summary>Runs variations of traces as well.</summary>
    public void Run(ImmutableArray<AimOrder> orders) => Run([.. orders.Select(order => (Inputs.ScopeOf(order.Scope), (string[])["--aimed", AimedComparison.ToLine(order)]))]);

    private void Run(ImmutableArray<(Scope Scope, string[] Arguments)> parts)
    {
        if (parts.IsEmpty)
            return;
        var jobs = Math.Clamp(options.Jobs, 1, parts.Length);
        Parallel.For(0, jobs, new ParallelOptions { MaxDegreeOfParallelism = jobs },
            job => RunPart([.. parts.Where((_, place) => place % jobs == job)]));
        order = [.. order.Concat(parts.Select(part => part.Scope)).Distinct()];
        Seen = [.. seen.OrderBy(one => order.IndexOf(one.Scope)).ThenBy(one => one.Traces)];
        NotJudged =
        [
            .. failed.Order(StringComparer.Ordinal),
            .. Seen.Where(one => one.Found.Length == DifferenceCampaign.FoundMax)
                .Select(one => $"{What} in {one.Scope} ended after {one.Traces:N0} traces, with {DifferenceCampaign.FoundMax} ways to differ"),
        ];
    }

    private string What => model is null ? "the comparison" : $"the lock step with {model.Name}";

    private void RunPart(ImmutableArray<(Scope Scope, string[] Arguments)> parts)
    {
        string[] beside = model is null ? [] : ["--model", model.Name, .. built.Length == 1 ? (string[])["--alone"] : []];
        while (!parts.IsEmpty && options.Time?.IsOver != true)
        {
            var (lines, death) = Run([.. beside, .. parts.SelectMany(part => part.Arguments)]);
            foreach (var line in lines)
                seen.Add(line.Read());
            if (death is not null && lines.Length < parts.Length)
                failed.Add($"{What} in {parts[lines.Length].Scope}: {death}");
            parts = [.. parts.Skip(lines.Length + (death is null ? 0 : 1))];
            if (death is null)
                break;
        }

        foreach (var part in parts)
            failed.Add($"{What} in {part.Scope}: not begun");
    }

    private (ImmutableArray<ComparisonData> Lines, string? Death) Run(string[] what)
    {
        string[] campaign =
        [
            "--seed", options.Seed.ToString(CultureInfo.InvariantCulture), "--traces", options.Traces.ToString(CultureInfo.InvariantCulture),
            "--length", options.LengthMax.ToString(CultureInfo.InvariantCulture),
        ];
        var (output, _, death) = DriverVerb.Read(ReviewWorkerCommandLine.Verb, [built[0], built[^1]], [.. what, .. campaign], sandbox);
        return ([.. output.Split('\n').Where(line => line.Length > 0).Select(ComparisonData.Parse).OfType<ComparisonData>()], death);
    }
}
