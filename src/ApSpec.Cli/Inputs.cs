using System.Collections.Immutable;
using ApSpec.Check;
using ApSpec.Drivers;
using ApSpec.Report;
using ApSpec.Report.Locks;
using ApSpec.Report.Threads;
using ApSpec.Rules;
using ApSpec.Vocabulary;

namespace ApSpec.Cli;

/// <summary>Reads revisions, rules, scopes and trace files that users name. Bad input is an <see cref="InputException"/>.</summary>
internal static class Inputs
{
    private const int PinnedBytesMax = 16 << 20;

    public static Revision RevisionOf(string name) => Catalog.Find(name)
        ?? throw new InputException(
            $"unknown revision '{name}'; known: {string.Join(", ", Catalog.All.Select(r => r.Name))}");

    public static ImmutableArray<Subject> SubjectsOf(string[] names) => [.. RevisionsOf(names).Select(r => new ModelSubject(r))];

    public static ImmutableArray<Revision> RevisionsOf(string[] names) =>
        names.Length == 0 ? Catalog.Thread : [.. names.Select(RevisionOf).Distinct()];

    public static Rule RuleOf(string id) => RuleBook.Find(id.ToUpperInvariant())
        ?? throw new InputException($"unknown rule '{id}'; known: {string.Join(", ", RuleBook.All.Select(r => r.Id))}");

    public static ImmutableArray<Rule> RulesOf(string[] ids) =>
        ids.Length == 0 ? RuleBook.All : [.. ids.Select(RuleOf).Distinct()];

    /// <summary>Refuses a scope that <paramref name="subject"/> cannot run in.</summary>
    public static void Accept(Subject subject, Scope scope)
    {
        if (subject.Refusal(scope) is { } refusal)
            throw new InputException($"{subject.Name} cannot run in scope '{scope}': {refusal}");
    }

    public static Scope ScopeOf(string text) => ScopeText.Parse(text, out var error) ?? throw new InputException($"--scope: {error}");

    /// <summary>A trace file; one with a schedule is refused unless the command runs threads.</summary>
    public static TraceFile TraceFileOf(string path, bool runsThreads = false)
    {
        var file = ReadFile(path);
        return file.Trace.Schedule is null || runsThreads
            ? file
            : throw new InputException($"{path}: calls at once ('schedule') are run by 'replay', 'minimize', 'explore --threads' and 'driver cross-check' only");
    }

    private static TraceFile ReadFile(string path)
    {
        var bytes = InputFile.Read(path, TraceFile.BytesMax, "a .trace file");
        if (bytes.Length == 0)
            throw new InputException($"{path}: the file is empty; a trace starts with a 'scope' line");
        return Read(path, bytes);
    }

    /// <summary>The expectations of a trace file, or of a trace on the command line, for each revision.</summary>
    public static Expectations ExpectationsOf(string name, TraceFile file) =>
        Expectations.Read(name, file, out var error) ?? throw new InputException(error!);

    /// <summary>
    /// A trace given on the command line: lines separated by <c>;</c>, with line breaks of a mail ignored; or by line ends when there is no
    /// <c>;</c>.
    /// </summary>
    public static TraceFile TraceOf(string text)
    {
        var lines = text.Contains(';', StringComparison.Ordinal) ? text.Replace('\n', ' ').Replace(';', '\n') : text;
        return Read("--trace", System.Text.Encoding.UTF8.GetBytes(lines));
    }

    public static ImmutableArray<FindingJson> MatrixOf(string path)
    {
        var lines = InputFile.ReadLines(path, PinnedBytesMax, "a file of JSON lines");
        var findings = ImmutableArray.CreateBuilder<FindingJson>();
        var cells = new HashSet<(string Revision, string Rule, string Trigger, string? Cause)>();
        for (var i = 0; i < lines.Length; i++)
        {
            if (lines[i].Length == 0)
                continue;
            if (BesideModelJson.IsOne(lines[i]) || ThreadFindingJson.IsOne(lines[i]) || DataRaceJson.IsOne(lines[i]) || LockCycleJson.IsOne(lines[i]))
                continue;
            if (CutOffJson.IsOne(lines[i]))
                throw new InputException(new InputError(path, i + 1, "a scope that was cut off; a matrix is expected of a run that was complete"));
            var finding = FindingJson.Parse(lines[i], out var error) ?? throw new InputException(new InputError(path, i + 1, error));
            finding = finding with { Revision = NameNow(finding.Revision) };
            if (!cells.Add(finding.Key()))
                throw new InputException(new InputError(path, i + 1, $"{finding.Rule} by {finding.Trigger} stands twice for {finding.Revision}"));
            findings.Add(finding);
        }

        return findings.ToImmutable();
    }

    /// <summary>The cells of a pinned museum.</summary>
    public static ImmutableArray<MuseumJson> MuseumOf(string path)
    {
        var lines = InputFile.ReadLines(path, PinnedBytesMax, "a file of JSON lines");
        var cells = ImmutableArray.CreateBuilder<MuseumJson>();
        var seen = new HashSet<(string Bug, string Revision)>();
        for (var i = 0; i < lines.Length; i++)
        {
            if (lines[i].Length == 0)
                continue;
            var cell = MuseumJson.Parse(lines[i], out var error) ?? throw new InputException(new InputError(path, i + 1, error));
            cell = cell with { Revision = NameNow(cell.Revision) };
            if (!seen.Add((cell.Bug, cell.Revision)))
                throw new InputException(new InputError(path, i + 1, $"{cell.Bug} stands twice for {cell.Revision}"));
            cells.Add(cell);
        }

        return cells.ToImmutable();
    }

    private static TraceFile Read(string path, byte[] bytes) => TraceFile.Parse(path, bytes, out var error) ?? throw new InputException(error!);

    // A file may use a former name of a revision.
    private static string NameNow(string revision) => Catalog.Find(revision)?.Name ?? revision;
}
