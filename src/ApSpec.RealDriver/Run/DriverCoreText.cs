using ApSpec.RealDriver.Native;
using ApSpec.Vocabulary;

namespace ApSpec.RealDriver.Run;

/// <content>Sysfs attributes as text, and ioctls with unusual fields.</content>
internal abstract partial class DriverCore
{
    private const int TextBytesMax = NativeMask.Words * sizeof(ulong);

    private StepResult Store(in Operation op, NativeAttribute attribute, byte id)
    {
        if (!world.IsLive(op.Mdev))
            return StepResult.NotPossible($"{op.Mdev} does not exist");
        return Taken(op.Written == TextForm.Plain
            ? Prepare(op, NativeOp.Store) with { Arg = (byte)attribute, Id = id }
            : WithText(Prepare(op, NativeOp.StoreText) with { Arg = (byte)attribute }, NumberText.Written(op.Written, id)));
    }

    /// <summary>A store; a result above 0 means that not all bytes were consumed.</summary>
    protected StepResult Taken(in NativeCall call)
    {
        var end = calls.Do(call);
        return end.IsDone && end.Value > 0 ? StepResult.Ok with { Text = $"{end.Value - 1} bytes taken, not all" } : end.Result;
    }

    private StepResult Show(in Operation op)
    {
        if (!world.IsLive(op.Mdev))
            return StepResult.NotPossible($"{op.Mdev} does not exist");
        var (attribute, needed) = op.File switch
        {
            SysfsFile.Matrix => (NativeAttribute.Matrix, default),
            SysfsFile.GuestMatrix => (NativeAttribute.GuestMatrix, DriverFeatures.GuestMatrix),
            SysfsFile.ControlDomains => (NativeAttribute.ControlDomains, default),
            SysfsFile.ApConfig => (NativeAttribute.ApConfig, DriverFeatures.ApConfig),
            _ => throw new InvalidOperationException($"unknown attribute {op.File}"),
        };
        return features.HasFlag(needed)
            ? WithAnswer(Prepare(op, NativeOp.Show) with { Arg = (byte)attribute })
            : StepResult.NotPossible("this driver has no such attribute");
    }

    // The attribute came with guest_matrix.
    private StepResult Status(in Operation op)
    {
        if (!features.HasFlag(DriverFeatures.GuestMatrix))
            return StepResult.NotPossible("the queues of this driver have no attribute status");
        var queue = world.Ids.QueueOf(op.Apqn);
        return world.DriverOf(queue) == QueueDriver.VfioAp
            ? WithAnswer(new NativeCall { Op = NativeOp.QueueStatus, Queue = (uint)queue })
            : StepResult.NotPossible($"{op.Apqn} is not bound to vfio_ap");
    }

    private StepResult Ioctl(in Operation op) => world.IsLive(op.Mdev) && Opens(op.Mdev) > 0
        ? WithAnswer(Prepare(op, NativeOp.Ioctl) with { Arg = (byte)op.Request })
        : StepResult.NotPossible($"{op.Mdev} has no open descriptor");

    private StepResult WithAnswer(in NativeCall call)
    {
        var end = calls.Do(call);
        return end.IsOk ? StepResult.Ok with { Text = calls.Text } : end.Result;
    }

    private static NativeCall WithText(NativeCall call, string text)
    {
        if (text.Length > TextBytesMax)
            throw new InvalidOperationException($"a text of {text.Length} bytes; a call takes {TextBytesMax}");
        Span<ulong> words = stackalloc ulong[TextBytesMax / sizeof(ulong)];
        for (var at = 0; at < text.Length; at++)
            words[at / sizeof(ulong)] |= (ulong)(byte)text[at] << (56 - (at % sizeof(ulong) * 8));
        return call with { Id = (uint)text.Length, Apm = new NativeMask { Word0 = words[0], Word1 = words[1], Word2 = words[2], Word3 = words[3] } };
    }
}
