using ApSpec.Check;
using ApSpec.Drivers;
using ApSpec.Explore;
using ApSpec.Search;

namespace ApSpec.Report.Tests;

/// <summary>The shortest trace that tells each revision from the one it follows, pinned.</summary>
public sealed class NeighbourTests
{
    [Theory]
    [MemberData(nameof(Pairs))]
    public void Neighbours_differ_as_pinned(string older, string newer)
    {
        var (a, b) = (new ModelSubject(Cases.RevisionOf(older)), new ModelSubject(Cases.RevisionOf(newer)));

        var found = new DivergenceHunt(a, b).Run(DivergenceHunt.Scopes, new SearchLimits(20_000));

        Golden.Check($"diff-{older}-{newer}.txt", DivergenceText.Format(RecordedDivergence.Record(a, b, found!), "minimal: proven"));
    }

    [Fact]
    public void A_revision_does_not_differ_from_itself()
    {
        var subject = new ModelSubject(Cases.RevisionOf("v5.11"));
        var hunt = new DivergenceHunt(subject, subject);

        Assert.Null(hunt.Run([Cases.ScopeOf("mdevs=1 kvms=1 features=masks,irq"), Cases.ScopeOf("mdevs=2 kvms=2")], new SearchLimits()));
        Assert.Equal(2, hunt.Without.Length);
        Assert.All(hunt.Without, scope => Assert.True(scope.IsComplete));
    }

    /// <summary>Each revision beside the one its change was made to, and the versions of the patch beside each other.</summary>
    public static TheoryData<string, string> Pairs()
    {
        var pairs = new TheoryData<string, string> { { "patch-v1", "patch-v3" }, { "patch-v3", "v5.11" } };
        var all = Catalog.All.ToArray();
        for (var i = 1; i < all.Length; i++)
            pairs.Add(all[i].Follows ?? all[i - 1].Name, all[i].Name);
        return pairs;
    }
}
