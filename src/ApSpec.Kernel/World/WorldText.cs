using ApSpec.Vocabulary;

namespace ApSpec.Kernel;

/// <content>
/// Text of sysfs attributes, and ioctls with unusual fields. For a modelled driver the answer is always the right one, but for a matrix that
/// does not fit into its page: no revision minds the end of it.
/// </content>
public sealed partial class World
{
    /// <summary>The answer to such a read or ioctl.</summary>
    internal KernelTask<StepResult> Text(in Operation op)
    {
        var answer = AnswerTo(op);
        return answer.Text?.Length >= SysfsText.PageSize ? WriteBeyondPage() : new KernelTask<StepResult>(answer, null);
    }

    private StepResult AnswerTo(in Operation op)
    {
        if (op.Kind == OperationKind.Status)
            return StepResult.NotPossible("there is no such attribute"); // the open_device era's asks the driver

        if (!IsLive(op.Mdev))
            return StepResult.NotPossible($"{op.Mdev} does not exist");
        if (op.Kind == OperationKind.Show)
        {
            return op.File is SysfsFile.Matrix or SysfsFile.ControlDomains || (HasHotPlug && op.File == SysfsFile.GuestMatrix)
                ? StepResult.Ok with { Text = SysfsText.Read(Observe(), op.Mdev, op.File) }
                : StepResult.NotPossible("this driver has no such attribute");
        }

        if (Get(Layout.Observation.Mdevs[op.Mdev.Value].Opens) == 0)
            return StepResult.NotPossible($"{op.Mdev} has no open descriptor");
        return op.Request is IoctlForm.Info or IoctlForm.InfoLong ? StepResult.Ok with { Text = IoctlText.Info }
            : op.Request == IoctlForm.InfoShort ? StepResult.Of(Errno.EINVAL)
            : op.Request is IoctlForm.InfoUnread or IoctlForm.InfoUnwritten ? StepResult.Of(Errno.EFAULT)
            : StepResult.Of(Errno.EOPNOTSUPP);
    }

    private async KernelTask<StepResult> WriteBeyondPage()
    {
        await new KernelLock(this, new LockId(HasHotPlug ? LockClass.Mdevs : LockClass.Matrix, 0)).Lock();
        await Fatal(FaultKind.OutOfBounds, "sysfs buffer", HasHotPlug ? "vfio_ap_mdev_matrix_show" : "matrix_show", 0);
        return StepResult.Ok;
    }

    private bool HasHotPlug => Layout.Observation.Era == Era.OpenDevice;
}
