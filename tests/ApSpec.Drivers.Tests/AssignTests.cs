namespace ApSpec.Drivers.Tests;

/// <summary>The sysfs attributes of the matrix: every error code, and what the matrix is afterwards.</summary>
public sealed class AssignTests
{
    private const string Two = "mdevs=2 kvms=1 adapters=05,06 domains=0006,0007 features=masks,control,binding";
    private const string Format0 = "mdevs=1 kvms=1 adapters=05 domains=0006 features=masks,control format=0";
    private const string Queue = "create m0;assign_adapter m0 05;assign_domain m0 0006;";

    /// <summary>Operations, and how the last one ends.</summary>
    public static TheoryData<string, string, string> Results() => Names.With(
        ("create m0;assign_adapter m0 05", "0"),
        ("create m0;assign_domain m0 0006", "0"),
        ("create m0;assign_control_domain m0 0006", "0"),
        (Queue + "assign_adapter m0 05", "0"),
        (Queue + "unassign_adapter m0 05", "0"),
        (Queue + "unassign_adapter m0 06", "0"),
        // Bound to nobody, or to the host: with no domain assigned, one bound queue of the adapter is enough.
        (Queue + "unbind 06.0006;assign_adapter m0 06", "-EADDRNOTAVAIL"),
        (Queue + "apmask +06;assign_adapter m0 06", "-EADDRNOTAVAIL"),
        (Queue + "unbind 05.0007;assign_domain m0 0007", "-EADDRNOTAVAIL"),
        ("create m0;unbind 06.0006;assign_adapter m0 06", "0"),
        ("create m0;unbind 06.0006;unbind 06.0007;assign_adapter m0 06", "-EADDRNOTAVAIL"),
        ("create m0;unbind 05.0007;unbind 06.0007;assign_domain m0 0007", "-EADDRNOTAVAIL"),
        // Shared only when adapter and domain both are.
        (Queue + "create m1;assign_domain m1 0006;assign_adapter m1 05", "-EADDRINUSE"),
        (Queue + "create m1;assign_adapter m1 05;assign_domain m1 0006", "-EADDRINUSE"),
        (Queue + "create m1;assign_domain m1 0007;assign_adapter m1 05", "0"),
        (Queue + "create m1;assign_control_domain m0 0006;assign_control_domain m1 0006", "0"),
        // Attached.
        (Queue + "open m0;set_kvm m0 k0;assign_adapter m0 06", "-EBUSY"),
        (Queue + "open m0;set_kvm m0 k0;unassign_adapter m0 05", "-EBUSY"),
        (Queue + "open m0;set_kvm m0 k0;assign_domain m0 0007", "-EBUSY"),
        (Queue + "open m0;set_kvm m0 k0;unassign_domain m0 0006", "-EBUSY"),
        (Queue + "open m0;set_kvm m0 k0;assign_control_domain m0 0006", "-EBUSY"),
        (Queue + "open m0;set_kvm m0 k0;unassign_control_domain m0 0006", "-EBUSY"),
        (Queue + "open m0;set_kvm m0 k0;release m0;unassign_domain m0 0006", "0"));

    /// <summary>The same without APXA: adapters to 3f, domains to 000f.</summary>
    public static TheoryData<string, string, string> ResultsWithoutApxa() => Names.With(
        ("create m0;assign_adapter m0 40", "-ENODEV"),
        ("create m0;unassign_adapter m0 40", "-ENODEV"),
        ("create m0;assign_domain m0 0010", "-ENODEV"),
        ("create m0;unassign_domain m0 0010", "-ENODEV"),
        ("create m0;assign_control_domain m0 0010", "-ENODEV"),
        ("create m0;unassign_control_domain m0 0010", "-ENODEV"),
        // The guest is asked for first.
        ("create m0;open m0;set_kvm m0 k0;assign_adapter m0 40", "-EBUSY"));

    [Theory]
    [MemberData(nameof(Results))]
    public void An_assignment_returns_its_error_code(string revision, string operations, string result) =>
        Assert.Equal(result, new Machine(revision, Two).Do(operations));

    [Theory]
    [MemberData(nameof(ResultsWithoutApxa))]
    public void Without_apxa_an_id_above_the_maximum_is_no_device(string revision, string operations, string result) =>
        Assert.Equal(result, new Machine(revision, Format0).Do(operations));

    [Fact]
    public void A_shared_adapter_is_taken_out_of_the_matrix_again()
    {
        foreach (var revision in Names.All)
        {
            var machine = new Machine(revision, Two);
            machine.Do(Queue + "create m1;assign_domain m1 0006;assign_adapter m1 05");

            Assert.True(machine.Ledger[machine.Ledger.Layout.Mdevs[1].Apm].IsEmpty);
            Assert.False(machine.Ledger[machine.Ledger.Layout.Mdevs[0].Apm].IsEmpty);
        }
    }

    [Fact]
    public void The_guest_gets_the_matrix_as_it_is_at_the_notification()
    {
        foreach (var revision in Names.All)
        {
            var machine = new Machine(revision, Two);
            machine.Do(Queue + "assign_control_domain m0 0007;open m0;set_kvm m0 k0");
            var (mdev, kvm) = (machine.Ledger.Layout.Mdevs[0], machine.Ledger.Layout.Kvms[0]);

            Assert.Equal(machine.Ledger[mdev.Apm], machine.Ledger[kvm.Apm]);
            Assert.Equal(machine.Ledger[mdev.Aqm], machine.Ledger[kvm.Aqm]);
            Assert.Equal(machine.Ledger[mdev.Adm], machine.Ledger[kvm.Adm]);
            Assert.Equal(1, machine.Ledger[kvm.Adm].Count);
        }
    }
}
