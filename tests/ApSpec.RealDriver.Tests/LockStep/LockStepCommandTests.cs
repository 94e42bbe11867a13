using ApSpec.RealDriver.Tests.Review;

namespace ApSpec.RealDriver.Tests.LockStep;

/// <summary>The output of <c>lockstep</c> is the same for any number of worker processes, whatever the two differ in and when the driver ends its process.</summary>
[Trait("Kind", "Long")]
public sealed class LockStepCommandTests
{
    private const string Small = "mdevs=1 kvms=1 adapters=05 domains=0006 features=masks,binding";
    private const string Large = "mdevs=2 kvms=2 adapters=05,06 domains=0006,0007 features=all iscs=3,4 pages=0x12,0x13";

    [KernelTreeTheory]
    [InlineData(0, " traces agreed", "--traces", "40")]
    [InlineData(0, "600 traces agreed", "--traces", "600", "--seed", "7", "--scope", Small)]
    [InlineData(1, "== seed 9: 6.1.192 | linux-6.12.", "--revision", "6.1.192", "--traces", "40", "--seed", "9")]
    [InlineData(1, "differ at step", "--revision", "6.1.192", "--states", "2000")]
    [InlineData(4, "no difference in", "--states", "2000")]
    public void The_output_does_not_depend_on_the_number_of_jobs(int exit, string text, params string[] options)
    {
        var one = Run(KernelTrees.Of("6.12"), null, 1, options);

        Assert.Equal(exit, one.Exit);
        Assert.Contains(text, one.Out, StringComparison.Ordinal);
        Assert.Equal(one, Run(KernelTrees.Of("6.12"), null, 3, options));
    }

    // Except for how many schedules were made, which is told on standard error: a process learns which accesses threads share.
    [KernelTreeFact]
    public void What_calls_at_once_show_does_not_depend_on_the_number_of_jobs()
    {
        var (exit, text, _) = Run(KernelTrees.Of("6.12"), null, 1, "--revision", "6.1.192", "--threads");

        Assert.Equal(1, exit);
        Assert.Equal(10, text.Split("\n== ").Length);
        Assert.Equal(text, Run(KernelTrees.Of("6.12"), null, 3, "--revision", "6.1.192", "--threads").Out);
    }

    // The tenth difference of a scope ends it: the rest of these seeds would take hours.
    [KernelTreeFact]
    public void Ten_differences_of_a_scope_are_told()
    {
        var (exit, text, error) = Run(KernelTrees.Of("6.12"), null, 3, "--revision", "6.1.192", "--traces", "1000000", "--scope", Large);

        Assert.Equal((1, 10), (exit, text.Split("== seed ").Length - 1));
        Assert.Contains(": 10 differences, ", error, StringComparison.Ordinal);
    }

    [KernelTreeFact]
    public void What_differs_before_the_driver_ends_its_process_is_told()
    {
        using var tree = new EditedTree("6.12");
        tree.Begin("assign_domain_store", "extern void _exit(int); static int times; if (++times == 4) _exit(3);");
        tree.Begin("vfio_ap_mdev_close_device", "return;");

        string[] options = ["--traces", "2000", "--scope", Small];
        var one = Run(tree.Root, tree.Cache, 1, options);

        Assert.Equal(4, one.Exit);
        Assert.Contains("== seed ", one.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("agreed", one.Out, StringComparison.Ordinal);
        Assert.Matches(@"apspec: no verdict: linux-6\.12\.\d+ ended the run: the process ended with 3; 'check --driver' finds the call\n$", one.Error);
        Assert.Equal(one, Run(tree.Root, tree.Cache, 3, options));
    }

    private static (int Exit, string Out, string Error) Run(string tree, string? cache, int jobs, params string[] options) =>
        Apspec.With("", cache, ["lockstep", "--driver", tree, "--jobs", $"{jobs}", .. options]);
}
