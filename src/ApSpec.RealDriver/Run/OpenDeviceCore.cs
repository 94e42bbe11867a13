using ApSpec.Architecture;
using ApSpec.Kernel;
using ApSpec.RealDriver.Native;
using ApSpec.Vocabulary;

namespace ApSpec.RealDriver.Run;

/// <summary>The kernel of the open_device era around a compiled driver.</summary>
internal sealed partial class OpenDeviceCore(World world, DriverCalls calls, DriverFeatures features, CoreFacts facts)
    : DriverCore(world, calls, features, facts)
{
    /// <inheritdoc/>
    protected override StepResult Deliver(in Operation op) => op.Kind switch
    {
        OperationKind.Remove => Remove(op),
        OperationKind.Request => Request(op),
        OperationKind.Open => Open(op),
        OperationKind.Notify => StepResult.NotPossible("there is no group notifier in this era"),
        OperationKind.ApConfig => StoreConfig(op),
        OperationKind.SetIrq => SetIrq(op),
        OperationKind.AdvanceLong => AdvanceLong(),
        OperationKind.Share or OperationKind.Unshare => Share(op),
        _ => base.Deliver(op),
    };

    /// <inheritdoc/>
    protected override string? UnmapRefusal(MdevId m) => Features.HasFlag(DriverFeatures.DmaUnmap) ? null : "this driver does not hear of unmaps";

    /// <inheritdoc/>
    protected override bool IsUnmapHeard(MdevId m, uint firstPage, int pages) => World.IsUnmapHeard(m.Value, firstPage, pages);

    // The first allocation of a probe is that of the sysfs group; the second is the driver's own.
    /// <inheritdoc/>
    protected override uint QueueAllocation => 2;

    private StepResult Remove(in Operation op)
    {
        if (!World.IsLive(op.Mdev))
            return StepResult.NotPossible($"{op.Mdev} does not exist");
        if (World.CallOf(op.Thread) is { } waits)
            return StepResult.NotPossible(waits);
        if (Opens(op.Mdev) > 0)
            return op.Thread != 0 ? Request(op) : StepResult.NotPossible($"{op.Mdev} has an open descriptor: see `request`");
        return ContainerRefusal(op.Mdev) is { } refusal ? StepResult.NotPossible(refusal) : Call(Prepare(op, NativeOp.Remove));
    }

    private StepResult Open(in Operation op)
    {
        if (!World.IsLive(op.Mdev))
            return StepResult.NotPossible($"{op.Mdev} does not exist");
        if (IsRemoving(op.Mdev))
            return StepResult.NotPossible($"the removal of {op.Mdev} waits: nobody can open it any more");

        // The core calls try_module_get before it calls the driver.
        return op.Fail == FailPoint.Module ? StepResult.Of(Errno.ENODEV) : Call(Prepare(op, NativeOp.Open));
    }

    private StepResult StoreConfig(in Operation op)
    {
        if (!Features.HasFlag(DriverFeatures.ApConfig))
            return StepResult.NotPossible("this driver has no ap_config");
        if (!World.IsLive(op.Mdev))
            return StepResult.NotPossible($"{op.Mdev} does not exist");
        return Taken(Prepare(op, NativeOp.StoreConfig) with
        {
            Arg = (byte)op.Masks,
            Apm = Places(op.Adapters, id => World.Ids.PlaceOf(new Apid(id))),
            Aqm = Places(op.Domains, id => World.Ids.PlaceOf(new Apqi(id))),
            Adm = Places(op.Controls, id => World.Ids.PlaceOf(new Apqi(id))),
        });
    }

    private StepResult SetIrq(in Operation op)
    {
        if (!Features.HasFlag(DriverFeatures.RequestIrq))
            return StepResult.NotPossible("this driver takes no eventfds");
        return World.IsLive(op.Mdev) && Opens(op.Mdev) > 0
            ? Call(Prepare(op, NativeOp.SetIrq) with { Arg = (byte)op.Eventfd, Id = (uint)op.Action })
            : StepResult.NotPossible($"{op.Mdev} has no open descriptor");
    }

    private StepResult Share(in Operation op) => World.ShareRefusal(op) is { } refusal
        ? StepResult.NotPossible(refusal)
        : Call(Prepare(op, NativeOp.Share) with { Arg = op.Kind == OperationKind.Unshare ? (byte)1 : (byte)0, Address = op.Address });

    private bool IsRemoving(MdevId m) => World.Get(Layout.Mdevs[m.Value].Removing) != 0;

    private static NativeMask Places(IdPair ids, Func<byte, int> placeOf)
    {
        var places = ids.Count > 0 ? ApMask.Of(placeOf(ids.First)) : ApMask.Empty;
        return NativeMask.From(ids.Count > 1 ? places.With(placeOf(ids.Second)) : places);
    }
}
