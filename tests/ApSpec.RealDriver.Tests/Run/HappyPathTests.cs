using ApSpec.Vocabulary;

namespace ApSpec.RealDriver.Tests.Run;

/// <summary>
/// The way that every user goes, from an mdev's creation to its end: nothing is left of it, and no rule has a word to say. Interrupts
/// are off at the reset: 6.1 warns of a reset that takes effect within the first interval it waits.
/// </summary>
public sealed class HappyPathTests
{
    private const string Whole = """
        scope mdevs=1 kvms=1 adapters=05 domains=0006,0007 features=masks,irq,reset,binding,locks iscs=3 pages=0x12,0x13
        create m0
        assign_adapter m0 05
        assign_domain m0 0006
        assign_domain m0 0007
        set_kvm m0 k0
        open m0
        aqic_enable k0 05.0006 isc=3 nib=0x12000
        aqic_enable k0 05.0007 isc=3 nib=0x13000
        advance 20ms
        aqic_disable k0 05.0006
        aqic_disable k0 05.0007
        advance 20ms
        reset m0
        advance 100ms
        release m0
        set_kvm m0 null
        unassign_domain m0 0007
        unassign_adapter m0 05
        remove m0
        advance 100ms
        """;

    [KernelTreeTheory]
    [InlineData("6.1")]
    [InlineData("6.12")]
    public void No_step_of_the_whole_way_violates_a_rule(string version)
    {
        using var driver = LoadedDriver.Of(version);
        var trace = LoadedDriver.Trace(Whole);

        var steps = driver.Run(trace);

        Assert.Equal(trace.Operations.Length, steps.Length);
        Assert.All(steps, step => Assert.True(
            step.Result.IsSuccess && step.Violated.IsEmpty && step.Faults.IsEmpty && step.CapHit is null, step.ToString()));
    }

    [KernelTreeTheory]
    [InlineData("6.1")]
    [InlineData("6.12")]
    public void Nothing_is_left_of_it(string version)
    {
        using var driver = LoadedDriver.Of(version);
        var trace = LoadedDriver.Trace(Whole);
        var system = driver.Subject.Create(trace.Scope);
        var fields = driver.Subject.FieldsOf(trace.Scope).Where(field => !field.Name.StartsWith("edge", StringComparison.Ordinal)).ToArray();
        var before = Ledger.Of(system, fields);

        foreach (var operation in trace.Operations)
            system.Apply(operation);

        Assert.Equal(before, Ledger.Of(system, fields));
    }
}
