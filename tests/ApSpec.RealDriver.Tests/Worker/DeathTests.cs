using ApSpec.Rules;
using ApSpec.Search;
using ApSpec.Vocabulary;

namespace ApSpec.RealDriver.Tests.Worker;

/// <summary>A driver whose calls do not come back: the shim ends what it can, the parent process tells of the rest, and nothing is lost.</summary>
[Trait("Kind", "Long")]
public sealed class DeathTests(StubbornDriver stubborn) : IClassFixture<StubbornDriver>
{
    private const string Line = "mdevs=1 kvms=1 adapters=05 domains=0006 features=control";

    [KernelTreeTheory]
    [InlineData("unassign_adapter m0 05", "memory accesses without end")]
    [InlineData("unassign_domain m0 0006", "sleeps without end")]
    [InlineData("assign_domain m0 0006", "memory accesses without end")]
    public void A_loop_without_end_is_ended_by_its_budget(string operation, string subject)
    {
        var step = stubborn.Driver.Run(LoadedDriver.Trace($"scope {Line},masks\ncreate m0\n{operation}\n"))[^1];

        Assert.Equal(Outcome.Stuck, step.Result.Outcome);
        Assert.Contains("CALL-01", step.Violated);
        var fault = Assert.Single(step.Faults);
        Assert.Equal((FaultKind.Hang, subject), (fault.Kind, fault.Subject));
        Assert.StartsWith($"{operation.Split(' ')[0]}_store (vfio_ap_ops.c:", fault.Function, StringComparison.Ordinal);
    }

    [KernelTreeTheory]
    [InlineData("assign_control_domain", "the process ended with 3", false)]
    [InlineData("unassign_control_domain", "in one call for 2 s of processor time", true)]
    public void A_call_that_takes_its_process_along_is_told_with_the_trace_up_to_it(string operation, string cause, bool isHang)
    {
        var calls = string.Concat(Enumerable.Repeat($"{operation} m0 0006\n", StubbornDriver.Fatal + 2));
        using var engine = stubborn.Engine(1);

        var (replay, death) = engine.Replay(LoadedDriver.Trace($"scope {Line}\ncreate m0\n{calls}"), RuleBook.All);

        Assert.Null(replay);
        Assert.Equal((cause, isHang, true), (death!.Cause, death.IsHang, death.IsRepeatable));
        Assert.Equal(StubbornDriver.Fatal + 1, death.Trace.Operations.Length);
        Assert.NotNull(engine.Replay(LoadedDriver.Trace($"scope {Line}\ncreate m0\nremove m0\n"), RuleBook.All).Replay);
    }

    [KernelTreeFact]
    public void A_call_that_aborts_its_process_is_told_with_the_signal()
    {
        using var engine = stubborn.Engine(1);

        var (_, death) = engine.Replay(
            LoadedDriver.Trace($"scope {Line},masks,config\ncreate m0\nap_config m0 apm=05 aqm=0006 adm=none\n"), RuleBook.All);

        Assert.Equal(("the process was killed by signal 6", 2), (death!.Cause, death.Trace.Operations.Length));
    }

    // The seed that ends its process is left out of a second campaign, in this process: all else must be the same.
    [KernelTreeFact]
    public void A_death_in_a_campaign_costs_no_other_trace()
    {
        const int traces = 1_000;
        const int length = 26; // long enough for one death in a thousand traces
        var scope = ScopeText.Parse(Line, out _)!;
        using var engine = stubborn.Engine(2);

        var result = engine.Campaign(scope, RuleBook.All, new CampaignOptions(1, traces, length), null);

        Assert.Equal(1, engine.Deaths);
        Assert.Equal(traces - 1, result.Traces);
        var seed = (int)Assert.Single(engine.Dead).Seed;
        var before = Here(scope, new CampaignOptions(1, seed - 1, length));
        var after = Here(scope, new CampaignOptions((ulong)seed + 1, traces - seed, length));
        Assert.Equal(before.Steps + after.Steps, result.Steps);
        Assert.Equal(Rules(before).Union(Rules(after)).Order(StringComparer.Ordinal), Rules(result).Order(StringComparer.Ordinal));
    }

    private CampaignResult Here(Scope scope, CampaignOptions options) => new Campaign(stubborn.Driver.Subject, scope, RuleBook.All).Run(options);

    private static IEnumerable<string> Rules(CampaignResult result) => result.Hits.Select(hit => $"{hit.Rule.Id} {hit.Trigger}").Distinct();
}
