using ApSpec.Architecture;
using ApSpec.Vocabulary;

namespace ApSpec.Check;

/// <summary>The ledger in four short texts. A guest with nothing is left out; <c>-</c> when that leaves none.</summary>
/// <param name="References">The driver's references by guest: <c>k0:1</c>.</param>
/// <param name="Hook">The hooks by guest: <c>k0:m0</c>.</param>
/// <param name="Masks">The masks by guest, adapters then domains: <c>k0:05/0006</c>.</param>
/// <param name="Locks">The locks a call left held: <c>L</c>.</param>
public sealed record LedgerCells(string References, string Hook, string Masks, string Locks)
{
    /// <summary>The cells of an observation.</summary>
    public static LedgerCells From(in Observation seen)
    {
        var references = new List<string>();
        var hooks = new List<string>();
        var masks = new List<string>();
        var locks = new List<string>();
        if (seen.IsHeld(new LockId(LockClass.Matrix, 0)))
            locks.Add("L");
        for (byte k = 0; k < seen.Scope.Kvms; k++)
        {
            var id = new KvmId(k);
            if (seen.DriverRefsOf(id) is var refs and > 0)
                references.Add($"{id}:{refs}");
            if (seen.HookOf(id) is { } hook)
                hooks.Add($"{id}:{hook}{(seen.LifeOf(hook) == MdevLife.Freed ? "(freed)" : "")}");
            if (!seen.MasksAreZero(id))
                masks.Add($"{id}:{MasksOf(seen, seen.Layout.Kvms[k])}");
            if (seen.IsHeld(new LockId(LockClass.Kvm, k)))
                locks.Add($"K({id})");
            if (seen.IsHeld(new LockId(LockClass.Vcpu, k)))
                locks.Add($"V({id})");
            if (seen.IsHeld(LockId.OfVcpu(id, 1)))
                locks.Add($"V1({id})");
        }

        return new LedgerCells(Join(references), Join(hooks), Join(masks), Join(locks));
    }

    private static string Join(List<string> parts) => parts.Count == 0 ? "-" : string.Join(' ', parts);

    private static string MasksOf(in Observation seen, KvmFields kvm)
    {
        var adapters = Ids(seen[kvm.Apm], seen.Scope.Adapters);
        var domains = Ids(seen[kvm.Aqm], seen.Scope.Domains);
        var control = Ids(seen[kvm.Adm], seen.Scope.Domains);
        return $"{adapters}/{domains}{(control == "-" ? "" : $"+cd{control}")}";
    }

    private static string Ids<T>(ApMask mask, IReadOnlyList<T> ids)
    {
        var set = Enumerable.Range(0, ids.Count).Where(i => mask.Contains(i)).Select(i => ids[i]!.ToString()).ToArray();
        return set.Length == 0 ? "-" : set.Length > 3 ? $"{set[0]}..{set[^1]}" : string.Join(',', set);
    }
}
