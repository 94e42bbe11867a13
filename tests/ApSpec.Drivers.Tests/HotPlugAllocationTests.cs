using ApSpec.Kernel;
using ApSpec.Vocabulary;

namespace ApSpec.Drivers.Tests;

public sealed class HotPlugAllocationTests
{
    private const int Rounds = 200;

    // Everything that a guest's life asks of the driver: attach, interrupts, hot unplug, hot plug, a bus scan, detach.
    private const string Life = """
        create m0;assign_adapter m0 05;assign_domain m0 0006;set_kvm m0 k0;open m0;
        aqic_enable k0 05.0006 isc=3 nib=0x12000;unassign_domain m0 0006;assign_domain m0 0006;
        aqic_enable k0 05.0006 isc=3 nib=0x12000;unbind 05.0006;bind 05.0006;host_config -05;host_config +05;
        reset m0;release m0;remove m0
        """;

    [Theory]
    [InlineData("v6.0")]
    [InlineData("v6.5")]
    [InlineData("v6.12")]
    [InlineData("v6.16")]
    [InlineData("v7.2")]
    [InlineData("6.1.192")]
    [InlineData("6.12.117")]
    public void A_guests_life_allocates_nothing(string revision)
    {
        var world = new World(
            ScopeText.Parse("mdevs=1 kvms=1 adapters=05 domains=0006 features=masks,irq,hw,binding,reset", out _)!, era: Era.OpenDevice);
        var era = Catalog.Find(revision)!.Create(world).Enter();
        var operations = Life.Split(';').Select(line => OperationSyntax.Parse(line.Trim(), out var error) ?? throw new ArgumentException(error))
            .ToArray();
        Run(era, world, operations);

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < Rounds; i++)
            Run(era, world, operations);

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static void Run(IKernelEra era, World world, Operation[] operations)
    {
        world.Reset();
        foreach (var operation in operations)
        {
            if (era.Apply(operation).Outcome != Outcome.Returned)
                throw new InvalidOperationException($"{operation} did not return");
        }
    }
}
