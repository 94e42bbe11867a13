using ApSpec.Check;
using ApSpec.Drivers;
using ApSpec.Rules;
using ApSpec.Vocabulary;

namespace ApSpec.Properties;

/// <summary>
/// What the checks of Debian's kernel sources found (<c>tests/traces/driver</c>), and public reports: the models of those kernels show the same rules
/// violated at the same steps as the compiled code, whose verdicts the files hold under the hash of its sources.
/// </summary>
public sealed class HotPlugCorpusTests
{
    private static readonly (string Revision, string Sources)[] Models = [("6.1.192", "src-f2a30ab76a2a"), ("6.12.117", "src-52e093c667c7")];

    public static TheoryData<string, string, string> Cases()
    {
        var cases = new TheoryData<string, string, string>();
        foreach (var name in Corpus.DriverNames.Concat(Corpus.PublicNames))
        {
            foreach (var (revision, sources) in Models)
                cases.Add(name, revision, sources);
        }

        return cases;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_model_shows_what_the_code_shows(string name, string revision, string sources)
    {
        var file = Corpus.PublicNames.Contains(name) ? Corpus.PublicFile(name) : Corpus.DriverFile(name);
        var expected = Corpus.ExpectationsOf(file).For(sources);
        Assert.NotNull(expected);
        if (expected.NotApplicable is not null || file.Trace.Scope.Has(Features.Steps) || file.Trace.Scope.Has(Features.Descriptors))
            return; // a model scans at once, and has no descriptors of containers

        var steps = Recording.Record(new ModelSubject(Catalog.Find(revision)!), file.Trace, RuleBook.All);

        Assert.Equal(expected.ToString(), new Expectation(RevisionRange.Only(sources), TraceVerdict.Violations(steps), null, expected.IsSuspected).ToString());
    }
}
