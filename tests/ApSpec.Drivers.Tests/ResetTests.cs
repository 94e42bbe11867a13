namespace ApSpec.Drivers.Tests;

/// <summary>The reset of a queue (6c12a6384e0c): retries, the wait for its end, error codes, and unbind.</summary>
public sealed class ResetTests
{
    private const string Scope = "mdevs=1 kvms=1 adapters=05,06 domains=0006 features=masks,irq,messages,reset,hw,binding";
    private const string Attach = "create m0;assign_adapter m0 05;assign_adapter m0 06;assign_domain m0 0006;open m0;set_kvm m0 k0;";
    private const string On = "aqic_enable k0 05.0006 isc=3 nib=0x12000;advance 20ms;";

    /// <summary>Operations; the ioctl's result and the warnings.</summary>
    public static TheoryData<string, string, string> Results() => Names.With(
        (Attach + "reset m0", "0 warnings=0"),
        // Empty and without interrupts at the first look, or a warning.
        (Attach + "nqap k0 05.0006 psmid=1;reset m0", "0 warnings=1"),
        // Retried once after 20 ms.
        (Attach + "hw 05.0006 zapq=02 for 20ms;reset m0", "0 warnings=0"),
        (Attach + "hw 05.0006 zapq=02 for 40ms;reset m0", "-EBUSY warnings=0"),
        (Attach + "nqap k0 05.0006 psmid=1;hw 05.0006 zapq=02 always;reset m0", "-EBUSY warnings=1"),
        (Attach + "nqap k0 05.0006 psmid=1;hw 05.0006 zapq takes 40ms;reset m0", "0 warnings=1"),
        (Attach + "nqap k0 05.0006 psmid=1;hw 05.0006 zapq takes 60ms;reset m0", "0 warnings=1"),
        (Attach + "deconfigure 05;reset m0", "-EBUSY warnings=0"),
        (Attach + "checkstop 05;reset m0", "-EBUSY warnings=0"),
        (Attach + "hw 05.0006 zapq=01 for 20ms;reset m0", "-EBUSY warnings=0"),
        // Any other code gives up at once. The last error of all queues is reported.
        (Attach + "hw 05.0006 zapq=05 for 20ms;reset m0", "-EIO warnings=1"),
        (Attach + "hw 05.0006 zapq=05 always;deconfigure 06;reset m0", "-EBUSY warnings=1"));

    [Theory]
    [MemberData(nameof(Results))]
    public void The_reset_ioctl_retries_waits_and_reports(string revision, string operations, string result)
    {
        var machine = new Machine(revision, Scope);

        Assert.Equal(result, $"{machine.Do(operations)} warnings={machine.Warnings}");
    }

    [Theory]
    [InlineData("", "saved=0/0 pins=0 gisc=0 linked=yes")]
    [InlineData("hw 05.0006 zapq=02 always;", "saved=0/0 pins=0 gisc=0 linked=yes")]
    [InlineData("deconfigure 05;", "saved=0/0 pins=0 gisc=0 linked=yes")]
    [InlineData("hw 05.0006 zapq=05 always;", "saved=1/1 pins=1 gisc=1 linked=yes")]
    public void A_reset_gives_back_the_interrupt_state_unless_the_answer_is_unknown(string hardware, string kept)
    {
        foreach (var revision in Names.All)
        {
            var machine = new Machine(revision, Scope);
            machine.Do($"{Attach}{On}{hardware}reset m0");

            Assert.Equal(kept, machine.Irq());
        }
    }

    [Fact]
    public void An_error_of_one_queue_does_not_keep_the_next_from_its_reset()
    {
        foreach (var revision in Names.All)
        {
            var machine = new Machine(revision, Scope);
            machine.Do(Attach + "nqap k0 06.0006 psmid=1;hw 05.0006 zapq=05 always;reset m0");

            Assert.Equal(0u, machine.Ledger[machine.Ledger.Layout.Queues[1].Requests]);
        }
    }

    [Theory]
    [InlineData("unbind 05.0006")]
    [InlineData("apmask +05")]
    public void A_queue_that_leaves_gives_back_its_interrupt_state_and_its_link(string leave)
    {
        foreach (var revision in Names.All)
        {
            var machine = new Machine(revision, Scope);

            Assert.Equal("0", machine.Do($"{Attach}{On}{leave}"));
            Assert.Equal("saved=0/0 pins=0 gisc=0 linked=no", machine.Irq());
            Assert.Equal(0u, machine.Ledger[machine.Ledger.Layout.Queues[0].Irq]);
            Assert.Equal(1, machine.Warnings); // the reset has not ended at the first look
        }
    }

    // B1b: what the NULL left behind is found by the unbind, which can give back the pin but not the registration.
    [Fact]
    public void Unbind_after_null_warns_on_v5_10_alone()
    {
        foreach (var revision in Names.All)
        {
            var machine = new Machine(revision, Scope);
            machine.Do($"{Attach}{On}set_kvm m0 null;release m0;unbind 05.0006");

            Assert.Equal(revision == "v5.10", machine.Warnings > 0);
            Assert.Equal($"saved=0/0 pins=0 gisc={(revision == "v5.10" ? 1 : 0)} linked=no", machine.Irq());
        }
    }

    [Fact]
    public void A_probe_without_memory_leaves_the_queue_unbound()
    {
        foreach (var revision in Names.All)
        {
            var machine = new Machine(revision, Scope + ",failures");

            Assert.Equal("-ENOMEM", machine.Do("unbind 05.0006;bind 05.0006 fail=alloc"));
            Assert.Equal("0", machine.Do("bind 05.0006"));
        }
    }
}
