using ApSpec.RealDriver.Lines;
using ApSpec.Search;
using ApSpec.Vocabulary;

namespace ApSpec.RealDriver.Tests.Lines;

/// <summary>Which changed lines of Linux 6.12 a run goes by.</summary>
[Trait("Kind", "Long")]
public sealed class LineCoverageTests(LinesTree tree) : IClassFixture<LinesTree>
{
    private const string WithErrorPath = "vfio_ap_mdev_probe";
    private static readonly LineOptions ShortCampaign = new(new CampaignOptions(Seed: 1, Traces: 1, LengthMax: 8), AimedMax: 1_000);

    [KernelTreeFact]
    public void A_statement_in_a_function_that_is_often_run_is_run_and_the_trace_is_known()
    {
        var place = Assert.Single(tree.Added(tree.OftenRun));

        Assert.Equal(place, Assert.Single(tree.Campaign.Run([place])));
        var first = tree.Campaign.First[place.Line];
        Assert.StartsWith("assign_adapter m0", first.Trace.Operations[^1].ToString(), StringComparison.Ordinal);
        Assert.False(first.IsAimed);
    }

    [KernelTreeFact]
    public void A_statement_in_a_function_that_nothing_calls_is_not_run_however_it_is_aimed_at()
    {
        var place = Assert.Single(tree.Added(tree.NeverCalled));

        var run = tree.Driver.Run(LinesTree.Small, LinesTree.Traces, [place.Line], aimedMax: 100);

        Assert.Equal((true, "apx_test_never"), (place.HasCode, place.Function));
        Assert.Equal(place, Assert.Single(run.NotRun([place])));
        Assert.Equal(100, run.AimedTraces);
    }

    [KernelTreeFact]
    public void A_branch_that_is_not_taken_is_not_run_though_its_function_is()
    {
        var place = Assert.Single(tree.Added(tree.NotTaken));

        Assert.Equal("assign_adapter_store", place.Function);
        Assert.Equal(place, Assert.Single(tree.Campaign.NotRun([place])));
    }

    [KernelTreeFact]
    public void A_comment_has_no_code() => Assert.False(Assert.Single(tree.Added(tree.Comment)).HasCode);

    [KernelTreeFact]
    public void A_deletion_counts_by_its_neighbours()
    {
        var places = tree.Driver.Changed($"@@ -{tree.OftenRun},1 +{tree.OftenRun - 1},0 @@\n-\told();\n");

        Assert.Equal([ChangedKind.Deletion, ChangedKind.Deletion], places.Select(place => place.Kind));
        Assert.Equal(tree.OftenRun, places[1].Line.Number);
        Assert.Empty(tree.Campaign.NotRun(places));
    }

    [KernelTreeFact]
    public void A_macro_counts_by_its_uses()
    {
        var place = Assert.Single(tree.Added(tree.Macro));

        Assert.Equal((tree.MacroUse, ChangedKind.Macro, true), (place.Line.Number, place.Kind, place.HasCode));
    }

    [KernelTreeFact]
    public void A_line_on_an_error_path_is_reached_by_aiming_whatever_the_number_of_workers()
    {
        var lines = tree.Driver.Table.Lines.Where(line => tree.Driver.Table.FunctionOf(line) == WithErrorPath).ToArray();
        LinesRun Aimed(int jobs) => tree.Driver.Run(
            [ScopeText.Parse(LinesTree.Small, out _)!], ShortCampaign with { Campaign = ShortCampaign.Campaign with { Jobs = jobs } }, lines);
        string Told(LinesRun run) => string.Join('\n', run.First.Select(line => $"{line.Key} {line.Value.IsAimed} {line.Value.Trace}"));

        var run = Aimed(1);

        var onErrorPath = lines.Where(line => run.IsRun(line) && run.First[line].IsAimed).ToArray();
        Assert.NotEmpty(onErrorPath);
        Assert.All(onErrorPath, line => Assert.Equal((OperationKind.Create, true), Failure(run.First[line].Trace.Operations[^1])));
        Assert.Equal(Told(run), Told(Aimed(2)));
    }

    [KernelTreeFact]
    public void Lines_that_were_run_before_a_worker_died_are_known()
    {
        var place = Assert.Single(tree.Added(tree.BeforeDeath));

        var run = tree.Driver.Run("mdevs=1 kvms=1 adapters=05 domains=0006 features=masks,control", LinesTree.Traces, []);

        Assert.Equal(place, Assert.Single(run.Run([place])));
        Assert.False(run.IsWhole);
    }

    private static (OperationKind Kind, bool Fails) Failure(Operation operation) => (operation.Kind, operation.Fail != FailPoint.None);
}
