using System.Text.RegularExpressions;

namespace ApSpec.House;

/// <summary>A report prints what it is handed: nothing in it makes a system, a judge or a search, or asks a subject to run a trace.</summary>
public sealed class ReportTests
{
    private static readonly (string Name, string Pattern)[] Running =
    [
        ("makes a system", @"(?<!\bstring)\.Create\(|\bnew\s+(ModelSystem|RealDriverSystem)\b"),
        ("makes a subject", @"\bnew\s+\w*Subject\b"),
        ("judges", @"\bJudge\("),
        ("records a trace", @"\b(Recording|RecordedDivergence)\.Record\(|\b(ReplayedTrace|RevisionVerdict|ShownExhibit)\.Run\(|\bThreadPlayer\.Play\(|\.Recorded\("),
        ("searches", @"\bnew\s+((Thread)?(Minimizer|Campaign|Curator|Search)|Explorer|LocalEngine|LockStep|Divergence\w+)\("),
        ("runs a trace", @"\.(Apply|PathOf|FunctionsOf|OutsideOf|Replay)\(|(?<!\.)\b(GuestView|Reservations|Reproduction)\."),
    ];

    [Fact]
    public void Reports_run_nothing()
    {
        var files = RepoTree.FilesEnding(".cs", "src/ApSpec.Report/");

        Assert.NotEmpty(files);
        Judge.NoFindings(files.SelectMany(f => Findings(f, RepoTree.Lines(f))));
    }

    [Theory]
    [InlineData("var judge = new Judge(subject.Create(scope), rules);")]
    [InlineData("var system = subject.Create(trace.Scope);")]
    [InlineData("var steps = Recording.Record(subject, trace, [rule]);")]
    [InlineData("var found = new Minimizer(subject, limits).Minimize(trace, rule);")]
    [InlineData("var subject = new ModelSubject(revision);")]
    [InlineData("var record = ThreadPlayer.Play(subject, trace, rules, out _)!;")]
    [InlineData("var explored = new ThreadSearch(run, trace).Run(limits);")]
    [InlineData("if (found.Subject.PathOf(found.Trace) is { IsEmpty: false } path)")]
    [InlineData("foreach (var line in Reservations.UnreadBy(subject, trace))")]
    public void What_runs_is_found(string line) => Assert.NotEmpty(Findings("src/A.cs", [line]));

    [Theory]
    [InlineData("text.Append(string.Create(CultureInfo.InvariantCulture, $\"{x}\"));")]
    [InlineData("text.Append(TraceTable.Format(found.Steps, details: false));")]
    [InlineData("foreach (var reservation in finding.Reservations)")]
    public void What_prints_is_fine(string line) => Assert.Empty(Findings("src/A.cs", [line]));

    private static IEnumerable<string> Findings(string file, string[] lines) =>
        from line in lines.Index()
        from kind in Running
        where Regex.IsMatch(line.Item, kind.Pattern)
        select $"{file}:{line.Index + 1}: {kind.Name}";
}
