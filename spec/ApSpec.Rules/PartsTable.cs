using ApSpec.Vocabulary;

namespace ApSpec.Rules;

/// <summary>The bits of a state vector that hold the fields of each part. The changed words of a step then give its parts.</summary>
internal sealed class PartsTable
{
    // StepParts begins with groups of fields. The groups after LocksHeld have no field in the notifier era.
    private const int NotifierParts = 15;
    private const int AllParts = 20;
    private readonly int parts;
    private readonly ulong[] masks;

    /// <summary>The bits of a part's fields, by word and part.</summary>
    public PartsTable(ObservationLayout layout)
    {
        var words = layout.Words;
        parts = layout.Era == Era.Notifier ? NotifierParts : AllParts;
        masks = new ulong[words * parts];
        foreach (var m in layout.Mdevs)
        {
            Add(StepParts.Life, m.Life);
            Add(StepParts.References, m.Opens);
            Add(StepParts.NamedGuest, m.Kvm);
            Add(StepParts.Notifiers, m.GroupNotifier, m.IommuNotifier);
            Add(StepParts.Matrix, m.Apm, m.Aqm, m.Adm);
            Add(StepParts.LocksHeld, m.IommuLock, m.DevSetLock, m.GroupLock);
            Add(StepParts.Pins, [.. m.Pins]);
            Add(StepParts.Shadow, m.ShadowApm, m.ShadowAqm, m.ShadowAdm, m.Removing);
            Add(StepParts.Waiting, m.AddApm, m.AddAqm, m.AddAdm);
            Add(StepParts.Eventfds, m.ReqRefs, m.CfgRefs);
        }

        foreach (var k in layout.Kvms)
        {
            Add(StepParts.Life, k.Life);
            Add(StepParts.References, k.DriverRefs, k.CoreRefs);
            Add(StepParts.Hook, k.Hook);
            Add(StepParts.LocksHeld, k.KvmLock, k.VcpuLock, k.HookLock);
            Add(StepParts.Masks, k.Apm, k.Aqm, k.Adm);
            Add(StepParts.Registrations, [.. k.Gisc]);
        }

        foreach (var q in layout.Queues)
        {
            Add(StepParts.Binding, q.Driver, q.Override);
            Add(StepParts.QueueIrq, q.Link, q.SavedIsc, q.SavedPage, q.Irq, q.IrqPage, q.IrqIsc, q.IrqKvm);
            Add(StepParts.QueueData, q.Reset, q.Requests, q.Replies, q.Residue);
            Add(StepParts.QueueLinks, q.Link, q.Table, q.ResetCode);
        }

        var w = layout.World;
        Add(StepParts.LocksHeld, w.MatrixLock, w.GuestsLock, w.MdevsLock, w.PermsLock, w.DeviceListLock, w.OtherLock);
        Add(StepParts.References, w.ModuleRefs, w.Instances);
        Add(StepParts.Binding, w.ApmaskHost, w.AqmaskFree);
        Add(StepParts.Host, w.Deconfigured, w.HostApmGone, w.HostAqmGone, w.HostAdmGone);
        Add(StepParts.Waiting, w.Scan);
        Add(StepParts.Memory, w.ExtraAllocs, w.StrayPins);

        void Add(StepParts part, params ReadOnlySpan<object> fields)
        {
            var at = System.Numerics.BitOperations.TrailingZeroCount((int)part);
            if (at >= parts)
                return;
            var ones = new ulong[words];
            foreach (var field in fields)
            {
                if (field is Field number)
                    number.Set(ones, number.Max);
                else if (field is MaskField mask)
                    mask.Set(ones, AllOf(mask.Width));
            }

            for (var word = 0; word < words; word++)
                masks[(word * parts) + at] |= ones[word];
        }
    }

    /// <summary>The parts whose fields differ.</summary>
    public StepParts Changed(ReadOnlySpan<ulong> before, ReadOnlySpan<ulong> after)
    {
        var found = 0;
        var words = masks.Length / parts;
        for (var word = 0; word < words; word++)
        {
            var changed = before[word] ^ after[word];
            if (changed == 0)
                continue;
            var row = masks.AsSpan(word * parts, parts);
            for (var part = 0; part < row.Length; part++)
                found |= (row[part] & changed) != 0 ? 1 << part : 0;
        }

        return (StepParts)found;
    }

    private static ApSpec.Architecture.ApMask AllOf(int width)
    {
        var all = default(ApSpec.Architecture.ApMask);
        for (var i = 0; i < width; i++)
            all = all.With(i);
        return all;
    }
}
