using System.Text.RegularExpressions;
using ApSpec.Check;
using ApSpec.Drivers;
using ApSpec.Rules;
using ApSpec.Vocabulary;

namespace ApSpec.Properties;

/// <summary>
/// <c>tests/traces/public</c>: reports of mailing lists, CVEs and test suites as traces. Each revision of the open_device era shows what the
/// file says. <c>UPDATE_GOLDEN=1</c> writes what is shown.
/// </summary>
public sealed partial class PublicCorpusTests
{
    public static TheoryData<string, string> Cases()
    {
        var cases = new TheoryData<string, string>();
        foreach (var name in Corpus.PublicNames)
        {
            foreach (var revision in Catalog.HotPlug)
                cases.Add(name, revision.Name);
        }

        return cases;
    }

    public static TheoryData<string> Names() => [.. Corpus.PublicNames];

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_revision_shows_what_is_expected(string name, string revision)
    {
        var file = Corpus.PublicFile(name);
        var expected = Corpus.ExpectationsOf(file).For(revision);
        var steps = Recording.Record(new ModelSubject(Catalog.Find(revision)!), file.Trace, RuleBook.All);
        var skipped = steps.FirstOrDefault(step => step.Result.Outcome == Outcome.NotPossible);
        var shown = new Expectation(
            RevisionRange.Only(revision), skipped is null ? TraceVerdict.Violations(steps) : [], skipped is null ? null : $"{skipped.Result.Reason}", expected?.IsSuspected == true);
        if (Golden.IsUpdate && expected?.ToString() != shown.ToString())
            Corpus.Update(Corpus.OfPublic, name, shown);

        Assert.Equal(expected?.ToString(), shown.ToString());
    }

    // What the test suites want, too: no rule says which code or which errno a call has to answer.
    [Theory]
    [InlineData("suite-ok-aqic-and-resets", OperationKind.AqicEnable, "rc 06 rc 06 rc 00 rc 07 rc 00 rc 00")]
    [InlineData("suite-ok-aqic-and-resets", OperationKind.AqicDisable, "rc 07 rc 00")]
    [InlineData("suite-ok-dynamic-update", OperationKind.ApConfig, "0 -EADDRNOTAVAIL 0 -EADDRINUSE 0")]
    [InlineData("suite-ok-dynamic-update", OperationKind.GuestTapq, "rc 00 rc 00")]
    [InlineData("create-ok-registration-fails", OperationKind.Create, "-ENOMEM 0")]
    [InlineData("request-ok-then-an-assignment", OperationKind.AssignAdapter, "0 -ENOENT")]
    public void The_calls_answer_what_the_case_says(string name, OperationKind kind, string answers)
    {
        var file = Corpus.PublicFile(name);
        foreach (var revision in Catalog.HotPlug.Where(r => Corpus.ExpectationsOf(file).For(r.Name)?.NotApplicable is null))
        {
            var steps = Recording.Record(new ModelSubject(revision), file.Trace, []);
            Assert.Equal(answers, string.Join(' ', steps.Where(step => step.Operation.Kind == kind).Select(step => step.Result.ToString())));
        }
    }

    // A Message-ID, a commit or a CVE; of a test suite its file or the name of its test. A sibling passes what another file has from there.
    [Theory]
    [MemberData(nameof(Names))]
    public void A_case_says_where_it_was_read(string name)
    {
        var title = Corpus.PublicFile(name).Title;

        Assert.True(PublicSource().IsMatch(title) || title.Contains(", passing", StringComparison.Ordinal), title);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_case_that_a_revision_shows_has_a_sibling_that_does_not_show_it(string name)
    {
        if (IsSibling(name))
            return;
        var siblings = Corpus.PublicNames.Where(other => IsSibling(other) && FamilyOf(other) == FamilyOf(name)).Select(Corpus.PublicFile).ToArray();
        var shown = Corpus.ExpectationsOf(Corpus.PublicFile(name)).Each.Where(e => !e.Violations.IsEmpty).ToArray();

        // Another defect may show on the way of both.
        Assert.Contains(shown, e => siblings.Any(file =>
            Corpus.ExpectationsOf(file).For(e.Revisions.First) is { NotApplicable: null } of && of.Violations.All(v => v.Rule != e.Violations[^1].Rule)));
    }

    private static string FamilyOf(string name) => name.Split('-')[0];

    private static bool IsSibling(string name) => name.Split('-')[1] == "ok";

    [GeneratedRegex(@"Message-ID \S+|CVE-\d{4}-\d+|\b[0-9a-f]{12}\b|tp-libvirt")]
    private static partial Regex PublicSource();
}
