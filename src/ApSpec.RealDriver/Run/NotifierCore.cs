using ApSpec.Kernel;
using ApSpec.RealDriver.Native;
using ApSpec.Vocabulary;

namespace ApSpec.RealDriver.Run;

/// <summary>
/// The kernel of the notifier era around a compiled driver: the notifier chain of the VFIO group tells the driver its guest, and that of the
/// container tells it of unmapped memory.
/// </summary>
internal sealed class NotifierCore(World world, DriverCalls calls, DriverFeatures features, CoreFacts facts)
    : DriverCore(world, calls, features, facts)
{
    /// <inheritdoc/>
    protected override StepResult Deliver(in Operation op) => op.Kind switch
    {
        OperationKind.Create when op.Fail == FailPoint.Register => StepResult.NotPossible(World.RegistersItself),
        OperationKind.Remove => Remove(op),
        OperationKind.Open => Open(op),
        OperationKind.Notify => Notify(op),
        _ when OperationSyntax.FormOf(op.Kind).Only == Era.OpenDevice =>
            StepResult.NotPossible($"kernels of this era have no {OperationSyntax.FormOf(op.Kind).Verb}"),
        _ => base.Deliver(op),
    };

    /// <inheritdoc/>
    protected override string? UnmapRefusal(MdevId m) =>
        World.Get(Layout.Mdevs[m.Value].IommuNotifier) != 0 ? null : $"{m} has no IOMMU notifier";

    // Pins are looked up by page.
    /// <inheritdoc/>
    protected override bool IsUnmapHeard(MdevId m, uint firstPage, int pages) => World.FirstPinned(m.Value, firstPage, pages) >= 0;

    // The driver does not yet add a sysfs group to queues.
    /// <inheritdoc/>
    protected override uint QueueAllocation => 1;

    private StepResult Remove(in Operation op)
    {
        if (!World.IsLive(op.Mdev))
            return StepResult.NotPossible($"{op.Mdev} does not exist");
        if (World.KeeperOfGroup(op.Mdev) is { } k)
            return StepResult.NotPossible($"{k} keeps the group of {op.Mdev} in its container until it ends: removal waits for it");
        if (ContainerRefusal(op.Mdev) is { } refusal)
            return StepResult.NotPossible(refusal);
        return Opens(op.Mdev) > 0
            ? StepResult.NotPossible($"{op.Mdev} has an open descriptor: removal waits for it")
            : Call(Prepare(op, NativeOp.Remove));
    }

    private StepResult Open(in Operation op) => World.IsLive(op.Mdev)
        ? Call(Prepare(op, NativeOp.Open) with { Arg = (byte)FailureOf(op.Fail) })
        : StepResult.NotPossible($"{op.Mdev} does not exist");

    private StepResult Notify(in Operation op)
    {
        if (!World.IsLive(op.Mdev))
            return StepResult.NotPossible($"{op.Mdev} does not exist");
        if (op.Kvm is { } k && !World.IsLive(k))
            return StepResult.NotPossible($"{k} does not exist");
        return World.Get(Layout.Mdevs[op.Mdev.Value].GroupNotifier) == 0
            ? StepResult.NotPossible($"{op.Mdev} has no group notifier")
            : Call(Prepare(op, NativeOp.Notify) with { Arg = op.Kvm is null ? (byte)1 : (byte)0 });
    }

    private static NativeOpenFailure FailureOf(FailPoint fail) => fail switch
    {
        FailPoint.Module => NativeOpenFailure.Module,
        FailPoint.Group => NativeOpenFailure.GroupNotifier,
        FailPoint.Iommu => NativeOpenFailure.IommuNotifier,
        _ => NativeOpenFailure.None,
    };
}
