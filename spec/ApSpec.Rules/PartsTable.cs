using System.Numerics;
using ApSpec.Vocabulary;

namespace ApSpec.Rules;

/// <summary>The parts that each bit of a state vector belongs to. The changed bits of a step then give its parts.</summary>
internal sealed class PartsTable
{
    private const int WordBits = 64;
    private readonly StepParts[] partsOf;

    /// <summary>The parts of the fields of <paramref name="layout"/>, by bit.</summary>
    public PartsTable(ObservationLayout layout)
    {
        partsOf = new StepParts[layout.Words * WordBits];
        foreach (var m in layout.Mdevs)
        {
            Add(StepParts.Life, m.Life);
            Add(StepParts.References, m.Opens);
            Add(StepParts.NamedGuest, m.Kvm);
            Add(StepParts.Notifiers, m.GroupNotifier, m.IommuNotifier);
            Add(StepParts.Matrix, m.Apm, m.Aqm, m.Adm);
            Add(StepParts.LocksHeld, m.IommuLock, m.DevSetLock, m.GroupLock);
            Add(StepParts.Pins, m.Pins.AsSpan());
            Add(StepParts.Shadow, m.ShadowApm, m.ShadowAqm, m.ShadowAdm);
            Add(StepParts.Shadow, m.Removing);
            Add(StepParts.Waiting, m.AddApm, m.AddAqm, m.AddAdm);
            Add(StepParts.Eventfds, m.ReqRefs, m.CfgRefs);
        }

        foreach (var k in layout.Kvms)
        {
            Add(StepParts.Life, k.Life);
            Add(StepParts.References, k.DriverRefs, k.CoreRefs);
            Add(StepParts.Hook, k.Hook);
            Add(StepParts.LocksHeld, k.KvmLock, k.VcpuLock, k.SecondVcpuLock, k.HookLock);
            Add(StepParts.Masks, k.Apm, k.Aqm, k.Adm);
            Add(StepParts.Registrations, k.Gisc.AsSpan());
        }

        foreach (var q in layout.Queues)
        {
            Add(StepParts.Binding, q.Driver, q.Override);
            Add(StepParts.QueueIrq, q.Link, q.SavedIsc, q.SavedPage, q.Irq, q.IrqPage, q.IrqIsc, q.IrqKvm);
            Add(StepParts.QueueData, q.Reset, q.Requests, q.Replies, q.Residue);
            if (layout.Era != Era.Notifier)
                Add(StepParts.QueueLinks, q.Link, q.Table, q.ResetCode);
        }

        var w = layout.World;
        Add(StepParts.LocksHeld, w.MatrixLock, w.GuestsLock, w.MdevsLock, w.PermsLock, w.DeviceListLock, w.OtherLock);
        Add(StepParts.References, w.ModuleRefs, w.Instances);
        Add(StepParts.Binding, w.ApmaskHost, w.AqmaskFree);
        Add(StepParts.Host, w.Deconfigured, w.HostApmGone, w.HostAqmGone, w.HostAdmGone);
        if (layout.Era == Era.Notifier)
            return; // its rules on what follows are judged by other parts
        Add(StepParts.Waiting, w.Scan);
        Add(StepParts.Memory, w.ExtraAllocs, w.StrayPins);

    }

    /// <summary>The parts whose fields differ; only <paramref name="words"/> can.</summary>
    public StepParts Changed(ReadOnlySpan<ulong> before, ReadOnlySpan<ulong> after, ReadOnlySpan<int> words)
    {
        var found = StepParts.None;
        foreach (var word in words)
        {
            var parts = partsOf.AsSpan(word * WordBits, WordBits);
            for (var changed = before[word] ^ after[word]; changed != 0; changed &= changed - 1)
                found |= parts[BitOperations.TrailingZeroCount(changed)];
        }

        return found;
    }

    private void Add(StepParts part, params ReadOnlySpan<Field> fields)
    {
        foreach (var field in fields)
            Add(part, (field.Word * WordBits) + field.Shift, field.Width);
    }

    private void Add(StepParts part, params ReadOnlySpan<MaskField> fields)
    {
        foreach (var field in fields)
            Add(part, (field.Word * WordBits) + field.Shift, field.Words > 1 ? field.Words * WordBits : field.Width);
    }

    private void Add(StepParts part, int first, int bits)
    {
        foreach (ref var parts in partsOf.AsSpan(first, bits))
            parts |= part;
    }
}
