using System.Runtime.CompilerServices;
using ApSpec.Architecture;
using ApSpec.Vocabulary;

namespace ApSpec.Kernel;

/// <summary>The driver's one <c>struct ap_matrix_dev</c>: its lock, its list of mdevs, its count of instances.</summary>
public sealed partial class MatrixDevice
{
    private readonly World world;

    internal MatrixDevice(World world) => this.world = world;

    /// <summary>Lock L (<c>matrix_dev->lock</c>).</summary>
    public KernelLock Lock => new(world, new LockId(LockClass.Matrix, 0));

    /// <summary>The highest APID the driver accepts.</summary>
    public int ApmMax => IsUnbounded() ? byte.MaxValue : world.Scope.ApmMax;

    /// <summary>The highest APQI the driver accepts.</summary>
    public int AqmMax => IsUnbounded() ? byte.MaxValue : world.Scope.AqmMax;

    /// <summary>Takes one mdev instance; false when none is left.</summary>
    public Effect<bool> TakeInstance([CallerMemberName] string function = "", [CallerLineNumber] int line = 0)
    {
        var taken = world.Layout.Observation.World.Instances;
        var limit = world.Scope.Instances == 0 ? world.Scope.Mdevs : world.Scope.Instances;
        if (world.Get(taken) >= limit)
            return world.Done(false);
        if (!world.IsDropped(EffectKind.Get, function, line))
            world.Set(taken, world.Get(taken) + 1);
        return world.Done(true);
    }

    /// <summary>Releases one mdev instance.</summary>
    public Effect PutInstance([CallerMemberName] string function = "", [CallerLineNumber] int line = 0)
    {
        if (!world.IsDropped(EffectKind.Put, function, line))
            world.Decrement(world.Layout.Observation.World.Instances);
        return world.Done();
    }

    /// <summary>The first mdev on the list; NULL when it is empty.</summary>
    public Effect<Mdev> ListFirst([CallerMemberName] string function = "", [CallerLineNumber] int line = 0)
    {
        if (world.IsDropped(EffectKind.Load, function, line))
            return world.Done(new Mdev(world, 0));
        world.NoteList(function, line);
        return world.Done(From(0));
    }

    /// <summary>The mdev after <paramref name="mdev"/> on the list; NULL at the end.</summary>
    public Effect<Mdev> ListNext(Mdev mdev, [CallerMemberName] string function = "", [CallerLineNumber] int line = 0) =>
        mdev.IsBad(out var kind) ? mdev.Bad<Mdev>(kind, function, line)
        : world.Done(world.IsDropped(EffectKind.Load, function, line) ? new Mdev(world, 0) : From(mdev.Index + 1));

    /// <summary>The driver's structure of a queue bound to vfio_ap; NULL when it is not bound.</summary>
    public Effect<Queue> FindQueue(Apqn apqn, [CallerMemberName] string function = "", [CallerLineNumber] int line = 0)
    {
        if (world.IsDropped(EffectKind.Load, function, line))
            return world.Done(new Queue(world, 0));
        var queue = world.Ids.QueueOf(apqn);
        return world.Done(queue >= 0 && world.DriverOf(queue) == QueueDriver.VfioAp ? new Queue(world, queue + 1) : new Queue(world, 0));
    }

    /// <summary>True when a queue of this adapter, in any domain, is bound to vfio_ap.</summary>
    public Effect<bool> IsAdapterBound(Apid apid, [CallerMemberName] string function = "", [CallerLineNumber] int line = 0)
    {
        if (world.IsDropped(EffectKind.Load, function, line))
            return world.Done(true);
        var adapter = world.Ids.PlaceOf(apid);
        var domains = world.Scope.Domains.Length;
        for (var domain = 0; adapter >= 0 && domain < domains; domain++)
        {
            if (world.DriverOf((adapter * domains) + domain) == QueueDriver.VfioAp)
                return world.Done(true);
        }

        return world.Done(false);
    }

    /// <summary>True when a queue of this domain, of any adapter, is bound to vfio_ap.</summary>
    public Effect<bool> IsDomainBound(Apqi apqi, [CallerMemberName] string function = "", [CallerLineNumber] int line = 0)
    {
        if (world.IsDropped(EffectKind.Load, function, line))
            return world.Done(true);
        var domain = world.Ids.PlaceOf(apqi);
        var domains = world.Scope.Domains.Length;
        for (var adapter = 0; domain >= 0 && adapter < world.Scope.Adapters.Length; adapter++)
        {
            if (world.DriverOf((adapter * domains) + domain) == QueueDriver.VfioAp)
                return world.Done(true);
        }

        return world.Done(false);
    }

    private bool IsUnbounded() => world.IsDropped(EffectKind.Environment, nameof(MatrixDevice), 0, "Maximum");

    private Mdev From(int first)
    {
        for (var m = first; m < world.Scope.Mdevs; m++)
        {
            if (world.Get(world.Layout.Mdevs[m].OnList) != 0)
                return new Mdev(world, (uint)m + 1);
        }

        return default;
    }
}
