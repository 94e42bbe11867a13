using ApSpec.Rules;
using ApSpec.Search;
using ApSpec.Vocabulary;

namespace ApSpec.RealDriver.Tests.Run;

/// <summary>A driver that crashes in every trace: each crash is a finding with its function and line, and the process goes on.</summary>
[Trait("Kind", "Long")]
public sealed class CrashTests(CrashingDriver crashing) : IClassFixture<CrashingDriver>
{
    private const int Traces = 20_000;

    [KernelTreeTheory]
    [InlineData("assign_adapter m0 05", FaultKind.WildAccess, "MEM-03")]
    [InlineData("unassign_adapter m0 05", FaultKind.Bug, "MEM-03")]
    [InlineData("assign_domain m0 0006", FaultKind.WildAccess, "MEM-03")]
    [InlineData("unassign_domain m0 0006", FaultKind.Bug, "MEM-03")]
    [InlineData("assign_control_domain m0 0006", FaultKind.NullDereference, "MEM-02")]
    [InlineData("unassign_control_domain m0 0006", FaultKind.NullDereference, "MEM-02")]
    public void A_crash_is_blamed_on_its_rule_with_function_and_line(string operation, FaultKind kind, string rule)
    {
        var step = crashing.Driver.Run(LoadedDriver.Trace($"scope {CrashingDriver.Scope}\ncreate m0\n{operation}\n"))[^1];

        Assert.Equal(operation, step.Operation.ToString());
        Assert.Equal(Outcome.Died, step.Result.Outcome);
        var fault = Assert.Single(step.Faults);
        Assert.Equal((kind, crashing.PlaceOf(operation.Split(' ')[0])), (fault.Kind, fault.Function));
        Assert.Equal(rule, Assert.Single(step.Violated));
    }

    [KernelTreeFact]
    public void Thousands_of_crashing_traces_run_in_one_process()
    {
        var scope = ScopeText.Parse(CrashingDriver.Scope, out _)!;
        var result = new Campaign(crashing.Driver.Subject, scope, RuleBook.All).Run(new CampaignOptions(Traces: Traces, LengthMax: 30));

        Assert.Equal(Traces, result.Traces);
        Assert.Equal(0, result.Cut);
        Assert.All(CrashingDriver.Operations, operation => Assert.Contains(result.Hits, hit => hit.Rule.Id.StartsWith("MEM", StringComparison.Ordinal)
            && OperationSyntax.FormOf(hit.Trigger.Kind).Verb == operation));
        Assert.True(result.Steps < Traces * 15L, "most traces end at a crash");
    }
}
