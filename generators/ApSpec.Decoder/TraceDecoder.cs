using ApSpec.Vocabulary;

namespace ApSpec.Decoder;

/// <summary>
/// Turns choice numbers into the operations of a scope. Kinds are drawn by <see cref="Weights"/>; a call whose target is not there
/// yet becomes the next step towards it, so that even short traces attach a guest. The same choices give the same operations.
/// </summary>
public sealed class TraceDecoder
{
    private const byte PermittedMark = 0x80;
    private const int StepsMax = 6;

    private readonly byte[] slots;
    private readonly bool[] isOffered = new bool[Enum.GetValues<OperationKind>().Length];
    private readonly OperandDraw operands;
    private readonly Era era;
    private readonly bool hasSteps;
    private readonly Outlook start;
    private Outlook outlook;

    /// <summary>A decoder of <paramref name="scope"/>'s operations, drawn by <paramref name="weights"/>.</summary>
    public TraceDecoder(Scope scope, Weights weights, Era era = Era.Notifier)
    {
        this.era = era;
        Scope = scope;
        Weights = weights;
        slots = [.. weights.For(scope, Alphabet.Forms(scope, era)).SelectMany(SlotsOf)];
        foreach (var form in Alphabet.Forms(scope, era))
            isOffered[(int)form.Kind] = true;
        operands = new OperandDraw(scope, era);
        hasSteps = scope.Has(Features.Steps);
        start = outlook = new Outlook(scope, era);
    }

    /// <summary>The scope.</summary>
    public Scope Scope { get; }

    /// <summary>The weights.</summary>
    public Weights Weights { get; }

    /// <summary>The next operation begins a trace.</summary>
    public void Reset()
    {
        outlook = start;
        operands.Reset();
    }

    /// <summary>The next operation; the loop of a campaign, without interface calls.</summary>
    public Operation Next(Xoshiro choices) => NextOf(new Seeded(choices));

    /// <summary>The next operation, from any source.</summary>
    public Operation Next(IChoices choices) => NextOf(choices);

    /// <summary>Decodes one trace from its start; returns its length, shorter than the span only when the source runs dry.</summary>
    public int Decode(Xoshiro choices, Span<Operation> into) => DecodeOf(new Seeded(choices), into);

    /// <summary>Decodes one trace from its start; returns its length, shorter than the span only when the source runs dry.</summary>
    public int Decode(IChoices choices, Span<Operation> into) => DecodeOf(choices, into);

    /// <summary>One trace of <paramref name="length"/> operations, shorter only when the source runs dry.</summary>
    public Trace DecodeTrace(IChoices choices, int length)
    {
        var into = new Operation[length];
        var decoded = Decode(choices, into);
        return new Trace(Scope, [.. into.AsSpan(0, decoded)]);
    }

    private int DecodeOf<TChoices>(TChoices choices, Span<Operation> into)
        where TChoices : IChoices
    {
        Reset();
        for (var i = 0; i < into.Length; i++)
        {
            if (choices.IsDry)
                return i;
            into[i] = NextOf(choices);
        }

        return into.Length;
    }

    private Operation NextOf<TChoices>(TChoices choices)
        where TChoices : IChoices
    {
        var slot = slots[choices.Next((uint)slots.Length)];
        var kind = (OperationKind)(slot & ~PermittedMark);
        if (outlook.IsScanning && OperationSyntax.FormOf(kind).IsHostChange)
            kind = OperationKind.Scan; // another would have to wait for the end of the scan
        var targets = slot < PermittedMark ? 0 : FindTargets(ref kind);
        var op = operands.Draw(choices, kind, targets, outlook);
        if (kind == OperationKind.Open && outlook.IsAtCap(op.Mdev))
            op = new Operation { Kind = OperationKind.Release, Mdev = op.Mdev }; // one more would end the trace without a verdict
        else if (hasSteps && OperationSyntax.FormOf(kind).IsHostChange)
            op = op with { Thread = ThreadOf(choices) };
        outlook.Apply(op);
        return op;
    }

    // The mdevs or guests that the call is for, one bit each; 0 when any will do. The kind becomes that of a step towards them
    // when there are none.
    private uint FindTargets(ref OperationKind kind)
    {
        var wanted = kind;
        for (var step = 0; step < StepsMax && isOffered[(int)kind]; step++)
        {
            var gate = Gates.Of(kind, era);
            if (gate == Gate.None)
                return OperandDraw.AnyPermitted;
            if (gate == Gate.Away)
            {
                if (operands.IsAway(kind))
                    return OperandDraw.AnyPermitted;
                kind = Gates.Opposite(kind);
                return OperandDraw.AnyPermitted;
            }

            if (gate == Gate.Scanning)
            {
                if (!outlook.IsScanning)
                    kind = ScanFor();
                return OperandDraw.AnyPermitted;
            }

            var targets = outlook.Through(gate);
            if (targets != 0)
                return targets;
            kind = outlook.Towards(gate);
            if (kind == OperationKind.SetKvm && outlook.Waiting != 0)
                return outlook.Waiting;
        }

        kind = wanted;
        return 0;
    }

    // What makes the bus scan: mostly something comes back that is away.
    private OperationKind ScanFor() => operands.IsAway(OperationKind.HostAdapterAdd) ? OperationKind.HostAdapterAdd
        : operands.IsAway(OperationKind.HostDomainAdd) ? OperationKind.HostDomainAdd
        : OperationKind.HostAdapterDel;

    // Now and then a scan is done at once.
    private static byte ThreadOf<TChoices>(TChoices choices)
        where TChoices : IChoices => choices.Next(8) == 0 ? (byte)0 : (byte)1;

    private static IEnumerable<byte> SlotsOf(KindWeight weight) =>
    [
        .. Enumerable.Repeat((byte)((byte)weight.Kind | PermittedMark), weight.Permitted),
        .. Enumerable.Repeat((byte)weight.Kind, weight.Blind),
    ];

    // A value type around the class: generic code over it is compiled for it alone, and its calls are direct.
    private readonly struct Seeded(Xoshiro source) : IChoices
    {
        public bool IsDry => false;

        public uint Next(uint bound) => source.Next(bound);
    }
}
