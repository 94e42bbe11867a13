using ApSpec.Vocabulary;

namespace ApSpec.RealDriver.Tests.Run;

/// <summary>A warning reads as the kernel prints it.</summary>
public sealed class WarningTextTests
{
    // WARN_ONCE(1, "%s: ap_aqic status %d\n", __func__, ...): the function is named beside it.
    [KernelTreeFact]
    public void A_warning_has_its_values_in_its_text()
    {
        var trace = LoadedDriver.Trace("""
            scope features=masks,irq,hw pages=0x12
            create m0
            assign_adapter m0 05
            assign_domain m0 0006
            set_kvm m0 k0
            open m0
            aqic_enable k0 05.0006 isc=3 nib=0x12000
            hw 05.0006 aqic=05 always
            aqic_disable k0 05.0006

            """);
        using var driver = LoadedDriver.Of("6.12");
        var system = driver.Subject.Create(trace.Scope);
        system.Reset();
        foreach (var operation in trace.Operations)
            system.Apply(operation);

        var fault = Assert.Single(system.Faults.ToArray());

        Assert.Equal((FaultKind.Warning, "ap_aqic status 5"), (fault.Kind, fault.Subject));
    }
}
