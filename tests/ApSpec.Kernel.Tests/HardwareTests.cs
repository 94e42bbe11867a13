using ApSpec.Architecture;
using ApSpec.Vocabulary;

namespace ApSpec.Kernel.Tests;

/// <summary>AP instructions of a modelled driver, and what the machine does to queues meanwhile.</summary>
public sealed class HardwareTests
{
    private static readonly Apqn Known = new(new Apid(0x05), new Apqi(0x06));

    [Fact]
    public void A_reset_is_under_way_until_time_passes()
    {
        var bench = With();

        Assert.Equal(ResponseCode.Normal, Zapq(bench, Known));
        Assert.Equal(ResponseCode.ResetInProgress, Tapq(bench, Known));
        bench.Do("advance 20ms");
        Assert.Equal(ResponseCode.Normal, Tapq(bench, Known));
    }

    [Fact]
    public void A_queue_without_a_reset_answers_00_at_once() => Assert.Equal(ResponseCode.Normal, Tapq(With(), Known));

    [Fact]
    public void A_queue_outside_the_host_configuration_is_not_there()
    {
        var bench = With();
        bench.Do("host_config -05");

        Assert.Equal(ResponseCode.NotAvailable, Tapq(bench, Known));
        Assert.Equal(ResponseCode.NotAvailable, Zapq(bench, Known));
        bench.Do("host_config +05");
        Assert.Equal(ResponseCode.Normal, Tapq(bench, Known));
    }

    [Fact]
    public void A_queue_of_a_deconfigured_adapter_answers_03()
    {
        var bench = With();

        bench.Do("deconfigure 05");
        Assert.Equal(ResponseCode.Deconfigured, Zapq(bench, Known));
        Assert.Equal("skipped", bench.Do("deconfigure 05"));
        bench.Do("configure 05");
        Assert.Equal(ResponseCode.Normal, Zapq(bench, Known));
    }

    [Fact]
    public void An_answer_set_ahead_is_given_for_as_long_as_was_said_and_for_that_instruction_alone()
    {
        var bench = With();
        bench.Do("hw 05.0006 zapq=05 for 20ms");

        Assert.Equal(ResponseCode.Busy, Zapq(bench, Known));
        Assert.Equal(ResponseCode.Normal, Tapq(bench, Known));
        bench.Do("advance 20ms");
        Assert.Equal(ResponseCode.Normal, Zapq(bench, Known));
    }

    [Fact]
    public void Interrupts_that_are_off_cannot_be_turned_off()
    {
        var bench = With();

        Assert.Equal(ResponseCode.OtherwiseChanged, bench.World.Hardware.AqicDisable(Known).GetResult().ResponseCode);
    }

    [Fact]
    public void Interrupts_that_were_turned_on_are_on_for_the_guest_after_a_while()
    {
        var bench = With();

        Assert.Equal(ResponseCode.Normal, Enable(bench));
        Assert.NotEqual((uint)IrqState.Enabled, Irq(bench));
        bench.Do("advance 20ms");
        Assert.Equal((uint)IrqState.Enabled, Irq(bench));
        Assert.Equal("", bench.Faults);
        Assert.Equal(ResponseCode.Normal, bench.World.Hardware.AqicDisable(Known).GetResult().ResponseCode);
    }

    [Fact]
    public void Interrupts_for_a_guest_without_a_GISA_go_to_memory_of_others()
    {
        var bench = With("gisa=off");

        Enable(bench);

        Assert.Equal("WildAccess a GISA that is no guest's", bench.Faults);
    }

    private static ResponseCode Tapq(Bench bench, Apqn apqn) => bench.World.Hardware.Tapq(apqn).GetResult().ResponseCode;

    private static ResponseCode Zapq(Bench bench, Apqn apqn) => bench.World.Hardware.Zapq(apqn).GetResult().ResponseCode;

    private static uint Irq(Bench bench) => bench.Ledger[bench.Ledger.Layout.Queues[0].Irq];

    private static ResponseCode Enable(Bench bench)
    {
        var guest = default(Kvm);
        var driver = new OpenDeviceStub(bench.World, Bench.Newest) { OnOpen = kvm => guest = kvm };
        new Bench(bench.World, driver.Enter()).Do("create m0;set_kvm m0 k0;open m0");
        return bench.World.Hardware.AqicEnable(Known, new GuestAqic(guest, Known, true, 3, 0x12000), guest).GetResult().ResponseCode;
    }

    private static Bench With(string keys = "")
    {
        var world = Bench.OpenDeviceWorld($"features=masks,irq,hw {keys}");
        return new Bench(world, new OpenDeviceStub(world, Bench.Newest).Enter());
    }
}
