using System.Collections.Immutable;

namespace ApSpec.Vocabulary;

/// <summary>
/// The one table of operations: verb, feature and operands. The printer, the parser, the alphabet of a scope and the
/// documentation are all read from it.
/// </summary>
public static class OperationSyntax
{
    /// <summary>Every form, in the order of <see cref="OperationKind"/>.</summary>
    public static ImmutableArray<OperationForm> Forms { get; } =
    [
        new(OperationKind.Create, "create", Features.None, [Operand.Mdev, Operand.FailCreate]),
        new(OperationKind.Remove, "remove", Features.None, [Operand.Mdev]),
        new(OperationKind.Open, "open", Features.None, [Operand.Mdev, Operand.FailOpen]),
        new(OperationKind.Release, "release", Features.None, [Operand.Mdev]),
        new(OperationKind.SetKvm, "set_kvm", Features.None, [Operand.Mdev, Operand.KvmOrNull]),
        new(OperationKind.Notify, "notify", Features.None, [Operand.Mdev, Operand.KvmOrNull]),
        new(OperationKind.AssignAdapter, "assign_adapter", Features.Masks, [Operand.Mdev, Operand.Apid, Operand.Written]),
        new(OperationKind.UnassignAdapter, "unassign_adapter", Features.Masks,
            [Operand.Mdev, Operand.Apid, Operand.Written, Operand.FailAllocHotPlug]),
        new(OperationKind.AssignDomain, "assign_domain", Features.Masks, [Operand.Mdev, Operand.Apqi, Operand.Written]),
        new(OperationKind.UnassignDomain, "unassign_domain", Features.Masks,
            [Operand.Mdev, Operand.Apqi, Operand.Written, Operand.FailAllocHotPlug]),
        new(OperationKind.AssignControlDomain, "assign_control_domain", Features.Control,
            [Operand.Mdev, Operand.Apqi, Operand.Written]),
        new(OperationKind.UnassignControlDomain, "unassign_control_domain", Features.Control,
            [Operand.Mdev, Operand.Apqi, Operand.Written]),
        new(OperationKind.Reset, "reset", Features.Reset, [Operand.Mdev]),
        new(OperationKind.GetInfo, "get_info", Features.Reset, [Operand.Mdev, Operand.FailArgsz]),
        new(OperationKind.AqicEnable, "aqic_enable", Features.Irq,
            [Operand.Kvm, Operand.Apqn, Operand.Isc, Operand.Nib, Operand.Vcpu]),
        new(OperationKind.AqicDisable, "aqic_disable", Features.Irq, [Operand.Kvm, Operand.Apqn, Operand.Vcpu]),
        new(OperationKind.DmaUnmap, "dma_unmap", Features.Irq, [Operand.Mdev, Operand.Iova, Operand.Pages]),
        new(OperationKind.Nqap, "nqap", Features.Messages, [Operand.KvmOrHost, Operand.Apqn, Operand.Psmid]),
        new(OperationKind.Dqap, "dqap", Features.Messages, [Operand.KvmOrHost, Operand.Apqn]),
        new(OperationKind.GuestZapq, "zapq", Features.Messages, [Operand.Kvm, Operand.Apqn]),
        new(OperationKind.GuestRapq, "rapq", Features.Messages, [Operand.Kvm, Operand.Apqn]),
        new(OperationKind.GuestTapq, "tapq", Features.Messages, [Operand.Kvm, Operand.Apqn]),
        new(OperationKind.Process, "process", Features.Messages, [Operand.Apqn]),
        new(OperationKind.Unbind, "unbind", Features.Binding, [Operand.Apqn]),
        new(OperationKind.Bind, "bind", Features.Binding, [Operand.Apqn, Operand.FailBind]),
        new(OperationKind.ApmaskAdd, "apmask", Features.Binding, [Operand.PlusApid]),
        new(OperationKind.ApmaskDel, "apmask", Features.Binding, [Operand.MinusApid]),
        new(OperationKind.AqmaskAdd, "aqmask", Features.Binding, [Operand.PlusApqi]),
        new(OperationKind.AqmaskDel, "aqmask", Features.Binding, [Operand.MinusApqi]),
        new(OperationKind.Deconfigure, "deconfigure", Features.Hw, [Operand.Apid]),
        new(OperationKind.Configure, "configure", Features.Hw, [Operand.Apid]),
        new(OperationKind.Checkstop, "checkstop", Features.Hw, [Operand.Apid]),
        new(OperationKind.Recover, "recover", Features.Hw, [Operand.Apid]),
        new(OperationKind.HostAdapterDel, "host_config", Features.Hw, [Operand.MinusApid]),
        new(OperationKind.HostAdapterAdd, "host_config", Features.Hw, [Operand.PlusApid]),
        new(OperationKind.HostDomainDel, "host_config", Features.Hw, [Operand.MinusApqi]),
        new(OperationKind.HostDomainAdd, "host_config", Features.Hw, [Operand.PlusApqi]),
        new(OperationKind.HwAnswer, "hw", Features.Hw, [Operand.Apqn, Operand.Answer, Operand.ForTime]),
        new(OperationKind.HwDuration, "hw", Features.Hw, [Operand.Apqn, Operand.Takes]),
        new(OperationKind.Advance, "advance", Features.None, [Operand.Time]),
        new(OperationKind.CloseVm, "close_vm", Features.VmFds, [Operand.Kvm]),
        new(OperationKind.CloseVcpu, "close_vcpu", Features.VmFds, [Operand.Kvm]),
        new(OperationKind.CloseKvmVfio, "close_kvm_vfio", Features.VmFds, [Operand.Kvm]),
        new(OperationKind.CreateVm, "create_vm", Features.VmFds, [Operand.Kvm]),
        new(OperationKind.PvEnable, "pv_enable", Features.Locks, [Operand.Kvm]),
        new(OperationKind.ApConfig, "ap_config", Features.Masks | Features.Config,
            [Operand.Mdev, Operand.Adapters, Operand.Domains, Operand.Controls, Operand.Masks, Operand.FailAllocHotPlug])
            { Only = Era.OpenDevice },
        new(OperationKind.SetIrq, "set_irq", Features.Eventfds, [Operand.Mdev, Operand.Eventfd])
            { Only = Era.OpenDevice },
        new(OperationKind.Request, "request", Features.Eventfds, [Operand.Mdev])
            { Only = Era.OpenDevice },
        new(OperationKind.HostControlDel, "host_control", Features.Hw | Features.Control, [Operand.MinusApqi])
            { Only = Era.OpenDevice },
        new(OperationKind.HostControlAdd, "host_control", Features.Hw | Features.Control, [Operand.PlusApqi])
            { Only = Era.OpenDevice },
        new(OperationKind.AdvanceLong, "advance", Features.Eventfds | Features.Waits, [Operand.LongTime])
            { Only = Era.OpenDevice },
        new(OperationKind.Share, "share", Features.Irq | Features.Locks | Features.Secure, [Operand.Kvm, Operand.Page])
            { Only = Era.OpenDevice },
        new(OperationKind.Unshare, "unshare", Features.Irq | Features.Locks | Features.Secure, [Operand.Kvm, Operand.Page])
            { Only = Era.OpenDevice },
        new(OperationKind.Override, "override", Features.Binding | Features.Override, [Operand.Apqn, Operand.Override])
            { Only = Era.OpenDevice },
        new(OperationKind.OpenGroup, "open_group", Features.Descriptors, [Operand.Mdev]),
        new(OperationKind.CloseGroup, "close_group", Features.Descriptors, [Operand.Mdev]),
        new(OperationKind.OpenContainer, "open_container", Features.Descriptors, [Operand.Mdev]),
        new(OperationKind.CloseContainer, "close_container", Features.Descriptors, [Operand.Mdev]),
        new(OperationKind.SetContainer, "set_container", Features.Descriptors, [Operand.Mdev]),
        new(OperationKind.UnsetContainer, "unset_container", Features.Descriptors, [Operand.Mdev]),
        new(OperationKind.SetIommu, "set_iommu", Features.Descriptors, [Operand.Mdev]),
        new(OperationKind.Map, "map", Features.Descriptors, [Operand.Mdev, Operand.Iova, Operand.Pages, Operand.Access]),
        new(OperationKind.Unmap, "unmap", Features.Descriptors, [Operand.Mdev, Operand.Iova, Operand.Pages]),
        new(OperationKind.Show, "show", Features.Text, [Operand.Mdev, Operand.File]),
        new(OperationKind.Status, "status", Features.Text, [Operand.Apqn]),
        new(OperationKind.Ioctl, "ioctl", Features.Ioctls, [Operand.Mdev, Operand.Request]),
        new(OperationKind.Scan, "scan", Features.Hw | Features.Steps, []),
    ];

    /// <summary>The form of <paramref name="kind"/>.</summary>
    public static OperationForm FormOf(OperationKind kind) => Forms[(int)kind];

    /// <summary>The operation's line of text.</summary>
    public static string Print(in Operation operation)
    {
        var form = FormOf(operation.Kind);
        var words = new List<string> { form.Verb };
        if (operation.Thread != 0)
            words.Insert(0, $"t{operation.Thread}:");
        foreach (var operand in form.Operands)
        {
            var word = OperandText.Print(operand, operation);
            if (word.Length > 0)
                words.Add(word);
        }

        return string.Join(' ', words);
    }

    /// <summary>How a line of <paramref name="form"/> looks, for error messages: <c>set_kvm mN kN|null</c>.</summary>
    public static string Usage(OperationForm form) => (form.CanWait ? "[tN:] " : "") + UsageOfCall(form);

    /// <summary>The same without the thread that makes the call.</summary>
    public static string UsageOfCall(OperationForm form) => string.Join(' ', [form.Verb, .. form.Operands.Select(OperandText.Usage)]);

    /// <summary>Reads one line; null with an error text when it is not an operation.</summary>
    public static Operation? Parse(string line, out string error)
    {
        var words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        error = "";
        if (words.Length == 0)
        {
            error = "an empty line is not an operation";
            return null;
        }

        var prefix = words[0].EndsWith(':') ? words[0] : null;
        if (prefix is not null && ThreadOf(prefix) == 0)
        {
            error = $"'{prefix}' is no thread; allowed: t1: to t{Operation.ThreadsMax}:";
            return null;
        }

        var call = words.AsSpan(prefix is null ? 0 : 1);
        var verb = call.Length > 0 ? call[0] : "";
        var forms = Forms.Where(form => form.Verb == verb).ToArray();
        if (forms.Length == 0)
        {
            error = $"unknown operation '{verb}'; known: {string.Join(", ", Forms.Select(f => f.Verb).Distinct())}";
            return null;
        }

        foreach (var form in forms)
        {
            if (OperandText.Parse(form, call[1..]) is { } operation)
                return prefix is null ? operation : operation with { Thread = ThreadOf(prefix) };
        }

        error = $"'{line}' is not of the form {string.Join(" or ", forms.Select(Usage))}";
        return null;
    }

    // 0 when it names none.
    private static byte ThreadOf(string prefix) =>
        prefix.Length == 3 && prefix[0] == 't' && prefix[1] is > '0' and <= '9' ? (byte)(prefix[1] - '0') : (byte)0;
}
