using ApSpec.Vocabulary;

namespace ApSpec.Rules.Tests;

/// <summary>
/// A step built by hand, field by field: <c>k0.driver_refs=1 m0.kvm=k0 k0.crycb.apm=05</c>. Names are those of the layout.
/// Everything that was not set is zero, and after is as before.
/// </summary>
internal sealed class StepBuilder
{
    private readonly LayoutBuilder layouts;
    private readonly ObservationLayout layout;
    private readonly ulong[] before;
    private readonly ulong[] after;
    private readonly List<Fault> faults = [];
    private readonly List<LockEdge> edges = [];
    private readonly List<Moment> moments = [];
    private readonly Operation operation;
    private StepResult result = StepResult.Ok;
    private Lifecycles was;
    private Lifecycles @is;
    private bool permitted = true;

    public StepBuilder(string scope, string operation, Era era = Era.Notifier)
    {
        Scope = ScopeText.Parse(scope, out var error) ?? throw new ArgumentException(error);
        layouts = new LayoutBuilder(Scope, era);
        layout = new ObservationLayout(layouts);
        before = new ulong[layout.Words];
        after = new ulong[layout.Words];
        this.operation = OperationSyntax.Parse(operation, out error) ?? throw new ArgumentException(error);
    }

    public Scope Scope { get; }

    /// <summary>Sets fields before and after.</summary>
    public StepBuilder Both(string fields) => Before(fields).After(fields);

    /// <summary>Sets fields before only.</summary>
    public StepBuilder Before(string fields) => Set(before, fields);

    /// <summary>Sets fields after only.</summary>
    public StepBuilder After(string fields) => Set(after, fields);

    /// <summary>Lifecycles: <c>m0=Attached:k0 m1=Opened</c>.</summary>
    public StepBuilder Lifecycle(string from, string to)
    {
        was = Parse(from);
        @is = Parse(to);
        return this;
    }

    public StepBuilder Lifecycle(string both) => Lifecycle(both, both);

    public StepBuilder Returns(StepResult value)
    {
        result = value;
        return this;
    }

    public StepBuilder Ends(Outcome outcome) => Returns(new StepResult(outcome, Errno.Ok, default, false, null));

    public StepBuilder Faults(FaultKind kind, string subject)
    {
        faults.Add(new Fault(kind, subject, "SetKvm", 120));
        return this;
    }

    public StepBuilder Edge(LockClass from, LockClass to, byte fromInstance = 0, byte toInstance = 0)
    {
        edges.Add(new LockEdge(new LockId(from, fromInstance), new LockId(to, toInstance), "SetKvm", 120));
        return this;
    }

    /// <summary>Something inside the call, under these locks.</summary>
    public StepBuilder Moment(MomentKind kind, ushort subject, params ReadOnlySpan<LockClass> held) =>
        Moment(new Moment(kind, subject, Bits(held), "SetKvm", 120) { AreVcpusOut = true, RestartsNested = true });

    public StepBuilder Moment(Moment moment)
    {
        moments.Add(moment);
        return this;
    }

    private static uint Bits(ReadOnlySpan<LockClass> locks)
    {
        var bits = 0u;
        foreach (var held in locks)
            bits |= 1u << (int)held;
        return bits;
    }

    public StepBuilder NotPermitted()
    {
        permitted = false;
        return this;
    }

    /// <summary>The step with everything touched: a full judgement.</summary>
    public Step Full() => Build(
        (1u << Scope.Mdevs) - 1, (1u << Scope.Kvms) - 1, [.. Enumerable.Range(0, Scope.Queues)]);

    /// <summary>The step with only those entities touched whose fields or lifecycle changed.</summary>
    public Step Touched()
    {
        var mdevs = 0u;
        var kvms = 0u;
        var queues = new SortedSet<int>();
        foreach (var field in layouts.Fields.Where(f => f.Width > 0 && Bits(before, f) != Bits(after, f)))
        {
            if (field.Owner[0] == 'm')
                mdevs |= 1u << (field.Owner[1] - '0');
            else if (field.Owner[0] == 'k')
                kvms |= 1u << (field.Owner[1] - '0');
            else if (field.Owner != "world")
                queues.Add(Place(field.Owner));
        }

        for (byte m = 0; m < Scope.Mdevs; m++)
        {
            if (was.StateOf(new MdevId(m)) != @is.StateOf(new MdevId(m)) || was.KvmOf(new MdevId(m)) != @is.KvmOf(new MdevId(m)))
                mdevs |= 1u << m;
        }

        return Build(mdevs, kvms, [.. queues]);
    }

    private Step Build(uint mdevs, uint kvms, int[] queues) => new()
    {
        Operation = operation,
        Result = result,
        Before = new Observation(layout, before),
        After = new Observation(layout, after),
        LifecyclesBefore = was,
        LifecyclesAfter = @is,
        IsPermitted = permitted,
        Faults = faults.ToArray(),
        Edges = edges.ToArray(),
        Moments = moments.ToArray(),
        Touched = new Touched(mdevs, kvms, queues, Enumerable.Range(0, layout.Words).ToArray()),
    };

    private StepBuilder Set(ulong[] words, string fields)
    {
        foreach (var assignment in fields.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var parts = assignment.Split('=');
            var field = layouts.Fields.SingleOrDefault(f => $"{f.Owner}.{f.Name}" == parts[0] && f.Width > 0)
                ?? throw new ArgumentException($"no field {parts[0]} in scope {Scope}");
            var mask = field.Width == 64 ? ulong.MaxValue : (1UL << field.Width) - 1;
            words[field.Word] = (words[field.Word] & ~(mask << field.Shift)) | (Value(field, parts[1]) << field.Shift);
        }

        return this;
    }

    // Bit n of a mask, from the left, is the n-th id in play.
    private ulong Value(FieldInfo field, string text) => field.Kind switch
    {
        FieldKind.MdevPointer or FieldKind.KvmPointer => text == "0" ? 0 : 1UL + (ulong)(text[1] - '0'),
        FieldKind.AdapterMask => Mask(field, text, id => Scope.Adapters.Select(a => a.ToString()).ToList().IndexOf(id)),
        FieldKind.DomainMask => Mask(field, text, id => Scope.Domains.Select(d => d.ToString()).ToList().IndexOf(id)),
        _ => ulong.Parse(text),
    };

    private static ulong Mask(FieldInfo field, string text, Func<string, int> place) =>
        text == "0" ? 0 : text.Split(',').Aggregate(0UL, (bits, id) => bits | (1UL << (field.Width - 1 - place(id))));

    private static Lifecycles Parse(string text)
    {
        var all = default(Lifecycles);
        foreach (var word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var parts = word.Split('=', ':');
            var kvm = parts.Length > 2 ? new KvmId((byte)(parts[2][1] - '0')) : (KvmId?)null;
            all = all.With(new MdevId((byte)(parts[0][1] - '0')), Enum.Parse<LifecycleState>(parts[1]), kvm);
        }

        return all;
    }

    private static ulong Bits(ulong[] words, FieldInfo field) =>
        (words[field.Word] >> field.Shift) & (field.Width == 64 ? ulong.MaxValue : (1UL << field.Width) - 1);

    private int Place(string queue) => Enumerable.Range(0, Scope.Queues).Single(q =>
        queue == $"{Scope.Adapters[q / Scope.Domains.Length]}.{Scope.Domains[q % Scope.Domains.Length]}");
}
