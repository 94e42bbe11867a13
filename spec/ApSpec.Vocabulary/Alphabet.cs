using System.Collections.Immutable;
using ApSpec.Architecture;

namespace ApSpec.Vocabulary;

/// <summary>
/// Every operation of a scope, in a fixed order. All ids of the scope are used; for addresses, times and codes the
/// representatives listed here.
/// </summary>
public static class Alphabet
{
    /// <summary>The response codes that stand for all that <c>hw</c> can set ahead.</summary>
    public static ImmutableArray<ResponseCode> AnswerCodes { get; } =
        [ResponseCode.ResetInProgress, ResponseCode.Deconfigured, ResponseCode.Checkstopped, ResponseCode.Busy];

    /// <summary>The AP functions that stand for all whose answer <c>hw</c> can set ahead.</summary>
    public static ImmutableArray<HwFunction> AnswerFunctions { get; } = [HwFunction.Zapq, HwFunction.Aqic];

    /// <summary>All operations of <paramref name="scope"/>.</summary>
    public static ImmutableArray<Operation> Of(Scope scope, Era era = Era.Notifier)
    {
        var all = ImmutableArray.CreateBuilder<Operation>();
        foreach (var form in Forms(scope, era))
            all.AddRange(Expand(scope, era, form));
        return all.ToImmutable();
    }

    /// <summary>The forms that <paramref name="scope"/> has operations of, in the order of <see cref="OperationSyntax.Forms"/>.</summary>
    public static IEnumerable<OperationForm> Forms(Scope scope, Era era = Era.Notifier) =>
        OperationSyntax.Forms.Where(form => Offers(scope, era, form));

    private static bool Offers(Scope scope, Era era, OperationForm form)
    {
        if ((form.Only ?? era) != era || !scope.Has(form.Needs) || (form.IsHostile && scope.Profile != Profile.Hostile))
            return false;

        // Without one of these features nothing changes as time passes.
        return form.Kind != OperationKind.Advance || (scope.Features & (Features.Hw | Features.Irq | Features.Messages)) != 0;
    }

    private static IEnumerable<Operation> Expand(Scope scope, Era era, OperationForm form)
    {
        IEnumerable<Operation> operations = [new Operation { Kind = form.Kind }];
        foreach (var operand in form.Operands)
            operations = operations.SelectMany(op => Values(scope, era, operand, op));
        return form.IsHostChange && scope.Has(Features.Steps)
            ? operations.SelectMany(op => (Operation[])[op, op with { Thread = 1 }])
            : operations;
    }

    private static IEnumerable<Operation> Values(Scope scope, Era era, Operand operand, Operation op)
    {
        var kvms = Enumerable.Range(0, scope.Kvms).Select(k => op with { Kvm = new KvmId((byte)k) });
        return operand switch
        {
            Operand.Mdev => Enumerable.Range(0, scope.Mdevs).Select(m => op with { Mdev = new MdevId((byte)m) }),
            Operand.Kvm => kvms,
            Operand.KvmOrNull or Operand.KvmOrHost => kvms.Append(op),
            Operand.Apid or Operand.PlusApid or Operand.MinusApid => scope.Adapters.Select(a => op with { Apid = a }),
            Operand.Apqi or Operand.PlusApqi or Operand.MinusApqi => scope.Domains.Select(d => op with { Apqi = d }),
            Operand.Apqn => scope.Adapters.SelectMany(a => scope.Domains.Select(d => op with { Apid = a, Apqi = d })),
            Operand.Isc => scope.Iscs.Select(i => op with { Isc = i }),
            Operand.Nib or Operand.Iova or Operand.Page => scope.Pages.Select(p => op with { Address = p << 12 }),
            Operand.Vcpu => scope.Has(Features.Vcpus) ? [op, op with { Vcpu = 1 }] : [op],
            Operand.Pages => [op with { Amount = 1 }, op with { Amount = 2 }],
            Operand.Psmid => [op with { Amount = 1 }],
            Operand.Time => [op with { Amount = 1 }],
            Operand.LongTime => [op],
            Operand.Answer => AnswerFunctions.SelectMany(f => AnswerCodes.Select(c => op with { Function = f, Code = c })),
            Operand.ForTime => [op with { Amount = 1 }, op with { Amount = Ticks.Always }],
            Operand.Takes => [op with { Function = HwFunction.Zapq, Amount = 3 }, op with { Function = HwFunction.Aqic, Amount = 3 }],
            Operand.FailAllocHotPlug => era == Era.OpenDevice ? Fails(scope, op, FailPoint.Alloc) : [op],
            Operand.FailCreate when era == Era.OpenDevice => Fails(scope, op, FailPoint.Alloc, FailPoint.Register),
            Operand.FailBind when era == Era.OpenDevice => Fails(scope, op, FailPoint.Alloc, FailPoint.Sysfs),
            Operand.FailCreate or Operand.FailBind => Fails(scope, op, FailPoint.Alloc),
            Operand.FailOpen when era == Era.OpenDevice => Fails(scope, op, FailPoint.Module),
            Operand.FailOpen => Fails(scope, op, FailPoint.Module, FailPoint.Group, FailPoint.Iommu),
            Operand.Adapters => Pairs(scope.Adapters.Select(a => a.Value)).Select(ids => op with { Adapters = ids }),
            Operand.Domains => Pairs(scope.Domains.Select(d => d.Value)).Select(ids => op with { Domains = ids }),
            Operand.Controls => scope.Has(Features.Control)
                ? Pairs(scope.Domains.Select(d => d.Value)).Select(ids => op with { Controls = ids })
                : [op],
            Operand.Eventfd => Enum.GetValues<EventfdIndex>().SelectMany(index =>
                Enum.GetValues<EventfdAction>().Select(action => op with { Eventfd = index, Action = action })),
            Operand.Override => Enum.GetValues<QueueOverride>().Select(name => op with { Override = name }),
            Operand.FailArgsz => Fails(scope, op, FailPoint.Argsz),
            Operand.Written => scope.Has(Features.Text) ? Enum.GetValues<TextForm>().Select(form => op with { Written = form }) : [op],
            Operand.Access => [op, op with { IsReadOnly = true }],
            Operand.Masks => scope.Has(Features.Text) ? Enum.GetValues<ConfigForm>().Where(form => form != ConfigForm.Beyond || !scope.Apxa).Select(form => op with { Masks = form }) : [op],
            Operand.File => Enum.GetValues<SysfsFile>().Select(file => op with { File = file }),
            Operand.Request => Enum.GetValues<IoctlForm>().Select(form => op with { Request = form }),
            _ => throw new InvalidOperationException($"unknown operand {operand}"),
        };
    }

    // None, each id, and each two of the ids next to each other.
    private static IEnumerable<IdPair> Pairs(IEnumerable<byte> ids)
    {
        var all = ids.ToArray();
        return [default, .. all.Select(IdPair.Of), .. all.Zip(all.Skip(1), (a, b) => IdPair.Of(a, b))];
    }

    private static IEnumerable<Operation> Fails(Scope scope, Operation op, params FailPoint[] points) =>
        scope.Has(Features.Failures) ? points.Select(p => op with { Fail = p }).Prepend(op) : [op];
}
