using System.Collections.Immutable;
using System.CommandLine;
using System.Diagnostics;
using ApSpec.Explore;
using ApSpec.RealDriver;
using ApSpec.RealDriver.Build;
using ApSpec.RealDriver.Confinement;
using ApSpec.RealDriver.Patches;
using ApSpec.RealDriver.Replay;
using ApSpec.Rules;
using ApSpec.Search;
using ApSpec.Search.Causes;
using ApSpec.Search.Threads;

namespace ApSpec.Cli;

/// <summary>
/// Runs crashes of a compiled driver under the sanitizers. For each of the first causes that corrupt memory or crash the host, the simplest
/// finding of the worst rule is recorded, and of calls at once the first of each rule with its schedule; the records are run in one program. A failure to do so is reported and changes no verdict.
/// </summary>
internal sealed class CrashSanitizer
{
    /// <summary>Findings of one driver that are run again, and as many of calls at once.</summary>
    public const int FindingsMax = 3;

    // Time for a build with the sanitizers, which cannot be interrupted.
    private static readonly TimeSpan TimeMin = TimeSpan.FromSeconds(20);

    private readonly CheckTarget target;
    private readonly BuiltDriver built;
    private readonly Sandbox sandbox;
    private readonly TimeLimit? time;

    private CrashSanitizer(CheckTarget target, BuiltDriver built, Sandbox sandbox, TimeLimit? time)
    {
        this.target = target;
        this.built = built;
        this.sandbox = sandbox;
        this.time = time;
    }

    /// <summary>The option that leaves it out.</summary>
    public static Option<bool> No() => new("--no-asan")
    {
        Description = $"do not run the crashes of a compiled driver again under gcc's AddressSanitizer (else at most {FindingsMax} of each driver, and {FindingsMax} of calls at once)",
    };

    /// <summary>Creates one for a target; null when that is not a compiled driver.</summary>
    public static CrashSanitizer? For(CheckTarget target, TimeLimit? time) =>
        target is { Built: { } built, Sandbox: { } sandbox } ? new CrashSanitizer(target, built, sandbox, time) : null;

    /// <summary>The same outcomes with the reports; <paramref name="note"/> gets the time taken and the findings without a report.</summary>
    public (CheckOutcome Outcome, ThreadOutcome? Threads) Run(CheckOutcome outcome, ThreadOutcome? threads, Action<string> note)
    {
        var findings = outcome.Causes.Select(CrashOf).OfType<Finding>()
            .OrderBy(finding => finding.Counterexample.Rule.Id, StringComparer.Ordinal).Take(FindingsMax).ToImmutableArray();
        var atOnce = CrashesOf(threads);
        if (findings.IsEmpty && atOnce.IsEmpty)
            return (outcome, threads);
        if (time is { IsOver: true } || time?.Left < TimeMin)
        {
            note($"{built.Name}: asan: not run, no time is left");
            return (outcome, threads);
        }

        var clock = Stopwatch.StartNew();
        try
        {
            var reports = Reports([.. findings.Select(finding => (finding.Counterexample.Trace, finding.Counterexample.Rule)), .. atOnce.Select(found => (found.Finding.Trace, found.Finding.Violation.Rule))]);
            note($"{built.Name}: asan: {reports.Length} of {outcome.Findings.Length + (threads?.Findings.Length ?? 0)} findings run again under AddressSanitizer in {clock.Elapsed.TotalSeconds:F1} s");
            string[] names = [.. findings.Select(finding => $"{finding.Counterexample.Rule.Id} by {finding.Counterexample.Trigger}"), .. atOnce.Select(found => $"{found.Finding.Violation.Rule.Id} by '{found.Finding.Trace.Schedule}'")];
            foreach (var (name, _) in names.Zip(reports).Where(pair => pair.Second is null))
                note($"{built.Name}: asan: no bad access is reported of {name}");
            var known = findings.Zip(reports).ToDictionary(pair => pair.First, pair => pair.Second);
            var knownAtOnce = atOnce.Zip(reports.Skip(findings.Length)).ToDictionary(pair => pair.First, pair => pair.Second);
            return (
                outcome with { Causes = [.. outcome.Causes.Select(cause => new Cause(cause.Findings.Select(finding => finding with { Sanitizer = known.GetValueOrDefault(finding) })))] },
                threads is null ? null : threads with { Findings = [.. threads.Findings.Select(found => found with { Sanitizer = knownAtOnce.GetValueOrDefault(found) })] });
        }
        catch (Exception e) when (e is InputException or IOException)
        {
            note($"{built.Name}: asan: not run: {e.Message.Split('\n')[0]}");
            return (outcome, threads);
        }
    }

    // The simplest finding of each rule, since its table is printed. A use after free says most, then other corruption, then a NULL pointer.
    private static Finding? CrashOf(Cause cause) => cause.Severity != Severity.Crash ? null
        : cause.Findings.Where(finding => Severities.Of(finding.Counterexample.Rule) == Severity.Crash)
            .MinBy(finding => finding.Counterexample.Rule.Id, StringComparer.Ordinal);

    // One for each thing that a rule saw, in the same order. What ends the process cannot be recorded.
    private static ImmutableArray<ShortestThreads> CrashesOf(ThreadOutcome? threads) => threads is null ? [] :
    [
        .. threads.Findings.Where(found => found.Record is not null && Severities.Of(found.Finding.Violation.Rule) == Severity.Crash)
            .DistinctBy(found => (found.Finding.Violation.Rule.Id, found.Finding.Violation.Text))
            .OrderBy(found => found.Finding.Violation.Rule.Id, StringComparer.Ordinal).Take(FindingsMax),
    ];

    private ImmutableArray<SanitizerReport?> Reports(ImmutableArray<(ApSpec.Vocabulary.Trace Trace, Rule Rule)> findings)
    {
        var records = findings.Select(finding => target.Record(finding.Trace, finding.Rule.Id)).ToImmutableArray();
        Demand();
        var build = AsanReplay.Library(TreeName.Parse(built.Tree), sandbox);
        if (build.Manifest.SourcesHash != built.SourceHash)
            throw new InputException("the tree was changed while the check ran");
        Demand();
        using var folder = ReplayFolder.Create(null);
        var program = ReplayProgram.Compile(build, AsanReplay.Cc, null, records, folder.Path, sandbox, out var error) ?? throw new InputException(error);
        Demand();
        return [.. program.RunAll(records.Length, showsLedger: false).Select(run => run.End == ReplayEnd.Reported ? SanitizerText.Parse(run.Report) : null)];
    }

    private void Demand()
    {
        if (time?.IsOver == true)
            throw new InputException("no time is left");
    }
}
