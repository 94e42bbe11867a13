using ApSpec.Check;
using ApSpec.Drivers;
using ApSpec.Rules;
using ApSpec.Vocabulary;

namespace ApSpec.Properties;

/// <summary>
/// The museum of the open_device era (<c>tests/traces/hotplug</c>): each revision violates the rules that the file says, at the steps that
/// it says.
/// </summary>
public sealed class HotPlugMuseumTests
{
    public static TheoryData<string, string> Cases()
    {
        var cases = new TheoryData<string, string>();
        foreach (var name in Corpus.HotPlugNames)
        {
            foreach (var revision in Catalog.HotPlug)
                cases.Add(name, revision.Name);
        }

        return cases;
    }

    public static TheoryData<string> Names() => [.. Corpus.HotPlugNames];

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_revision_shows_what_is_expected(string name, string revision)
    {
        var file = Corpus.HotPlugFile(name);
        var expected = Corpus.ExpectationsOf(file).For(revision);
        Assert.NotNull(expected);
        if (expected.NotApplicable is not null)
            return;

        var steps = Recording.Record(new ModelSubject(Catalog.Find(revision)!), file.Trace, RuleBook.All);

        Assert.All(steps, step => Assert.NotEqual(Outcome.NotPossible, step.Result.Outcome));
        Assert.Equal(expected.ToString(), new Expectation(RevisionRange.Only(revision), TraceVerdict.Violations(steps), null, expected.IsSuspected).ToString());
    }

    // A defect shows at the last operation, or the operations behind it are of no use; what needs no trace is no defect.
    [Theory]
    [MemberData(nameof(Names))]
    public void A_defect_is_found_with_the_last_operation_and_its_sibling_passes(string name)
    {
        var file = Corpus.HotPlugFile(name);
        var violated = file.Expectations.Where(e => !e.Violations.IsEmpty).ToArray();
        if (IsSibling(name))
        {
            // What it passes is what the defect's own trace ends in; another defect may show on its way.
            var defect = Corpus.HotPlugNames.Where(other => !IsSibling(other) && IdOf(other) == IdOf(name)).Select(Corpus.HotPlugFile)
                .SelectMany(other => other.Expectations.SelectMany(e => e.Violations.Where(v => v.Step == other.Trace.Operations.Length)))
                .Select(v => v.Rule).ToHashSet();
            Assert.DoesNotContain(violated.SelectMany(e => e.Violations), v => defect.Contains(v.Rule));
            return;
        }

        Assert.Contains(Corpus.HotPlugNames, other => IsSibling(other) && IdOf(other) == IdOf(name));
        Assert.Contains(violated, e => e.Violations.Any(v => v.Step == file.Trace.Operations.Length));
    }

    // 4400270ec034, d50346801b4f, 6b8a02e216f6, 917f509bfb88, bf09b9d7cd78, 65e05ec252a9.
    [Theory]
    [InlineData("B12")]
    [InlineData("B34")]
    [InlineData("B36")]
    [InlineData("B37")]
    [InlineData("B39")]
    [InlineData("B29")]
    public void The_corrections_of_2026_end_it(string id)
    {
        foreach (var name in Corpus.HotPlugNames.Where(name => IdOf(name) == id && !IsSibling(name)))
        {
            Assert.NotEmpty(Violations(name, "v6.12"));
            Assert.NotEmpty(Violations(name, "v6.16"));
            Assert.Empty(Violations(name, "v7.2"));
            Assert.Empty(Violations(name, "6.12.117"));
        }
    }

    private static IEnumerable<ExpectedViolation> Violations(string name, string revision) =>
        Corpus.ExpectationsOf(Corpus.HotPlugFile(name)).For(revision)!.Violations;

    private static string IdOf(string name) => name.Split('-')[0];

    private static bool IsSibling(string name) => name.Split('-')[1] == "ok";
}
