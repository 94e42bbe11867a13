using ApSpec.Vocabulary;

namespace ApSpec.Rules;

/// <summary>Where in a state vector the fields of each part lie, so that the parts of a step are read off the changed words.</summary>
internal sealed class PartsTable
{
    private const int FieldParts = 15;
    private readonly ulong[] masks;

    /// <summary>By word and part: the bits of the part's fields.</summary>
    public PartsTable(ObservationLayout layout)
    {
        var words = layout.Words;
        masks = new ulong[words * FieldParts];
        foreach (var m in layout.Mdevs)
        {
            Add(StepParts.Life, m.Life);
            Add(StepParts.References, m.Opens);
            Add(StepParts.NamedGuest, m.Kvm);
            Add(StepParts.Notifiers, m.GroupNotifier, m.IommuNotifier);
            Add(StepParts.Matrix, m.Apm, m.Aqm, m.Adm);
            Add(StepParts.LocksHeld, m.IommuLock);
            Add(StepParts.Pins, [.. m.Pins]);
        }

        foreach (var k in layout.Kvms)
        {
            Add(StepParts.Life, k.Life);
            Add(StepParts.References, k.DriverRefs);
            Add(StepParts.Hook, k.Hook);
            Add(StepParts.LocksHeld, k.KvmLock, k.VcpuLock);
            Add(StepParts.Masks, k.Apm, k.Aqm, k.Adm);
            Add(StepParts.Registrations, [.. k.Gisc]);
        }

        foreach (var q in layout.Queues)
        {
            Add(StepParts.Binding, q.Driver);
            Add(StepParts.QueueIrq, q.Link, q.SavedIsc, q.SavedPage, q.Irq, q.IrqPage, q.IrqIsc, q.IrqKvm);
            Add(StepParts.QueueData, q.Reset, q.Requests, q.Replies, q.Residue);
        }

        var w = layout.World;
        Add(StepParts.LocksHeld, w.MatrixLock);
        Add(StepParts.References, w.ModuleRefs, w.Instances);
        Add(StepParts.Binding, w.ApmaskHost, w.AqmaskFree);
        Add(StepParts.Host, w.Deconfigured, w.HostApmGone, w.HostAqmGone);

        void Add(StepParts part, params ReadOnlySpan<object> fields)
        {
            var ones = new ulong[words];
            foreach (var field in fields)
            {
                if (field is Field number)
                    number.Set(ones, number.Max);
                else if (field is MaskField mask)
                    mask.Set(ones, AllOf(mask.Width));
            }

            var at = System.Numerics.BitOperations.TrailingZeroCount((int)part);
            for (var word = 0; word < words; word++)
                masks[(word * FieldParts) + at] |= ones[word];
        }
    }

    /// <summary>The parts whose fields differ.</summary>
    public StepParts Changed(ReadOnlySpan<ulong> before, ReadOnlySpan<ulong> after)
    {
        var parts = 0;
        var words = masks.Length / FieldParts;
        for (var word = 0; word < words; word++)
        {
            var changed = before[word] ^ after[word];
            if (changed == 0)
                continue;
            var row = masks.AsSpan(word * FieldParts, FieldParts);
            for (var part = 0; part < row.Length; part++)
                parts |= (row[part] & changed) != 0 ? 1 << part : 0;
        }

        return (StepParts)parts;
    }

    private static ApSpec.Architecture.ApMask AllOf(int width)
    {
        var all = default(ApSpec.Architecture.ApMask);
        for (var i = 0; i < width; i++)
            all = all.With(i);
        return all;
    }
}
