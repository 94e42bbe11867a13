namespace ApSpec.RealDriver.Tests.Review;

/// <summary>What <c>diff</c> says of two trees, and its exit codes.</summary>
[Trait("Kind", "Long")]
public sealed class DriverDiffTests
{
    private const string Binding = "mdevs=1 kvms=1 adapters=05 domains=0006,0007 features=masks,irq,binding,config";
    private const string Small = "mdevs=1 kvms=1 adapters=05 domains=0006 features=masks";

    [KernelTreeFact]
    public void Fields_rules_and_results_that_differ_have_a_short_trace_each_and_the_exit_code_is_1()
    {
        using var tree = new EditedTree("6.12");
        tree.Begin("vfio_ap_unlink_queue_fr_mdev", "q->matrix_mdev = NULL;");

        var (exit, text) = Diff(tree, Binding);

        Assert.Equal(1, exit);
        Assert.Contains("== field matrix_mdev\n", text, StringComparison.Ordinal);
        Assert.Matches(@"== rule QUEUE-09, violated by \S+ alone\n", text);
        var keys = text.Split('\n').Where(line => line.StartsWith("== ", StringComparison.Ordinal)).ToArray();
        Assert.Equal(keys.Distinct(), keys);
        Assert.Contains("minimal: the shortest trace that shrinking finds", text, StringComparison.Ordinal);
    }

    [KernelTreeFact]
    public void Trees_that_do_the_same_exit_with_0_whether_or_not_their_sources_are_the_same()
    {
        using var tree = new EditedTree("6.12");
        Assert.Equal((0, true), Same(Diff(tree, Small)));

        tree.Begin("vfio_ap_mdev_close_device", "/* no difference */");

        var (exit, text) = Diff(tree, Small);
        Assert.Equal((0, true), Same((exit, text)));
        Assert.Contains("100 traces on both", text, StringComparison.Ordinal);
    }

    [KernelTreeFact]
    public void A_function_that_nothing_stands_for_leaves_no_verdict_and_the_exit_code_is_4()
    {
        using var tree = new EditedTree("6.12");
        tree.Change(text => "void apx_test_unheard_of(void);\n" + text);
        tree.Begin("vfio_ap_mdev_close_device", "apx_test_unheard_of();");

        var (exit, text) = Diff(tree, Small);

        Assert.Equal(4, exit);
        Assert.Contains("apx_test_unheard_of(", text, StringComparison.Ordinal);
    }

    [KernelTreeFact]
    public void States_are_searched_of_revisions_and_traces_run_of_trees()
    {
        var tree = KernelTrees.Of("6.12");

        Assert.Equal((2, "apspec: --states is for two revisions; --traces says how much is run of two trees\n"), Refused("--driver", tree, "--driver", tree, "--states", "5"));
        Assert.Equal((2, "apspec: --traces is for two trees\n"), Refused("v5.10", "v5.11", "--traces", "5"));
    }

    private static (int Exit, string Error) Refused(params string[] arguments)
    {
        var (exit, _, error) = Apspec.Run(["diff", .. arguments]);
        return (exit, error);
    }

    private static (int, bool) Same((int Exit, string Text) ran) => (ran.Exit, ran.Text.Contains("no difference", StringComparison.Ordinal));

    private static (int Exit, string Text) Diff(EditedTree tree, string scope)
    {
        var (exit, text, error) = Apspec.Run("diff", "--driver", KernelTrees.Of("6.12"), "--driver", tree.Root, "--scope", scope, "--traces", "100");
        Assert.True(exit != 2, error);
        return (exit, text);
    }
}
