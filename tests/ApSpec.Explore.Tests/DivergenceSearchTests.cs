using ApSpec.Check;
using ApSpec.Kernel;
using ApSpec.Vocabulary;

namespace ApSpec.Explore.Tests;

public sealed class DivergenceSearchTests
{
    [Theory]
    [InlineData("v5.10", "mdevs=1 kvms=1")]
    [InlineData("v5.10", "mdevs=1 kvms=1 features=masks")]
    [InlineData("v5.11", "mdevs=2 kvms=1")]
    public void A_revision_does_not_differ_from_itself_and_the_search_is_complete(string revision, string scope)
    {
        var search = Search(revision, revision, scope);

        Assert.Null(search.Run(new SearchLimits()));
        Assert.True(search.IsComplete);
        Assert.True(search.States > 1);
    }

    [Fact]
    public void V5_10_and_v5_11_differ_first_at_a_null_notification_of_four_operations()
    {
        var found = Search("v5.10", "v5.11", "mdevs=2 kvms=2 features=masks").Run(new SearchLimits())!;

        Golden.Check("diff-first-divergence.txt", $"""
            # ./apspec diff v5.10 v5.11
            {string.Join("; ", found.Trace.Operations)}
            v5.10 {found.ResultA}, v5.11 {found.ResultB}
            {string.Join('\n', found.Fields.Select(f => $"{f.Field}: {f.A} {f.B}"))}
            {string.Join('\n', found.Faults)}

            """);
        Assert.Equal(4, found.Trace.Operations.Length);
        Assert.Equal("set_kvm m0 null", found.Trace.Operations[^1].ToString());
    }

    [Fact]
    public void No_shorter_trace_tells_v5_10_and_v5_11_apart()
    {
        var scope = Searches.ScopeOf("mdevs=1 kvms=1 features=masks");
        var a = new ModelSystem(Searches.RevisionOf("v5.10"), scope);
        var b = new ModelSystem(Searches.RevisionOf("v5.11"), scope);
        var alphabet = Alphabet.Of(scope);

        for (var number = 0; number < alphabet.Length * alphabet.Length * alphabet.Length; number++)
        {
            a.Reset();
            b.Reset();
            foreach (var op in new[] { number / alphabet.Length / alphabet.Length, number / alphabet.Length % alphabet.Length, number % alphabet.Length })
            {
                Assert.Equal(a.Apply(alphabet[op]), b.Apply(alphabet[op]));
                Assert.True(a.Observe().Words.SequenceEqual(b.Observe().Words));
            }
        }
    }

    [Fact]
    public void Patch_v3_and_v5_11_differ_by_the_double_unlock_alone()
    {
        var found = Search("patch-v3", "v5.11", "mdevs=2 kvms=1").Run(new SearchLimits())!;

        Assert.Equal(6, found.Trace.Operations.Length);
        Assert.Equal(found.ResultA, found.ResultB);
        Assert.Empty(found.Fields);
        Assert.Equal("patch-v3: UnlockNotHeld L", Assert.Single(found.Faults));
    }

    // v4.20's ledger has no hook: every field after it lies elsewhere.
    [Fact]
    public void Ledgers_of_two_layouts_are_compared_by_name()
    {
        var found = Search("v4.20", "v5.3", "mdevs=2 kvms=1").Run(new SearchLimits())!;

        Assert.Equal("create m0; open m0", string.Join("; ", found.Trace.Operations));
        Assert.Equal(("m0.iommu_notifier", 0u, 1u), Assert.Single(found.Fields));
    }

    [Fact]
    public void A_search_that_a_limit_stops_is_not_complete()
    {
        var search = Search("v5.10", "v5.10", "mdevs=2 kvms=1");

        Assert.Null(search.Run(new SearchLimits(StatesMax: 20)));
        Assert.False(search.IsComplete);
    }

    private static DivergenceSearch Search(string a, string b, string scope)
    {
        var bounds = Searches.ScopeOf(scope);
        return new DivergenceSearch(
            new ModelSystem(Searches.RevisionOf(a), bounds), new ModelSystem(Searches.RevisionOf(b), bounds),
            new ModelSubject(Searches.RevisionOf(a)).FieldsOf(bounds), Alphabet.Of(bounds),
            fieldsOfB: new ModelSubject(Searches.RevisionOf(b)).FieldsOf(bounds));
    }
}
