using ApSpec.Vocabulary;

namespace ApSpec.Drivers.Tests;

/// <summary>PQAP(AQIC) of a guest: each response code, and which pin, registration and saved value is kept with it.</summary>
public sealed class AqicTests
{
    private const string Scope = "mdevs=1 kvms=1 adapters=05,06 domains=0006 features=masks,irq,hw";
    private const string Attach = "create m0;assign_adapter m0 05;assign_domain m0 0006;open m0;set_kvm m0 k0;";
    private const string On = "aqic_enable k0 05.0006 isc=3 nib=0x12000";
    private const string Off = "aqic_disable k0 05.0006";
    private const string None = "saved=0/0 pins=0 gisc=0 linked=";
    private const string Kept = "saved=1/1 pins=1 gisc=1 linked=yes";

    /// <summary>Operations; the response code; what is kept.</summary>
    public static TheoryData<string, string, string> Results() => Names.With(
        (Attach + On, "rc 00 " + Kept),
        (Attach + "aqic_enable k0 05.0006 isc=3 nib=0x13000", "rc 06 " + None + "yes"),
        (Attach + "aqic_enable k0 06.0006 isc=3 nib=0x12000", "rc 01 " + None + "no"),
        (Attach + "aqic_disable k0 06.0006", "rc 01 " + None + "no"),
        ("create m0;aqic_enable k0 05.0006 isc=3 nib=0x12000", "rc 01 " + None + "no"),
        (Attach + On + ";" + On, "rc 07 " + Kept),
        (Attach + On + ";advance 20ms;" + On, "rc 07 " + Kept),
        (Attach + On + ";advance 20ms;" + Off, "rc 00 " + None + "no"),
        (Attach + Off, "rc 07 " + None + "no"),
        // B21: with any other code the new pin and registration stay, and the queue is unlinked.
        (Attach + "hw 05.0006 aqic=02 for 20ms;" + On, "rc 02 saved=0/0 pins=1 gisc=1 linked=no"),
        (Attach + "hw 05.0006 aqic=05 for 20ms;" + On, "rc 05 saved=0/0 pins=1 gisc=1 linked=no"),
        (Attach + "deconfigure 05;" + On, "rc 03 saved=0/0 pins=1 gisc=1 linked=no"),
        (Attach + "checkstop 05;" + On, "rc 04 saved=0/0 pins=1 gisc=1 linked=no"),
        (Attach + "host_config -05;" + On, "rc 01 " + None + "no"));

    [Theory]
    [MemberData(nameof(Results))]
    public void An_aqic_answers_and_keeps(string revision, string operations, string result)
    {
        var machine = new Machine(revision, Scope);

        Assert.Equal(result, $"{machine.Do(operations)} {machine.Irq()}");
    }

    // KVM ends it before it looks for a hook: arch/s390/kvm/priv.c handle_pqap().
    [Theory]
    [InlineData("adapters=05,40 domains=0006", "40.0006", "pgm 06")]
    [InlineData("adapters=05 domains=0006,0010", "05.0010", "pgm 06")]
    [InlineData("adapters=05,3f domains=0006,000f", "3f.000f", "rc 01")]
    public void A_number_that_needs_apxa_is_a_specification_exception_to_a_guest_without_a_crycb(string numbers, string queue, string result)
    {
        foreach (var revision in Names.All)
            Assert.Equal(result, new Machine(revision, $"mdevs=1 kvms=1 {numbers} features=masks,irq,hw crycbd=off").Do($"aqic_enable k0 {queue} isc=3 nib=0x12000"));
    }

    // Six tries, 20 ms apart: an answer that lasts 100 ms is outlived, one of 140 ms is not.
    [Theory]
    [InlineData("100ms", "rc 00", 0)]
    [InlineData("140ms", "rc 05", 1)]
    [InlineData("always", "rc 05", 1)]
    public void Switching_off_is_tried_six_times(string time, string code, int warnings)
    {
        foreach (var revision in Names.All)
        {
            var machine = new Machine(revision, Scope);
            machine.Do(Attach + On + ";advance 20ms");

            Assert.Equal(code, machine.Do($"hw 05.0006 aqic=05 {(time == "always" ? time : "for " + time)};{Off}"));
            Assert.Equal(warnings, machine.Warnings);
            Assert.Equal(None + "no", machine.Irq());
        }
    }

    // Five looks with TAPQ, 20 ms apart.
    [Theory]
    [InlineData("80ms", 0)]
    [InlineData("120ms", 1)]
    public void The_end_of_interrupts_is_awaited(string time, int warnings)
    {
        foreach (var revision in Names.All)
        {
            var machine = new Machine(revision, Scope);
            machine.Do($"{Attach}{On};advance 20ms;hw 05.0006 aqic takes {time};{Off}");

            Assert.Equal(warnings, machine.Warnings);
        }
    }

    [Fact]
    public void A_refused_enable_is_logged_without_a_warning()
    {
        foreach (var revision in Names.All)
        {
            var machine = new Machine(revision, Scope);
            machine.Do(Attach + "hw 05.0006 aqic=05 for 20ms;" + On);

            Assert.Equal(0, machine.Warnings);
        }
    }

    [Fact]
    public void A_queue_bound_to_nobody_is_not_available()
    {
        foreach (var revision in Names.All)
        {
            var machine = new Machine(revision, Scope + ",binding");
            machine.Do(Attach + "unbind 05.0006");

            Assert.Equal("rc 01", machine.Do(On));
        }
    }

    [Fact]
    public void The_module_reference_of_the_hook_is_given_back()
    {
        foreach (var revision in Names.All)
        {
            var machine = new Machine(revision, Scope);
            machine.Do(Attach + On);

            Assert.Equal(1u, machine.Ledger[machine.Ledger.Layout.World.ModuleRefs]);
        }
    }

    // B1b: v5.10 forgets the guest and keeps the rest.
    [Theory]
    [InlineData("v5.10", "saved=1/1 pins=1 gisc=1 linked=yes")]
    [InlineData("patch-v3", "saved=0/0 pins=0 gisc=0 linked=yes")]
    [InlineData("v5.11", "saved=0/0 pins=0 gisc=0 linked=yes")]
    public void A_null_notification_with_interrupts_on(string revision, string kept)
    {
        var machine = new Machine(revision, Scope);
        machine.Do(Attach + On + ";advance 20ms;set_kvm m0 null");

        Assert.Equal(kept, machine.Irq());
    }
}
