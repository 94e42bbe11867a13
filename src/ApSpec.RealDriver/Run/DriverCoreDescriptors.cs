using ApSpec.RealDriver.Native;
using ApSpec.Vocabulary;

namespace ApSpec.RealDriver.Run;

/// <content>Descriptors of groups and containers; user space opens, uses and closes them in any order.</content>
internal abstract partial class DriverCore
{
    private StepResult Descriptor(in Operation op)
    {
        if (!features.HasFlag(DriverFeatures.OwnVfio))
            return StepResult.NotPossible("the assumed VFIO has no descriptors of groups and containers");
        var has = calls.DescriptorsOf(op.Mdev);
        return op.Kind switch
        {
            OperationKind.OpenGroup when !world.IsLive(op.Mdev) => StepResult.NotPossible($"{op.Mdev} does not exist"),
            OperationKind.OpenGroup => Without(NativeDescriptors.GroupFd, NativeOp.GroupOpen, has, op),
            OperationKind.CloseGroup => With(NativeDescriptors.GroupFd, NativeOp.GroupClose, has, op),
            OperationKind.OpenContainer => Without(NativeDescriptors.ContainerFd, NativeOp.ContainerOpen, has, op),
            OperationKind.CloseContainer => With(NativeDescriptors.ContainerFd, NativeOp.ContainerClose, has, op),
            OperationKind.SetContainer => With(NativeDescriptors.GroupFd | NativeDescriptors.ContainerFd, NativeOp.ContainerSet, has, op),
            OperationKind.UnsetContainer => With(NativeDescriptors.GroupFd, NativeOp.ContainerUnset, has, op),
            OperationKind.SetIommu => With(NativeDescriptors.ContainerFd, NativeOp.IommuSet, has, op),
            OperationKind.Map => With(NativeDescriptors.ContainerFd, NativeOp.DmaMap, has, op),
            OperationKind.Unmap => With(NativeDescriptors.ContainerFd, NativeOp.DmaUnmap, has, op),
            _ => throw new InvalidOperationException($"unknown operation {op.Kind}"),
        };
    }

    /// <summary>Why a composite operation is not possible since one of its descriptors is closed; null when it is possible.</summary>
    private string? DescriptorRefusal(MdevId m, NativeDescriptors needed) =>
        world.Scope.Has(Vocabulary.Features.Descriptors) && (needed & ~calls.DescriptorsOf(m)) is not NativeDescriptors.None and var missing
            ? NoDescriptor(m, missing)
            : null;

    /// <summary>
    /// Why the removal of a closed mdev waits: kernels with group notifiers wait until the group has left its container
    /// (drivers/vfio/vfio.c vfio_unregister_group_dev()). Null when it does not wait.
    /// </summary>
    protected string? ContainerRefusal(MdevId m) =>
        world.Scope.Has(Vocabulary.Features.Descriptors) && features.HasFlag(DriverFeatures.GroupNotifier | DriverFeatures.OwnVfio)
            && calls.DescriptorsOf(m).HasFlag(NativeDescriptors.InContainer)
            ? $"the group of {m} is in a container: removal waits for it"
            : null;

    private StepResult With(NativeDescriptors needed, NativeOp call, NativeDescriptors has, in Operation op) =>
        (needed & ~has) is not NativeDescriptors.None and var missing
            ? StepResult.NotPossible(NoDescriptor(op.Mdev, missing))
            : Call(Prepare(op, call) with { Address = op.Address, Id = op.Amount, Arg = op.IsReadOnly ? (byte)1 : (byte)0 });

    private StepResult Without(NativeDescriptors taken, NativeOp call, NativeDescriptors has, in Operation op) => has.HasFlag(taken)
        ? StepResult.NotPossible($"the {NameOf(taken)} of {op.Mdev} has a descriptor already")
        : Call(Prepare(op, call));

    private static string NoDescriptor(MdevId m, NativeDescriptors missing) =>
        $"the {NameOf(missing.HasFlag(NativeDescriptors.GroupFd) ? NativeDescriptors.GroupFd : missing)} of {m} has no descriptor";

    private static string NameOf(NativeDescriptors one) => one == NativeDescriptors.GroupFd ? "group" : "container";
}
