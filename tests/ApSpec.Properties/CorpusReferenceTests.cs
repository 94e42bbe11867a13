using ApSpec.Check;
using ApSpec.Drivers;
using ApSpec.Vocabulary;

namespace ApSpec.Properties;

/// <summary>
/// The state after the last step of the reference traces, as the fact sheet's section 1.11 states it. <c>refs</c>, <c>hook</c> and
/// <c>masks</c> are those of guest k0.
/// </summary>
public sealed class CorpusReferenceTests
{
    [Theory]
    [InlineData("T1", "v5.10", "refs=1 hook=m0 masks=left")]
    [InlineData("T1", "patch-v3", "refs=0 hook=null masks=zero")]
    [InlineData("T1", "v5.11", "refs=0 hook=null masks=zero")]
    [InlineData("T2", "v5.10", "refs=0 hook=null masks=zero")]
    [InlineData("T2", "patch-v3", "refs=0 hook=null masks=zero")]
    [InlineData("T2", "v5.11", "refs=0 hook=null masks=zero")]
    [InlineData("T3", "v5.10", "refs=1 hook=m0 masks=left")]
    [InlineData("T3", "patch-v3", "refs=1 hook=m0 masks=left")]
    [InlineData("T3", "v5.11", "refs=1 hook=m0 masks=left")]
    [InlineData("T5", "v5.10", "refs=1 hook=m0 masks=left")]
    [InlineData("T5", "patch-v3", "refs=1 hook=m0 masks=left")]
    [InlineData("T5", "v5.11", "refs=1 hook=m0 masks=left")]
    [InlineData("T6", "v5.10", "refs=1 hook=null masks=zero")]
    [InlineData("T6", "patch-v3", "refs=1 hook=null masks=zero")]
    [InlineData("T6", "v5.11", "refs=1 hook=null masks=zero")]
    [InlineData("T7", "v5.10", "refs=1 hook=m0 masks=left")]
    [InlineData("T7", "patch-v3", "refs=0 hook=null masks=zero")]
    [InlineData("T7", "v5.11", "refs=0 hook=null masks=zero")]
    [InlineData("T8", "v5.10", "refs=0 hook=null masks=zero")]
    [InlineData("T9", "v5.10", "refs=1 hook=m0 masks=left")]
    [InlineData("T9", "patch-v3", "refs=1 hook=m0 masks=left")]
    [InlineData("T9", "v5.11", "refs=1 hook=m0 masks=left")]
    [InlineData("T1", "v4.20", "refs=0 hook=null masks=left")]
    [InlineData("T2", "v4.20", "refs=0 hook=null masks=zero")]
    [InlineData("T3", "v4.20", "refs=0 hook=null masks=left")]
    [InlineData("T5", "v4.20", "refs=0 hook=null masks=left")]
    [InlineData("T6", "v4.20", "refs=0 hook=null masks=zero")]
    [InlineData("T1", "v5.3", "refs=1 hook=m0 masks=left")]
    [InlineData("T2", "v5.3", "refs=0 hook=null masks=zero")]
    [InlineData("T3", "v5.3", "refs=1 hook=m0 masks=left")]
    [InlineData("T5", "v5.3", "refs=1 hook=m0 masks=left")]
    [InlineData("T6", "v5.3", "refs=1 hook=null masks=zero")]
    [InlineData("T7", "v5.3", "refs=1 hook=m0 masks=left")]
    [InlineData("T8", "v5.3", "refs=0 hook=null masks=zero")]
    [InlineData("T9", "v5.3", "refs=1 hook=m0 masks=left")]
    [InlineData("T1", "v5.12", "refs=0 hook=null masks=zero")]
    [InlineData("T2", "v5.12", "refs=0 hook=null masks=zero")]
    [InlineData("T3", "v5.12", "refs=1 hook=m0 masks=left")]
    [InlineData("T5", "v5.12", "refs=1 hook=m0 masks=left")]
    [InlineData("T6", "v5.12", "refs=1 hook=null masks=zero")]
    [InlineData("T7", "v5.12", "refs=0 hook=null masks=zero")]
    [InlineData("T9", "v5.12", "refs=1 hook=m0 masks=left")]
    [InlineData("T1", "v5.15", "refs=0 hook=null masks=zero")]
    [InlineData("T2", "v5.15", "refs=0 hook=null masks=zero")]
    [InlineData("T3", "v5.15", "refs=1 hook=m1 masks=left")]
    [InlineData("T5", "v5.15", "refs=1 hook=m0 masks=left")]
    [InlineData("T6", "v5.15", "refs=0 hook=null masks=zero")]
    [InlineData("T7", "v5.15", "refs=0 hook=null masks=zero")]
    [InlineData("T9", "v5.15", "refs=1 hook=m0 masks=left")]
    public void A_reference_trace_ends_in_the_state_the_sheet_gives(string trace, string revision, string state)
    {
        var system = Run(trace, revision, out _);

        var ledger = system.Observe();
        var k0 = new KvmId(0);
        var masks = ledger.MasksAreZero(k0) ? "zero" : "left";
        var hook = ledger.HookOf(k0)?.ToString() ?? "null";
        Assert.Equal(state, $"refs={ledger.DriverRefsOf(k0)} hook={hook} masks={masks}");
    }

    [Fact]
    public void T5_the_second_guest_keeps_no_reference()
    {
        foreach (var revision in Catalog.Thread)
            Assert.Equal(0, Run("T5", revision.Name, out _).Observe().DriverRefsOf(new KvmId(1)));
    }

    [Theory]
    [InlineData("v5.10", 1u)]
    [InlineData("patch-v3", 0u)]
    [InlineData("v5.11", 0u)]
    public void T7_pin_registration_and_saved_subclass_are_left_on_v5_10_alone(string revision, uint left)
    {
        var ledger = Run("T7", revision, out _).Observe();

        Assert.Equal(left, ledger[ledger.Layout.Mdevs[0].Pins[0]]);
        Assert.Equal(left, ledger[ledger.Layout.Kvms[0].Gisc[0]]);
        Assert.Equal(left, ledger[ledger.Layout.Queues[0].SavedIsc]);
        Assert.Null(ledger.KvmOf(new MdevId(0)));
    }

    [Theory]
    [InlineData("v4.20", Outcome.Returned)]
    [InlineData("v5.3", Outcome.Returned)]
    [InlineData("v5.10", Outcome.Returned)]
    [InlineData("patch-v1", Outcome.Returned)]
    [InlineData("v5.12", Outcome.Stuck)]
    [InlineData("1e753732bda6", Outcome.Stuck)]
    [InlineData("v5.15", Outcome.Died)]
    [InlineData("patch-v3", Outcome.Stuck)]
    [InlineData("v5.11", Outcome.Stuck)]
    public void T8_the_release_ends_until_the_NULL_notification_takes_L(string revision, Outcome outcome)
    {
        Run("T8", revision, out var last);

        Assert.Equal(outcome, last.Outcome);
    }

    [Theory]
    [InlineData("v5.10", 0)]
    [InlineData("patch-v3", 1)]
    [InlineData("v5.11", 0)]
    public void T3_patch_v3_alone_unlocks_twice(string revision, int unlocks)
    {
        var system = Run("T3", revision, out _);

        Assert.Equal(unlocks, system.Faults.ToArray().Count(fault => fault is { Kind: FaultKind.UnlockNotHeld, Subject: "L" }));
        Assert.Equal(new KvmId(0), system.Observe().KvmOf(new MdevId(0)));
        Assert.Null(system.Observe().KvmOf(new MdevId(1)));
    }

    private static ModelSystem Run(string trace, string revision, out StepResult last)
    {
        var file = Corpus.File(Corpus.Names.Single(name => name.StartsWith($"{trace}-", StringComparison.Ordinal)));
        var system = new ModelSystem(Catalog.Find(revision)!, file.Trace.Scope);
        last = default;
        foreach (var operation in file.Trace.Operations)
            last = system.Apply(operation);
        return system;
    }
}
