using System.Collections.Immutable;
using System.Text.Json;
using System.Text.RegularExpressions;
using ApSpec.RealDriver.Build;
using ApSpec.RealDriver.Races;
using ApSpec.Search;
using ApSpec.Vocabulary;

namespace ApSpec.RealDriver.Tests.Races;

/// <summary>Accesses of Linux 6.12's driver that have no lock in common.</summary>
[Trait("Kind", "Long")]
public sealed class RaceSearchTests
{
    private const string Unmap = "vfio_ap_mdev_dma_unmap";
    private static readonly ImmutableArray<Scope> Scopes = [ScopeText.Parse("mdevs=1 kvms=1 adapters=05,06 domains=0006 features=masks,irq,config,text", out _)!];
    private readonly RacesRun unchanged = Run(KernelTrees.Of("6.12"));

    [KernelTreeFact]
    public void The_attribute_ap_config_reads_the_masks_without_the_lock_that_they_are_written_under()
    {
        var pairs = unchanged.Pairs.Where(pair => Accesses(pair).Any(one => one is { Function: "write_ap_bitmap", IsWrite: false, Locks: 0 })).ToArray();

        Assert.NotEmpty(pairs);
        Assert.All(pairs, pair => Assert.Contains(LockClass.Mdevs, Accesses(pair).Single(one => one.IsWrite).Held));
    }

    [KernelTreeFact]
    public void A_function_that_takes_its_lock_no_more_is_named()
    {
        using var tree = new EditedTree("6.12");
        tree.Change(text => Regex.Replace(text, $@"(?<=\b{Unmap}\([^{{]*\{{[^}}]*)mutex_(un)?lock\(&matrix_dev->mdevs_lock\);", ""));

        var added = Run(tree.Root, tree.Cache).NewSince(unchanged);

        Assert.NotEmpty(added);
        Assert.All(added, pair => Assert.Contains(Accesses(pair), one => !one.Held.Contains(LockClass.Mdevs) && one.Held.Contains(LockClass.DeviceList)));
        Assert.Contains(added, pair => Accesses(pair).Any(one => one.Function == "vfio_ap_free_aqic_resources" && one.Line > 0));
    }

    [KernelTreeFact]
    public void A_refactoring_adds_no_pair()
    {
        using var tree = new EditedTree("6.12");
        tree.Change(text => Regex.Replace(text, $@"\b{Unmap}\b", "apx_renamed_unmap"));

        Assert.Empty(Run(tree.Root, tree.Cache).NewSince(unchanged));
    }

    private static PairedAccess[] Accesses(AccessPair pair) => [pair.First, pair.Second];

    private static RacesRun Run(string tree, string? cache = null)
    {
        var built = Builds.Of(tree, Builds.Options(cache) with { Flavour = Flavour.Race }).Built(tree);
        var worker = Builds.Tool with
        {
            Arguments = [.. Builds.Tool.Arguments, "worker", JsonSerializer.Serialize(built)],
            Reads = [Path.GetDirectoryName(built.LibraryPath)!],
        };
        var run = RaceSearch.Run(built, worker, Scopes, new CampaignOptions(Seed: 1, Traces: 100));
        Assert.Equal(100, run.Traces);
        return run;
    }
}
