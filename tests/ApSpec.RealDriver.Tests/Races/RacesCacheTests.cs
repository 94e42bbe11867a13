using System.Collections.Immutable;
using ApSpec.RealDriver.Races;
using ApSpec.Search;
using ApSpec.Vocabulary;

namespace ApSpec.RealDriver.Tests.Races;

/// <summary>Runs that are kept beside the library.</summary>
public sealed class RacesCacheTests : IDisposable
{
    private static readonly ImmutableArray<Scope> Scopes = [ScopeText.Parse("mdevs=1 kvms=1 adapters=05 domains=0006 features=masks", out _)!];
    private static readonly RacesRun Run = new(
        [new AccessPair("kzalloc(sizeof(*q))", 8, 64, new PairedAccess(true, 32, "w", "x.c", 1), new PairedAccess(false, 0, "r", "", 0), 1, 3, Scopes[0].ToString())],
        [Scopes[0].ToString()], 10);

    private readonly TestFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_run_that_is_kept_is_found_as_it_was()
    {
        Cache(traces: 10).Keep(Run, scopes: 1);

        var found = Cache(traces: 10).Find();

        Assert.Equal<AccessPair>(Run.Pairs, found!.Pairs);
        Assert.Equal((10, "mdevs=1 kvms=1 adapters=05 domains=0006 features=masks"), (found.Traces, Assert.Single(found.Scopes)));
        Assert.Null(Cache(traces: 11).Find());
    }

    [Fact]
    public void A_run_that_did_not_come_to_its_end_is_not_kept()
    {
        Cache(traces: 10).Keep(Run, scopes: 2);

        Assert.Null(Cache(traces: 10).Find());
    }

    [Fact]
    public void A_damaged_file_is_none()
    {
        Cache(traces: 10).Keep(Run, scopes: 1);
        File.WriteAllText(Assert.Single(Directory.GetFiles(folder.Path, "races-*.json")), "{");

        Assert.Null(Cache(traces: 10).Find());
    }

    private RacesCache Cache(int traces) => new(folder.At("driver.so"), Scopes, new CampaignOptions(Traces: traces));
}
