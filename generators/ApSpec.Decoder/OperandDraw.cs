using System.Numerics;
using ApSpec.Architecture;
using ApSpec.Vocabulary;

namespace ApSpec.Decoder;

/// <summary>
/// Draws the operands of one operation from the operand list of its form, so that a scope of 65,536 queues costs no more than one of
/// four. In scopes of many ids, those used lately are drawn more often: only these hold anything.
/// </summary>
internal sealed class OperandDraw
{
    /// <summary>Targets of a well-behaved call that is for no mdev or guest in particular.</summary>
    public const uint AnyPermitted = uint.MaxValue;

    private const int FewMax = 4;

    private static readonly HwFunction[] OfDriver = [HwFunction.Tapq, HwFunction.Tapq, HwFunction.Zapq, HwFunction.Aqic];

    // What a driver has to tell apart.
    private static readonly ResponseCode[] Usual =
    [
        ResponseCode.NotAvailable, ResponseCode.ResetInProgress, ResponseCode.Deconfigured, ResponseCode.Checkstopped, ResponseCode.Busy,
        ResponseCode.AssociationSecretNotUnique, ResponseCode.AssociationFailed,
    ];

    private readonly Scope scope;
    private readonly Operand[][] operands = [.. OperationSyntax.Forms.Select(form => form.Operands.ToArray())];
    private readonly Apid[] adapters;
    private readonly Apqi[] domains;
    private readonly byte[] iscs;
    private readonly uint[] pages;
    private readonly uint[] strayAddresses;
    private readonly HwFunction[] functions;
    private readonly ResponseCode[] codes = Enum.GetValues<ResponseCode>();
    private readonly FailPoint[] openFails = [FailPoint.Module, FailPoint.Group, FailPoint.Iommu];
    private readonly TextForm[] forms = Enum.GetValues<TextForm>();
    private readonly SysfsFile[] files = Enum.GetValues<SysfsFile>();
    private readonly IoctlForm[] requests = Enum.GetValues<IoctlForm>();
    private readonly bool canFail;
    private readonly uint everyAnswer; // one of so many is any answer to any function; 0: none is
    private readonly bool hasText;
    private readonly uint configForms;
    private readonly bool hasControl;
    private readonly bool hasVcpus;
    private readonly Era era;

    private readonly FewIds[] away = new FewIds[Enum.GetValues<OperationKind>().Length]; // by the kind that takes away
    private FewIds lateAdapters;
    private FewIds lateDomains;

    public OperandDraw(Scope scope, Era era)
    {
        this.scope = scope;
        this.era = era;
        if (era == Era.OpenDevice)
            openFails = [FailPoint.Module];
        hasControl = scope.Has(Features.Control);
        hasVcpus = scope.Has(Features.Vcpus);
        adapters = [.. scope.Adapters];
        domains = [.. scope.Domains];
        iscs = [.. scope.Iscs];
        pages = [.. scope.Pages];
        strayAddresses = [.. new[] { 0u, pages.Max() + 1 }.Where(page => !pages.Contains(page)).Select(page => page << 12)];
        canFail = scope.Has(Features.Failures);
        everyAnswer = scope.Has(Features.Answers) ? 2u : era == Era.Notifier ? 4u : 0u;
        functions = scope.Has(Features.Answers) ? OfDriver : Enum.GetValues<HwFunction>();
        hasText = scope.Has(Features.Text);
        configForms = (uint)ConfigForm.Beyond + (scope.Apxa ? 0u : 1u);
    }

    public void Reset()
    {
        Array.Clear(away);
        lateAdapters = lateDomains = default;
    }

    /// <summary>True when something is away that <paramref name="kind"/> brings back.</summary>
    public bool IsAway(OperationKind kind) => away[(int)Gates.Opposite(kind)].Count > 0;

    /// <summary>One operation; <paramref name="targets"/> of 0 means a blind call.</summary>
    public Operation Draw<TChoices>(TChoices choices, OperationKind kind, uint targets, in Outlook outlook)
        where TChoices : IChoices
    {
        var op = new Operation { Kind = kind };
        var isBlind = targets == 0;
        foreach (var operand in operands[(int)kind])
        {
            switch (operand)
            {
                case Operand.Mdev:
                    var mdev = isBlind ? (int)choices.Next((uint)scope.Mdevs) : Pick(choices, targets);
                    op = op with { Mdev = new MdevId((byte)mdev) };
                    break;
                case Operand.Kvm:
                    op = op with { Kvm = KvmOf(isBlind ? (int)choices.Next((uint)scope.Kvms) : Pick(choices, targets)) };
                    break;
                case Operand.KvmOrNull:
                    op = op with { Kvm = isBlind ? AnyOrNone(choices) : Named(choices, op.Mdev, outlook) };
                    break;
                case Operand.KvmOrHost:
                    op = op with
                    {
                        Kvm = isBlind ? AnyOrNone(choices)
                            : choices.Next(4) == 0 ? null
                            : KvmOf(Pick(choices, targets)),
                    };
                    break;
                case Operand.Apid or Operand.PlusApid or Operand.MinusApid:
                    op = op with { Apid = AdapterOf(choices, kind, isBlind) };
                    break;
                case Operand.Apqi or Operand.PlusApqi or Operand.MinusApqi:
                    op = op with { Apqi = DomainOf(choices, kind, isBlind) };
                    break;
                case Operand.Apqn:
                    var queue = QueueOf(choices, kind, isBlind);
                    op = op with { Apid = adapters[queue / domains.Length], Apqi = domains[queue % domains.Length] };
                    break;
                default:
                    op = DrawValue(choices, operand, op);
                    break;
            }
        }

        return op;
    }

    private Operation DrawValue<TChoices>(TChoices choices, Operand operand, in Operation op)
        where TChoices : IChoices => operand switch
        {
            Operand.Isc => op with { Isc = iscs[choices.Next((uint)iscs.Length)] },
            Operand.Nib => op with { Address = AddressOf(choices, 0x80) },
            Operand.Vcpu => hasVcpus ? op with { Vcpu = (byte)choices.Next(2) } : op,
            Operand.Iova => op with { Address = AddressOf(choices, 0) },
            Operand.Page => op with { Address = pages[choices.Next((uint)pages.Length)] << 12 },
            Operand.Pages => op with { Amount = (byte)(1 + choices.Next(choices.Next(8) == 0 ? 15u : 2u)) },
            Operand.Psmid => op with { Amount = (byte)(1 + choices.Next(7)) },
            Operand.Time => op with { Amount = (byte)(1 + choices.Next(Ticks.Max)) },
            Operand.LongTime => op,
            Operand.Answer => everyAnswer > 0 && choices.Next(everyAnswer) == 0
                ? op with { Function = functions[choices.Next((uint)functions.Length)], Code = AnyCode(choices) }
                : op with
                {
                    Function = Alphabet.AnswerFunctions[(int)choices.Next((uint)Alphabet.AnswerFunctions.Length)],
                    Code = Alphabet.AnswerCodes[(int)choices.Next((uint)Alphabet.AnswerCodes.Length)],
                },
            Operand.ForTime => op with { Amount = choices.Next(8) is var ticks and not 0 ? (byte)ticks : Ticks.Always },
            Operand.Takes => op with
            {
                Function = choices.Next(2) == 0 ? HwFunction.Zapq : HwFunction.Aqic,
                Amount = (byte)(1 + choices.Next(Ticks.Max)),
            },
            Operand.FailCreate => op with
            {
                Fail = !Fails(choices) ? FailPoint.None
                    : era == Era.OpenDevice && choices.Next(2) == 0 ? FailPoint.Register
                    : FailPoint.Alloc,
            },
            Operand.FailBind => op with
            {
                Fail = !Fails(choices) ? FailPoint.None
                    : era == Era.OpenDevice && choices.Next(2) == 0 ? FailPoint.Sysfs
                    : FailPoint.Alloc,
            },
            Operand.FailOpen => op with { Fail = Fails(choices) ? openFails[choices.Next((uint)openFails.Length)] : FailPoint.None },
            Operand.FailAllocHotPlug => era == Era.OpenDevice && Fails(choices) ? op with { Fail = FailPoint.Alloc } : op,
            Operand.Adapters => op with { Adapters = PairOf(choices, adapters.Length, place => adapters[place].Value) },
            Operand.Domains => op with { Domains = PairOf(choices, domains.Length, place => domains[place].Value) },
            Operand.Controls when hasControl => op with { Controls = PairOf(choices, domains.Length, place => domains[place].Value) },
            Operand.Controls => op,
            Operand.Eventfd => op with
            {
                Eventfd = (EventfdIndex)choices.Next(2),
                Action = choices.Next(8) switch { 0 => EventfdAction.Bad, < 3 => EventfdAction.Off, _ => EventfdAction.On },
            },
            Operand.Override => op with
            {
                Override = choices.Next(8) switch { 0 => QueueOverride.None, < 3 => QueueOverride.Host, _ => QueueOverride.VfioAp },
            },
            Operand.Written => hasText && choices.Next(4) == 0 ? op with { Written = forms[choices.Next((uint)forms.Length)] } : op,
            Operand.Masks => hasText && choices.Next(4) == 0 ? op with { Masks = (ConfigForm)choices.Next(configForms) } : op,
            Operand.Access => op with { IsReadOnly = choices.Next(3) == 0 },
            Operand.File => op with { File = files[choices.Next((uint)files.Length)] },
            Operand.Request => op with { Request = requests[choices.Next((uint)requests.Length)] },
            Operand.FailArgsz => op with { Fail = Fails(choices) ? FailPoint.Argsz : FailPoint.None },
            _ => throw new InvalidOperationException($"no draw for operand {operand}"),
        };

    private ResponseCode AnyCode<TChoices>(TChoices choices)
        where TChoices : IChoices => scope.Has(Features.Answers) && choices.Next(2) == 0
            ? Usual[choices.Next((uint)Usual.Length)]
            : codes[choices.Next((uint)codes.Length)];

    private bool Fails<TChoices>(TChoices choices)
        where TChoices : IChoices => canFail && choices.Next(8) == 0;

    private KvmId? AnyOrNone<TChoices>(TChoices choices)
        where TChoices : IChoices => choices.Next((uint)scope.Kvms + 1) is var k && k < scope.Kvms ? KvmOf((int)k) : null;

    // A group that has no guest gets one; one that has mostly loses it, sometimes is named by another guest.
    private static KvmId? Named<TChoices>(TChoices choices, MdevId mdev, in Outlook outlook)
        where TChoices : IChoices =>
        outlook.IsNamed(mdev.Value) && choices.Next(4) != 0 ? null : KvmOf(Pick(choices, outlook.Namers));

    // Mostly one id, so that what was there before is plugged out; now and then none or two.
    private static IdPair PairOf<TChoices>(TChoices choices, int count, Func<int, byte> idOf)
        where TChoices : IChoices
    {
        var how = choices.Next(8);
        if (how == 0)
            return default;
        var first = idOf((int)choices.Next((uint)count));
        return how < 5 ? IdPair.Of(first) : IdPair.Of(first, idOf((int)choices.Next((uint)count)));
    }

    private uint AddressOf<TChoices>(TChoices choices, uint offset)
        where TChoices : IChoices => choices.Next(16) switch
        {
            0 => strayAddresses[choices.Next((uint)strayAddresses.Length)],
            1 => (pages[choices.Next((uint)pages.Length)] << 12) + offset,
            _ => pages[choices.Next((uint)pages.Length)] << 12,
        };

    private Apid AdapterOf<TChoices>(TChoices choices, OperationKind kind, bool isBlind)
        where TChoices : IChoices
    {
        if (NamesBeyond(choices, kind))
            return new Apid((byte)(scope.ApmMax + 1 + (int)choices.Next((uint)(255 - scope.ApmMax))));
        return adapters[Place(choices, kind, isBlind, adapters.Length, ref lateAdapters)];
    }

    private Apqi DomainOf<TChoices>(TChoices choices, OperationKind kind, bool isBlind)
        where TChoices : IChoices
    {
        if (NamesBeyond(choices, kind))
            return new Apqi((byte)(scope.AqmMax + 1 + (int)choices.Next((uint)(255 - scope.AqmMax))));
        return domains[Place(choices, kind, isBlind, domains.Length, ref lateDomains)];
    }

    // Without APXA, sysfs can name ids that the machine does not have.
    private bool NamesBeyond<TChoices>(TChoices choices, OperationKind kind)
        where TChoices : IChoices =>
        !scope.Apxa && Gates.Of(kind, Era.Notifier) == Gate.MdevDetached && choices.Next(32) == 0;

    private int QueueOf<TChoices>(TChoices choices, OperationKind kind, bool isBlind)
        where TChoices : IChoices
    {
        ref var gone = ref away[(int)Gates.Opposite(kind)];
        var comesBack = Gates.Of(kind, era) == Gate.Away;
        var queue = comesBack && !isBlind
            ? gone[choices.Next((uint)gone.Count)]
            : (Late(choices, adapters.Length, ref lateAdapters) * domains.Length) + Late(choices, domains.Length, ref lateDomains);
        Note(ref gone, kind, comesBack, queue);
        return queue;
    }

    private int Place<TChoices>(TChoices choices, OperationKind kind, bool isBlind, int count, ref FewIds late)
        where TChoices : IChoices
    {
        ref var gone = ref away[(int)Gates.Opposite(kind)];
        var comesBack = Gates.Of(kind, era) == Gate.Away;
        var place = comesBack && !isBlind ? gone[choices.Next((uint)gone.Count)] : Late(choices, count, ref late);
        Note(ref gone, kind, comesBack, place);
        return place;
    }

    private static void Note(ref FewIds gone, OperationKind kind, bool comesBack, int place)
    {
        if (comesBack)
            gone.Remove(place);
        else if (Gates.TakesAway(kind))
            gone.Add(place);
    }

    private static int Late<TChoices>(TChoices choices, int count, ref FewIds late)
        where TChoices : IChoices
    {
        if (count <= FewMax)
            return (int)choices.Next((uint)count);
        if (late.Count > 0 && choices.Next(4) != 0)
            return late[choices.Next((uint)late.Count)];
        var place = (int)choices.Next((uint)count);
        late.Add(place);
        return place;
    }

    private static KvmId KvmOf(int kvm) => new((byte)kvm);

    private static int Pick<TChoices>(TChoices choices, uint among)
        where TChoices : IChoices
    {
        var count = BitOperations.PopCount(among);
        for (var skip = count == 1 ? 0 : choices.Next((uint)count); skip > 0; skip--)
            among &= among - 1;
        return BitOperations.TrailingZeroCount(among);
    }
}
