using ApSpec.Architecture;

namespace ApSpec.Vocabulary;

/// <summary>Whether an operation can stand in a trace of a scope.</summary>
public static class ScopeCheck
{
    /// <summary>Why <paramref name="op"/> cannot stand in <paramref name="scope"/>; null when it can.</summary>
    public static string? Refusal(this Scope scope, in Operation op)
    {
        var form = OperationSyntax.FormOf(op.Kind);
        if (!scope.Has(form.Needs))
            return $"'{form.Verb}' needs features={ScopeText.Print(form.Needs)}, the scope has features={ScopeText.Print(scope.Features)}";
        if (op.Fail != FailPoint.None && !scope.Has(Features.Failures))
            return $"'fail=' needs features=failures, the scope has features={ScopeText.Print(scope.Features)}";
        if ((op.Written != TextForm.Plain || op.Masks != ConfigForm.Plain) && !scope.Has(Features.Text))
            return $"'as=' needs features=text, the scope has features={ScopeText.Print(scope.Features)}";
        if (op.Vcpu != 0 && !scope.Has(Features.Vcpus))
            return $"'vcpu=' needs features=vcpus, the scope has features={ScopeText.Print(scope.Features)}";
        if (op.Masks == ConfigForm.Beyond && scope.Apxa)
            return $"'as=beyond' needs a machine without the id {scope.AqmMax:x4}: format=0";
        if (op.Thread != 0 && !scope.Has(form.ThreadNeeds))
            return $"'t{op.Thread}:' needs features={ScopeText.Print(form.ThreadNeeds)}, the scope has features={ScopeText.Print(scope.Features)}";
        if (form.IsHostile && scope.Profile != Profile.Hostile)
            return $"'{form.Verb}' needs profile=hostile";
        foreach (var operand in form.Operands)
        {
            if (Refusal(scope, operand, op) is { } refusal)
                return refusal;
        }

        return null;
    }

    private static string? Refusal(Scope scope, Operand operand, in Operation op) => operand switch
    {
        Operand.Mdev when op.Mdev.Value >= scope.Mdevs => $"{op.Mdev} is not in the scope: mdevs={scope.Mdevs}",
        Operand.Kvm or Operand.KvmOrNull or Operand.KvmOrHost when op.Kvm is { } kvm && kvm.Value >= scope.Kvms =>
            $"{kvm} is not in the scope: kvms={scope.Kvms}",
        Operand.Apid or Operand.PlusApid or Operand.MinusApid or Operand.Apqn
            when !scope.Adapters.Contains(op.Apid) && !(IsAssignment(op.Kind) && op.Apid.Value > scope.ApmMax) =>
            $"adapter {op.Apid} is not in the scope: adapters={string.Join(',', scope.Adapters)}",
        Operand.Apqi or Operand.PlusApqi or Operand.MinusApqi or Operand.Apqn
            when !scope.Domains.Contains(op.Apqi) && !(IsAssignment(op.Kind) && op.Apqi.Value > scope.AqmMax) =>
            $"domain {op.Apqi} is not in the scope: domains={string.Join(',', scope.Domains)}",
        Operand.Page when !scope.Pages.Contains(op.Address >> 12) =>
            $"page 0x{op.Address >> 12:x} is not in the scope: pages={string.Join(',', scope.Pages.Select(p => $"0x{p:x}"))}",
        Operand.Isc when !scope.Iscs.Contains(op.Isc) => $"isc {op.Isc} is not in the scope: iscs={string.Join(',', scope.Iscs)}",
        Operand.Adapters when Stray(op.Adapters, id => scope.Adapters.Contains(new Apid(id))) is { } id =>
            $"adapter {new Apid(id)} is not in the scope: adapters={string.Join(',', scope.Adapters)}",
        Operand.Domains when Stray(op.Domains, id => scope.Domains.Contains(new Apqi(id))) is { } id =>
            $"domain {new Apqi(id)} is not in the scope: domains={string.Join(',', scope.Domains)}",
        Operand.Controls when op.Controls.Count > 0 && !scope.Has(Features.Control) =>
            $"'adm=' needs features=control, the scope has features={ScopeText.Print(scope.Features)}",
        Operand.Controls when Stray(op.Controls, id => scope.Domains.Contains(new Apqi(id))) is { } id =>
            $"domain {new Apqi(id)} is not in the scope: domains={string.Join(',', scope.Domains)}",
        _ => null,
    };

    private static byte? Stray(IdPair ids, Func<byte, bool> isInScope) =>
        ids.Count > 0 && !isInScope(ids.First) ? ids.First
        : ids.Count > 1 && !isInScope(ids.Second) ? ids.Second
        : null;

    // An mdev's sysfs attributes may name an id above the machine's maximum (-ENODEV); every other id must be in play.
    private static bool IsAssignment(OperationKind kind) => OperationSyntax.FormOf(kind).Needs is Features.Masks or Features.Control;
}
