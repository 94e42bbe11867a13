using System.Collections.Immutable;
using ApSpec.RealDriver.Native;
using ApSpec.Rules;
using ApSpec.Vocabulary;

namespace ApSpec.RealDriver.Tests;

/// <summary>
/// tests/traces/driver, what the checks of Debian's kernel sources found, and tests/traces/public, public reports; each with a sibling that
/// passes. A file expects its verdict of the sources by their hash, so that it says nothing of sources that nobody has looked at. <c>UPDATE_GOLDEN=1</c> writes the
/// verdicts.
/// </summary>
public sealed class CorpusTests
{
    private static readonly string[] Folders = [Repository.File("tests/traces/driver"), Repository.File("tests/traces/public")];

    /// <summary>The versions whose trees are there.</summary>
    public static TheoryData<string> Versions => [.. KernelTrees.Versions];

    [KernelTreeTheory]
    [MemberData(nameof(Versions))]
    public void Every_trace_has_its_verdict_each_time(string version)
    {
        using var driver = LoadedDriver.Of(version);
        var name = RevisionRange.Only(driver.Built.ExpectationName);
        var differences = new List<string>();
        foreach (var (path, file) in Files())
        {
            var seen = VerdictOf(driver, file.Trace, name);
            Assert.Equal(seen.ToString(), VerdictOf(driver, file.Trace, name).ToString());
            var expected = file.Expectations.FirstOrDefault(e => e.Revisions == name);
            if ((expected is null ? null : $"{expected with { IsSuspected = false }}") == seen.ToString())
                continue;
            differences.Add($"{Path.GetFileName(path)}: expected {expected?.ToString() ?? "nothing"}, seen {seen}");
            if (Golden.IsUpdate)
                Update(path, file, seen);
        }

        Assert.True(differences.Count == 0, string.Join('\n', differences));
    }

    [KernelTreeTheory]
    [MemberData(nameof(Versions))]
    public void The_expectations_are_of_these_sources(string version)
    {
        using var driver = LoadedDriver.Of(version);

        Assert.True(Files().Any(file => file.File.Expectations.Any(e => e.Revisions == RevisionRange.Only(driver.Built.ExpectationName))),
            $"{driver.Built.Name}: no file expects anything of {driver.Built.ExpectationName}; the package has other sources now");
    }

    [Fact]
    public void Every_defect_has_a_sibling_that_does_not_show_it()
    {
        var files = Files();
        Assert.True(files.Length > 20, $"{files.Length} files");
        foreach (var (path, file) in files.Where(f => !IsSibling(f.Path)))
        {
            foreach (var defect in file.Expectations.Where(e => IsCompiled(e) && !e.Violations.IsEmpty))
            {
                var siblings = files.Where(f => IsSibling(f.Path) && Family(f.Path) == Family(path))
                    .SelectMany(f => f.File.Expectations.Where(e => e.Revisions == defect.Revisions)).ToArray();
                Assert.True(siblings.Any(e => e.NotApplicable is null && e.Violations.All(v => v.Rule != defect.Violations[0].Rule)),
                    $"{Path.GetFileName(path)}: no {Family(path)}-ok-... is free of {defect.Violations[0].Rule} on {defect.Revisions}");
            }
        }
    }

    private static bool IsSibling(string path) => Path.GetFileName(path).Contains("-ok", StringComparison.Ordinal);

    private static bool IsCompiled(Expectation expected) => expected.Revisions.First.StartsWith("src-", StringComparison.Ordinal);

    private static string Family(string path) => Path.GetFileName(path).Split('-')[0];

    private static ImmutableArray<(string Path, TraceFile File)> Files() =>
    [
        .. Folders.SelectMany(folder => Directory.EnumerateFiles(folder, "*.trace").Order(StringComparer.Ordinal))
            .Select(path => (path, TraceFile.Parse(path, File.ReadAllBytes(path), out var error) ?? throw new InvalidDataException(error!.ToString()))),
    ];

    private static Expectation VerdictOf(LoadedDriver driver, Trace trace, RevisionRange name)
    {
        if (trace.Operations.FirstOrDefault(op => !Has(driver, op)) is { Kind: var kind } && trace.Operations.Any(op => !Has(driver, op)))
            return new Expectation(name, [], $"the driver has no {(kind == OperationKind.SetIrq ? "SET_IRQS" : "ap_config")}", false);
        var seen = new HashSet<string>();
        var steps = driver.Run(trace);
        var violations = steps.Index()
            .SelectMany(step => RuleBook.All.Where(rule => step.Item.Violated.Contains(rule.Id) && seen.Add(rule.Id))
                .Select(rule => new ExpectedViolation(rule.Id, step.Index + 1)));
        return new Expectation(name, [.. violations], null, false);
    }

    private static bool Has(LoadedDriver driver, Operation operation) => operation.Kind switch
    {
        OperationKind.ApConfig => driver.Library.Features.HasFlag(DriverFeatures.ApConfig),
        OperationKind.SetIrq => driver.Library.Features.HasFlag(DriverFeatures.RequestIrq),
        _ => true,
    };

    private static void Update(string path, TraceFile file, Expectation seen) => File.WriteAllText(path, (file with
    {
        Expectations =
        [
            .. file.Expectations.Where(e => e.Revisions != seen.Revisions && !IsCompiled(e)),
            .. file.Expectations.Where(e => e.Revisions != seen.Revisions && IsCompiled(e)).Append(seen).OrderBy(e => e.Revisions.First, StringComparer.Ordinal),
        ],
    }).ToString());
}
