using System.Runtime.CompilerServices;
using ApSpec.Vocabulary;

namespace ApSpec.Kernel;

/// <summary>The vfio_ap module's reference count.</summary>
public sealed class Module
{
    private readonly World world;

    internal Module(World world) => this.world = world;

    /// <summary>Takes a reference (<c>try_module_get</c>); false when the module is going away.</summary>
    public Effect<bool> TryGet([CallerMemberName] string function = "", [CallerLineNumber] int line = 0)
    {
        if (world.Fail == FailPoint.Module)
            return world.Done(false);
        if (!world.IsDropped(EffectKind.Get, function, line))
            world.Increment(world.Layout.Observation.World.ModuleRefs, "module_refs");
        return world.Done(true);
    }

    /// <summary>Drops a reference (<c>module_put</c>).</summary>
    public Effect Put([CallerMemberName] string function = "", [CallerLineNumber] int line = 0)
    {
        if (world.IsDropped(EffectKind.Put, function, line))
            return world.Done();
        if (!world.Decrement(world.Layout.Observation.World.ModuleRefs))
            world.Report(FaultKind.RefUnderflow, "module", function, line);
        return world.Done();
    }
}
