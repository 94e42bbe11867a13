namespace ApSpec.Drivers.Tests;

public sealed class ReservationTests
{
    [Theory]
    [InlineData("v6.16", "0")]
    [InlineData("6.12.117", "0")]
    [InlineData("v7.2", "-EBUSY")]
    public void From_7_2_on_the_bus_asks_for_every_domain_of_an_adapter(string revision, string result)
    {
        var machine = new HotPlugMachine(revision, "mdevs=1 kvms=1 adapters=05 domains=0006,0007 features=masks,binding");
        machine.Do("create m0;assign_adapter m0 05;assign_domain m0 0006;aqmask -0006;apmask +05");

        Assert.Equal(result, machine.Result);
    }
}
