using System.Text.RegularExpressions;

namespace ApSpec.RealDriver.Tests.Review;

/// <summary>What a check of Linux 6.12 says of the model of that release.</summary>
[Trait("Kind", "Long")]
public sealed class BesideModelTests
{
    private static readonly string[] Options =
        ["--traces", "100", "--scope", "mdevs=1 kvms=1 adapters=05 domains=0006 features=masks,irq,locks", "--no-asan"];

    [KernelTreeFact]
    public void The_release_itself_does_not_differ() =>
        Assert.Matches(@"\nbeside the model 6\.12\.117: 100 traces, [\d,]+ operations, no difference\n", Check(KernelTrees.Of("6.12")));

    [KernelTreeFact]
    public void A_lock_that_an_unmap_takes_no_more_is_told_though_no_rule_minds()
    {
        using var tree = new EditedTree("6.12");
        tree.Change(text => Regex.Replace(text, @"(?<=\bvfio_ap_mdev_dma_unmap\([^{]*\{[^}]*)mutex_(un)?lock\(&matrix_dev->mdevs_lock\);", ""));

        var (text, json) = (Check(tree.Root), Check(tree.Root, "--format", "jsonl"));

        Assert.Matches(@"beside the model 6\.12\.117: .* 1\s+difference", text.ReplaceLineEndings(" "));
        Assert.Contains("dma_unmap m0 iova=0x12000", text, StringComparison.Ordinal);
        Assert.Contains("\"besideModel\":\"6.12.117\",\"text\":\"step 7, dma_unmap m0", json, StringComparison.Ordinal);
    }

    [KernelTreeFact]
    public void In_full_a_check_names_what_is_read_without_the_lock_that_it_is_written_under() =>
        Assert.Matches(@"vfio_ap_mdev_request\s+\(vfio_ap_ops\.c:\d+\)\s+reads", Apspec.Run(
            ["check", "--driver", KernelTrees.Of("6.12"), "--full", "--traces", "60", "--scope", "mdevs=1 kvms=1 adapters=05 domains=0006 features=eventfds", "--no-asan"]).Out);

    [KernelTreeFact]
    public void In_a_scope_of_compiled_drivers_alone_the_model_gives_no_verdict() =>
        Assert.Contains("beside the model 6.12.117: 0 traces, 0 operations, no verdict", Apspec.Run(
            ["check", "--driver", KernelTrees.Of("6.12"), "--traces", "20", "--scope", "mdevs=1 kvms=1 adapters=05 domains=0006 features=masks,text", "--no-asan"]).Out,
            StringComparison.Ordinal);

    [KernelTreeFact]
    public void A_check_of_one_rule_does_not_ask_the_model() =>
        Assert.DoesNotContain("beside the model", Check(KernelTrees.Of("6.12"), "--rule", "KVM-01"), StringComparison.Ordinal);

    private static string Check(string tree, params string[] more) => Apspec.Run(["check", "--driver", tree, .. Options, .. more]).Out;
}
