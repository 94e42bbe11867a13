using System.Collections.Immutable;
using System.Text;
using ApSpec.Check;
using ApSpec.Drivers;
using ApSpec.Rules;
using ApSpec.Vocabulary;

namespace ApSpec.Properties;

/// <summary>
/// Every trace of the corpus shows on every revision of its era what its file says: those rules, at those steps, and no others.
/// <c>UPDATE_GOLDEN=1</c> writes what is shown.
/// </summary>
public sealed class CorpusTests
{
    /// <summary>Each file with each revision.</summary>
    public static TheoryData<string, string> Cases()
    {
        var cases = new TheoryData<string, string>();
        foreach (var name in Corpus.Names)
        {
            foreach (var revision in Catalog.Notifier)
                cases.Add(name, revision.Name);
        }

        return cases;
    }

    /// <summary>Each file.</summary>
    public static TheoryData<string> Files() => [.. Corpus.Names];

    /// <summary>Each file with its folder, those of the open_device era and of compiled drivers too.</summary>
    public static TheoryData<string, string> Everywhere()
    {
        var files = new TheoryData<string, string>();
        foreach (var (folder, name) in Corpus.Everywhere)
            files.Add(folder, name);
        return files;
    }

    [Fact]
    public void The_corpus_has_the_reference_traces_and_the_museum()
    {
        foreach (var number in Enumerable.Range(1, 10))
            Assert.Contains(Corpus.Names, name => name.StartsWith($"T{number}-", StringComparison.Ordinal));
        foreach (var entry in new[] { "B1", "B1b", "B1c", "B3", "B4", "B9a", "B9b", "B9c", "B10", "B11", "B12", "B13", "B14", "B17", "B18", "B19",
                     "B20", "B21", "B22", "B23", "B30" })
            Assert.Contains(Corpus.Names, name => name.StartsWith($"{entry}-", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_trace_shows_what_its_file_expects(string name, string revision)
    {
        var file = Corpus.File(name);
        var expected = Corpus.ExpectationsOf(file).For(revision);
        var steps = Recording.Record(new ModelSubject(Catalog.Find(revision)!), file.Trace, RuleBook.All);
        var skipped = steps.FirstOrDefault(step => step.Result.Outcome == Outcome.NotPossible);
        var shown = new Expectation(RevisionRange.Only(revision), TraceVerdict.Violations(steps), NotApplicable(file, revision, skipped), IsSuspected(file, expected, steps));
        if (shown.NotApplicable is not null)
            shown = shown with { Violations = [] };
        if (Golden.IsUpdate && expected?.ToString() != shown.ToString())
            Corpus.Update(name, shown);
        Assert.Equal(expected?.ToString(), shown.ToString());
    }

    // A trace of another era, or one with an operation that this kernel does not have.
    private static string? NotApplicable(TraceFile file, string revision, RecordedStep? skipped)
    {
        if (skipped is not null)
            return $"{skipped.Result.Reason}";
        var early = Corpus.ExpectationsOf(file).For(Catalog.Thread[0].Name)?.NotApplicable;
        return early?.StartsWith("before ", StringComparison.Ordinal) == true && early != $"before {revision}" ? early : null;
    }

    // A mark that rests on reading goes with the rules that it was given for, whatever the revision.
    private static bool IsSuspected(TraceFile file, Expectation? expected, ImmutableArray<RecordedStep> steps) => expected?.IsSuspected
        ?? file.Expectations.Any(e => e.IsSuspected && e.Violations.SequenceEqual(TraceVerdict.Violations(steps)));

    // An operation that is skipped shows nothing; only one after a call that never returned may be left over.
    [Theory]
    [MemberData(nameof(Cases))]
    public void No_operation_of_a_trace_is_skipped(string name, string revision)
    {
        var file = Corpus.File(name);
        if (Corpus.ExpectationsOf(file).For(revision)!.NotApplicable is not null)
            return;
        var steps = Recording.Record(new ModelSubject(Catalog.Find(revision)!), file.Trace, []);

        Assert.DoesNotContain(steps, step => step.Result.Outcome == Outcome.NotPossible);
        Assert.True(steps.Length == file.Trace.Operations.Length || steps[^1].Result.Outcome != Outcome.Returned);
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void A_file_has_a_title_and_speaks_of_known_rules_and_revisions(string name)
    {
        var file = Corpus.File(name);

        Assert.NotEqual("", file.Title);
        Assert.Equal(Catalog.Notifier.Select(r => r.Name), Corpus.ExpectationsOf(file).Each.Select(e => e.Revisions.First));
        Assert.All(file.Expectations.SelectMany(e => e.Violations), violation => Assert.NotNull(RuleBook.Find(violation.Rule)));
    }

    [Theory]
    [MemberData(nameof(Everywhere))]
    public void Neighbours_with_the_same_verdict_share_a_line(string folder, string name)
    {
        if (Golden.IsUpdate)
            Corpus.Rewrite(folder, name);
        var file = Corpus.Read(folder, name);

        Assert.Equal(Expectations.Lines(Corpus.ExpectationsOf(file).Each).Select(line => line.ToString()), file.Expectations.Select(line => line.ToString()));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void The_printed_form_of_a_file_reads_back(string name)
    {
        var file = Corpus.File(name);
        var again = TraceFile.Parse(name, Encoding.UTF8.GetBytes(file.ToString()), out var error);

        Assert.Null(error);
        Assert.Equal(file.ToString(), again!.ToString());
        Assert.Equal(file.Trace, again.Trace);
    }

    [Theory]
    [InlineData("B1")]
    [InlineData("B1b")]
    [InlineData("B1c")]
    [InlineData("B3")]
    [InlineData("B4")]
    [InlineData("B9a")]
    [InlineData("B9b")]
    [InlineData("B10")]
    [InlineData("B11")]
    [InlineData("B12")]
    [InlineData("B13")]
    [InlineData("B14")]
    [InlineData("B17")]
    [InlineData("B19")]
    [InlineData("B21")]
    [InlineData("B22")]
    [InlineData("B23")]
    [InlineData("B30")]
    public void A_defect_has_a_trace_that_shows_it_and_one_that_passes_everywhere(string entry)
    {
        var files = Corpus.Names.Where(name => name.StartsWith($"{entry}-", StringComparison.Ordinal)).Select(Corpus.File).ToArray();

        Assert.Contains(files, file => file.Expectations.Any(e => !e.Violations.IsEmpty));
        Assert.Contains(files, file => Corpus.ExpectationsOf(file).Each.All(IsClean) && file.Expectations.Any(e => e.NotApplicable is null));
    }

    // v4.20 takes no reference, whatever the trace.
    private static bool IsClean(Expectation expected) =>
        expected.Violations.All(violation => expected.Revisions.First == "v4.20" && violation.Rule == "KVM-02");

    // B9c repeats its round on purpose.
    [Fact]
    public void No_operation_of_a_museum_trace_can_be_left_out()
    {
        var shown = Corpus.Names
            .Where(name => name[0] == 'B' && name != "B9c-one-reference-each-round")
            .Where(name => !Corpus.ExpectationsOf(Corpus.File(name)).Each.All(IsClean));
        var idle = from name in shown
                   let trace = Corpus.File(name).Trace
                   let whole = Rules(trace)
                   from operation in Enumerable.Range(0, trace.Operations.Length)
                   where Rules(trace with { Operations = trace.Operations.RemoveAt(operation) }) == whole
                   select $"{name}: {trace.Operations[operation]}";

        Assert.Empty(idle);
    }

    // The rules that each revision violates, whatever the step.
    private static string Rules(Trace trace) => string.Join("; ", Catalog.Notifier.Select(revision => string.Join(' ',
        TraceVerdict.Violations(Recording.Record(new ModelSubject(revision), trace, RuleBook.All)).Select(violation => violation.Rule).Order(StringComparer.Ordinal))));
}
