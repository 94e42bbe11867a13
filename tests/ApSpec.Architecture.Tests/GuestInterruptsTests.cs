namespace ApSpec.Architecture.Tests;

public sealed class GuestInterruptsTests
{
    private const uint Address = 0x1234_5900;

    [Theory]
    [InlineData(GisaFormat.Format0, 0x06, 0x0C)]
    [InlineData(GisaFormat.Format1, 0x10, 0x1C)]
    public void A_gisa_has_each_field_at_its_offset_and_comes_back(GisaFormat format, int bits, int count)
    {
        var gisa = new Gisa { NextAlert = Address, Ipm = 0x80, Iam = 0x40, G = true, C = true, Count = 0xAB };
        if (format == GisaFormat.Format1)
            gisa = gisa with { Simm = 1, Nimm = 2, Aism = 0x1122_3344_5566_7788 };
        var bytes = Enumerable.Repeat((byte)0xEE, Gisa.Size).ToArray();
        gisa.CopyTo(bytes, format);
        Assert.Equal([0x12, 0x34, 0x59, 0x00, 0x80], bytes[..5]);
        Assert.Equal((0x40, 3, 0xAB), (bytes[7], bytes[bits], bytes[count + 3]));
        Assert.Equal(format == GisaFormat.Format1 ? 0x11 : 0, bytes[8]);
        Assert.Equal(gisa, Gisa.FromBytes(bytes, format));
    }

    [Fact]
    public void A_gib_has_its_nisc_in_byte_8_and_comes_back()
    {
        var bytes = Enumerable.Repeat((byte)0xEE, Gib.Size).ToArray();
        var gib = new Gib(Address, 5);
        gib.CopyTo(bytes);
        Assert.Equal((0x12, 5, 0), (bytes[0], bytes[8], bytes[31]));
        Assert.Equal(gib, Gib.FromBytes(bytes));
    }

    [Fact]
    public void Each_subclass_counts_its_registrations_and_has_its_alert_bit()
    {
        for (byte gisc = 0; gisc < 8; gisc++)
        {
            var guest = GuestInterrupts.At(Address);
            Assert.Equal(GiscResult.Done, guest.Register(gisc));
            Assert.Equal(GiscResult.Done, guest.Register(gisc));
            Assert.Equal((2, 2, 0x80 >> gisc), (guest.Counts[gisc], guest.Counts.Total, guest.Counts.AlertMask));
            Assert.Equal(guest.Counts.AlertMask, guest.Gisa.Iam);
            guest.Unregister(gisc);
            Assert.Equal(0x80 >> gisc, guest.Gisa.Iam);
            guest.Unregister(gisc);
            Assert.Equal(0, guest.Gisa.Iam);
            Assert.Equal(GiscResult.NotRegistered, guest.Unregister(gisc));
        }
    }

    [Fact]
    public void A_subclass_above_7_is_out_of_range()
    {
        var guest = GuestInterrupts.At(Address);
        Assert.Equal(GiscResult.OutOfRange, guest.Register(8));
        Assert.Equal(GiscResult.OutOfRange, guest.Unregister(8));
        Assert.Equal(GuestInterrupts.At(Address), guest);
    }

    [Fact]
    public void Without_a_gisa_nothing_registers()
    {
        var guest = default(GuestInterrupts);
        Assert.Equal(GiscResult.NoGisa, guest.Register(9));
        Assert.Equal(GiscResult.NoGisa, guest.Unregister(0));
        Assert.False(guest.InAlertList);
    }

    [Fact]
    public void The_counter_stops_at_its_cap_and_spills_into_no_neighbour()
    {
        var counts = default(GiscCounts);
        for (var i = 0; i < 255; i++)
            Assert.Equal(GiscResult.Done, counts.TryRegister(3, out counts));
        Assert.Equal(GiscResult.CapReached, counts.TryRegister(3, out counts));
        Assert.Equal((255, 0, 0), (counts[3], counts[2], counts[4]));
    }

    [Fact]
    public void An_interrupt_links_the_gisa_once_and_alerts_once()
    {
        var guest = GuestInterrupts.At(Address);
        var gib = new Gib(Gib.Null, 5);
        guest.Register(3);
        Assert.True(guest.Post(3, ref gib));
        Assert.Equal((Address, true, 0x10), (gib.AlertListOrigin, guest.InAlertList, guest.Pending));
        Assert.False(guest.Post(3, ref gib));
        guest.Register(4);
        Assert.Equal(0, guest.Gisa.Iam);
        guest.LeaveAlertList();
        Assert.False(guest.InAlertList);
        Assert.Equal(0x10, guest.Kick());
        Assert.Equal(0, guest.Gisa.Iam);
        Assert.True(guest.Take(3));
        Assert.False(guest.Take(3));
        Assert.Equal(0, guest.Kick());
        Assert.Equal(0x18, guest.Gisa.Iam);
    }

    [Fact]
    public void A_suppressed_list_links_without_an_alert()
    {
        var guest = GuestInterrupts.At(Address);
        var gib = new Gib(Gib.Suppressed, 5);
        guest.Register(0);
        Assert.False(guest.Post(0, ref gib));
        Assert.Equal((Gib.Suppressed, Address), (guest.Gisa.NextAlert, gib.AlertListOrigin));
    }

    [Fact]
    public void An_interrupt_nobody_registered_for_pends_without_an_alert()
    {
        var guest = GuestInterrupts.At(Address);
        var gib = new Gib(Gib.Null, 5);
        Assert.False(guest.Post(3, ref gib));
        Assert.Equal((0x10, 0, Gib.Null), (guest.Gisa.Ipm, guest.Pending, gib.AlertListOrigin));
    }

    [Fact]
    public void Destroying_tells_the_registrations_that_leaked()
    {
        var guest = GuestInterrupts.At(Address);
        guest.Register(2);
        Assert.Equal(0x20, guest.Destroy());
        Assert.Equal(default, guest);
    }
}
