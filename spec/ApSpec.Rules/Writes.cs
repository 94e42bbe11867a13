using ApSpec.Architecture;
using ApSpec.Vocabulary;

namespace ApSpec.Rules;

/// <summary>The second half of MASK-10: after a successful write the matrix is as written.</summary>
internal static class Writes
{
    /// <summary>The first mask of the mdev that differs from what the operation wrote; null when none does, or nothing was written.</summary>
    public static string? NotDone(in Step step)
    {
        var op = step.Operation;
        if (!step.Result.IsSuccess || !IsWrite(op.Kind))
            return null;
        var f = step.After.Layout.Mdevs[op.Mdev.Value];
        var (apm, aqm, adm) = Written(step);
        return step.After[f.Apm] != apm ? "apm"
            : step.After[f.Aqm] != aqm ? "aqm"
            : f.Adm.Width > 0 && step.After[f.Adm] != adm ? "adm"
            : null;
    }

    /// <summary>True for an operation that writes the matrix of its mdev.</summary>
    public static bool IsWrite(OperationKind kind) => kind is OperationKind.AssignAdapter or OperationKind.UnassignAdapter
        or OperationKind.AssignDomain or OperationKind.UnassignDomain or OperationKind.AssignControlDomain
        or OperationKind.UnassignControlDomain or OperationKind.ApConfig;

    /// <summary>The matrix that a write asks for.</summary>
    public static (ApMask Apm, ApMask Aqm, ApMask Adm) Written(in Step step)
    {
        var op = step.Operation;
        var f = step.Before.Layout.Mdevs[op.Mdev.Value];
        var apm = step.Before[f.Apm];
        var aqm = step.Before[f.Aqm];
        var adm = step.Before[f.Adm];
        var adapter = step.Scope.Adapters.IndexOf(op.Apid);
        var domain = step.Scope.Domains.IndexOf(op.Apqi);
        return op.Kind switch
        {
            OperationKind.AssignAdapter => (With(apm, adapter), aqm, adm),
            OperationKind.UnassignAdapter => (Without(apm, adapter), aqm, adm),
            OperationKind.AssignDomain => (apm, With(aqm, domain), adm),
            OperationKind.UnassignDomain => (apm, Without(aqm, domain), adm),
            OperationKind.AssignControlDomain => (apm, aqm, With(adm, domain)),
            OperationKind.UnassignControlDomain => (apm, aqm, Without(adm, domain)),
            _ => (Adapters(step.Scope, op.Adapters), Domains(step.Scope, op.Domains), Domains(step.Scope, op.Controls)),
        };
    }

    // An id that is not in play has no bit.
    private static ApMask With(in ApMask mask, int place) => place < 0 ? mask : mask.With(place);

    private static ApMask Without(in ApMask mask, int place) => place < 0 ? mask : mask.Without(place);

    private static ApMask Adapters(Scope scope, IdPair ids)
    {
        var mask = default(ApMask);
        for (var place = 0; place < scope.Adapters.Length; place++)
            mask = ids.Contains(scope.Adapters[place].Value) ? mask.With(place) : mask;
        return mask;
    }

    private static ApMask Domains(Scope scope, IdPair ids)
    {
        var mask = default(ApMask);
        for (var place = 0; place < scope.Domains.Length; place++)
            mask = ids.Contains(scope.Domains[place].Value) ? mask.With(place) : mask;
        return mask;
    }
}
