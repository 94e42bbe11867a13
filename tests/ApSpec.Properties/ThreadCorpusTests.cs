using System.Collections.Immutable;
using ApSpec.Check;
using ApSpec.Check.Threads;
using ApSpec.Drivers;
using ApSpec.Rules;
using ApSpec.Vocabulary;

namespace ApSpec.Properties;

/// <summary>
/// Every trace with a schedule shows on every revision what its file says. <c>UPDATE_GOLDEN=1</c> writes what is shown.
/// </summary>
public sealed class ThreadCorpusTests
{
    private static readonly string[] Suspected = ["B8", "B16", "S4", "S8", "S12", "S15", "S16"];

    /// <summary>Each file with each revision.</summary>
    public static TheoryData<string, string> Cases()
    {
        var cases = new TheoryData<string, string>();
        foreach (var name in Corpus.ThreadNames)
        {
            foreach (var revision in Catalog.All)
                cases.Add(name, revision.Name);
        }

        return cases;
    }

    /// <summary>Each file.</summary>
    public static TheoryData<string> Files() => [.. Corpus.ThreadNames];

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_trace_with_a_schedule_shows_what_its_file_expects(string name, string revision)
    {
        var file = Corpus.ThreadFile(name);
        var record = ThreadPlayer.Play(new ModelSubject(Catalog.Find(revision)!), file.Trace, RuleBook.All, out var refusal);
        var expected = Corpus.ExpectationsOf(file).For(revision);
        var shown = new Expectation(RevisionRange.Only(revision), record?.ViolationsOf(file.Trace) ?? [], record is null ? refusal : null,
            record is not null && record.Violations.Any() && Suspected.Contains(name.Split('-')[0]));
        if (Golden.IsUpdate && expected?.ToString() != shown.ToString())
            Corpus.UpdateThread(name, shown);
        Assert.Equal(expected?.ToString(), shown.ToString());
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void It_has_a_title_and_shows_something_that_needs_its_threads(string name)
    {
        var file = Corpus.ThreadFile(name);

        Assert.StartsWith($"{name.Split('-')[0]}: ", file.Title, StringComparison.Ordinal);
        Assert.NotNull(file.Trace.Schedule);
        Assert.Contains(Catalog.All, revision =>
            ThreadPlayer.Play(new ModelSubject(revision), file.Trace, RuleBook.All, out _) is { Preemptions: > 0 } record && record.Violations.Any());
    }
}
