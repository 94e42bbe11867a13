using ApSpec.RealDriver.Tests.Review;

namespace ApSpec.RealDriver.Tests.Worker;

/// <summary>Parts of a compiled driver's check make the report of one check over all their seeds; parts and trees of other sources are refused.</summary>
[Trait("Kind", "Long")]
public sealed class DriverPartTests : IDisposable
{
    private static readonly string[] Small = ["--scope", "mdevs=1 kvms=1 adapters=05 domains=0006 features=masks,irq,binding"];
    private readonly TestFolder folder = new();

    public void Dispose() => folder.Dispose();

    [KernelTreeTheory]
    [InlineData("6.1", "QUEUE-09", "--format", "jsonl")]
    [InlineData("6.12", "CALL-03", "--full")]
    public void Parts_make_the_report_of_one_check(string version, string rule, params string[] format)
    {
        string[] rules = ["--rule", "EVENT-02", "--rule", rule];
        var tree = KernelTrees.Of(version);
        var merged = Check(1, ["merge", Part("b", tree, 46, 15, rules), Part("a", tree, 7, 39, rules), "--driver", tree, "--jobs", "1", .. format]);

        Assert.Equal(Check(1, ["check", "--driver", tree, "--seed", "7", "--traces", "54", .. rules, .. format]), merged);
    }

    // The seeds 1001 and 2001 draw calls at once.
    [KernelTreeFact]
    public void Parts_with_calls_at_once_make_the_report_of_one_check()
    {
        var tree = KernelTrees.Of("6.12");
        var merged = Check(1, ["merge", Part("a", tree, 990, 600, Small), Part("b", tree, 1590, 500, Small), "--driver", tree]);
        var one = Check(1, ["check", "--driver", tree, "--seed", "990", "--traces", "1100", .. Small]);

        Assert.Contains("2 random ones", one, StringComparison.Ordinal);
        Assert.Equal(one, merged);
    }

    // One trace in a thousand ends the process of this driver; its directory does not matter.
    [KernelTreeFact]
    public void Traces_that_end_the_process_are_in_a_part()
    {
        using var tree = new EditedTree("6.12");
        tree.Begin("assign_control_domain_store", $"extern void _exit(int); static int times; if (++times == {StubbornDriver.Fatal}) _exit(3);");
        string[] options = ["--scope", "mdevs=1 kvms=1 adapters=05 domains=0006 features=control", "--length", "26"];

        var one = Check(1, ["check", "--driver", tree.Root, "--traces", "1000", .. options], tree.Cache);
        var merged = Check(1, ["merge", Part("a", tree.Root, 1, 700, options, tree.Cache), Part("b", tree.Root, 701, 300, options, tree.Cache), "--driver", tree.Root], tree.Cache);

        Assert.Contains("ended the process that ran it 1 times", one, StringComparison.Ordinal);
        Assert.Equal(one, merged);
    }

    [KernelTreeFact]
    public void A_driver_that_ends_its_process_often_has_no_parts()
    {
        using var tree = new EditedTree("6.12");
        tree.Begin("assign_control_domain_store", "extern void _exit(int); _exit(3);");

        var (exit, text, error) = Apspec.With("", tree.Cache, ["check", "--driver", tree.Root, "--traces", "100", "--format", "part",
            "--scope", "mdevs=1 kvms=1 adapters=05 domains=0006 features=control"]);

        Assert.Equal((4, ""), (exit, text));
        Assert.Contains("so soon after another that a check leaves seeds out: the process ended with 3", error, StringComparison.Ordinal);
    }

    [KernelTreeFact]
    public void Parts_and_trees_of_other_sources_are_refused()
    {
        var (older, newer) = (KernelTrees.Of("6.1"), KernelTrees.Of("6.12"));
        var (a, b) = (Part("a", older, 1, 5, Small), Part("b", newer, 6, 5, Small));
        var text = File.ReadAllText(a);
        var changed = folder.Write("changed", text.Replace("\"tools\":\"", "\"tools\":\"not ", StringComparison.Ordinal));

        Assert.Matches(@"^apspec: \S+/b:1: drivers: src-[0-9a-f]{12} \(6\.12\.\d+\); --driver names src-[0-9a-f]{12} \(6\.1\.\d+\)\n$", Refused("merge", a, b, "--driver", older));
        Assert.Matches(@"^apspec: \S+/a:1: drivers: src-[0-9a-f]{12} \(6\.1\.\d+\); --driver names src-[0-9a-f]{12} \(6\.12\.\d+\)\n$", Refused("merge", a, "--driver", newer));
        Assert.Matches(@"^apspec: \S+/a:1: drivers: src-[0-9a-f]{12} \(6\.1\.\d+\); what the part found is run again: give the tree of each with --driver\n$", Refused("merge", a));
        Assert.Matches(@"^apspec: \S+/changed:1: tools: 'not gcc .*'; src-[0-9a-f]{12} \(6\.1\.\d+\) is compiled here by 'gcc .*'\n$", Refused("merge", changed, "--driver", older));
        Assert.Matches(@":1: revisions: v5\.10; --driver is for parts of compiled drivers\n$", Refused("merge", folder.Write("m", Check(0, ["check", "-r", "v5.10", "--traces", "5", "--format", "part", .. Small])), "--driver", older));
    }

    [KernelTreeTheory]
    [InlineData("\"deaths\":[]", "\"deaths\":[{\"scope\":\"mdevs=1 kvms=1 adapters=05 domains=0006 features=masks,irq,binding\",\"seed\":1,\"length\":3,\"cause\":\"the process ended with 3\",\"isHang\":false,\"isRepeatable\":true}]",
        ":2: '{\"scope\":")]
    [InlineData("\"deaths\":[]", "\"deaths\":[{\"scope\":\"mdevs=2\",\"seed\":1,\"length\":3,\"cause\":\"the process ended with 3\",\"isHang\":false,\"isRepeatable\":true}]", ":2: '{\"revision\":")]
    [InlineData("\"traces\":40,\"steps\"", "\"traces\":39,\"steps\"", ":3: '{\"revision\":")]
    [InlineData("\"hits\":[{\"rule\":\"", "\"hits\":[{\"rule\":\"CALL-01\",\"isRefused\":false,\"shape\":\"0\",\"seed\":1,\"length\":1},{\"rule\":\"", ":3: '{\"rule\":\"CALL-01\"")]
    public void A_part_that_was_changed_is_refused(string was, string now, string expected)
    {
        var tree = KernelTrees.Of("6.12");
        var text = File.ReadAllText(Part("a", tree, 1, 40, Small));
        Assert.Contains(was, text, StringComparison.Ordinal);

        Assert.Contains($"/c{expected}", Refused("merge", folder.Write("c", text.Replace(was, now, StringComparison.Ordinal)), "--driver", tree), StringComparison.Ordinal);
    }

    private string Part(string name, string tree, int seed, int traces, string[]? options = null, string? cache = null) => folder.Write(name,
        Check(0, ["check", "--driver", tree, "--seed", $"{seed}", "--traces", $"{traces}", "--format", "part", .. options ?? []], cache));

    private static string Check(int exit, string[] arguments, string? cache = null)
    {
        var run = Apspec.With("", cache, arguments);
        Assert.True(run.Exit == exit, $"{run.Exit}\n{run.Out}\n{run.Error}");
        return run.Out;
    }

    private static string Refused(params string[] arguments)
    {
        var (exit, text, error) = Apspec.Run(arguments);
        Assert.Equal((2, ""), (exit, text));
        return error;
    }
}
