using System.Runtime.CompilerServices;
using ApSpec.Architecture;
using ApSpec.Vocabulary;

namespace ApSpec.Kernel;

/// <summary>The AP bus's device of a queue, which outlives the driver's structure.</summary>
public readonly struct QueueDevice
{
    private readonly World world;
    private readonly int index;

    internal QueueDevice(World world, int index)
    {
        this.world = world;
        this.index = index;
    }

    /// <summary>Its APQN.</summary>
    public Apqn Apqn => world.Ids.ApqnOf(index);

    /// <summary>Creates the driver's sysfs group (<c>sysfs_create_group</c>); -EEXIST when it exists, -ENOMEM with <c>fail=sysfs</c>.</summary>
    public Effect<Errno> CreateGroup([CallerMemberName] string function = "", [CallerLineNumber] int line = 0)
    {
        if (world.Fail == FailPoint.Sysfs)
            return world.Done(Errno.ENOMEM);
        if (world.Get(world.Layout.Queues[index].HasNoGroup) == 0)
        {
            world.Report(FaultKind.Warning, "sysfs_create_group: duplicate", function, line);
            return world.Done(Errno.EEXIST);
        }

        if (!world.IsDropped(EffectKind.Register, function, line))
            world.Set(world.Layout.Queues[index].HasNoGroup, 0);
        return world.Done(Errno.Ok);
    }

    /// <summary>Removes the driver's sysfs group.</summary>
    public Effect RemoveGroup([CallerMemberName] string function = "", [CallerLineNumber] int line = 0)
    {
        if (!world.IsDropped(EffectKind.Unregister, function, line))
            world.Set(world.Layout.Queues[index].HasNoGroup, 1);
        return world.Done();
    }

    /// <summary>Allocates the driver's structure; NULL when memory is short.</summary>
    public Effect<Queue> Alloc([CallerMemberName] string function = "", [CallerLineNumber] int line = 0) =>
        world.Done(new Queue(
            world, world.TakeAllocFailure() || world.IsDropped(EffectKind.Alloc, function, line) ? 0 : index + 1));

    /// <summary>Writes the driver data: from now on the driver's structure is found by its APQN.</summary>
    public Effect StoreDrvdata(Queue queue, [CallerMemberName] string function = "", [CallerLineNumber] int line = 0)
    {
        if (!world.IsDropped(EffectKind.Store, function, line))
            world.SetDriver(index, queue.IsNull ? QueueDriver.None : QueueDriver.VfioAp);
        return world.Done();
    }

    /// <summary>Reads the driver data.</summary>
    public Effect<Queue> LoadDrvdata([CallerMemberName] string function = "", [CallerLineNumber] int line = 0) =>
        world.Done(new Queue(world,
            !world.IsDropped(EffectKind.Load, function, line) && world.DriverOf(index) == QueueDriver.VfioAp ? index + 1 : 0));
}
