using ApSpec.Vocabulary;

namespace ApSpec.Decoder.Tests;

/// <summary>
/// A second, plain account of what calls do to mdevs with a correct driver, to see which lifecycle states traces reach. Written with
/// dictionaries, apart from the decoder's own expectation.
/// </summary>
internal sealed class ReferenceLife(Scope scope)
{
    private readonly HashSet<MdevId> live = [];
    private readonly Dictionary<MdevId, int> opens = [];
    private readonly Dictionary<MdevId, KvmId> named = [];
    private readonly Dictionary<MdevId, KvmId> attached = [];

    public LifecycleState StateOf(MdevId mdev) =>
        !live.Contains(mdev) ? LifecycleState.Absent
        : OpensOf(mdev) == 0 ? (named.ContainsKey(mdev) ? LifecycleState.Offered : LifecycleState.Created)
        : attached.ContainsKey(mdev) ? LifecycleState.Attached
        : named.ContainsKey(mdev) ? LifecycleState.Refused
        : LifecycleState.Opened;

    /// <summary>What the operation does to the mdev's life; null when nothing.</summary>
    public LifecycleTrigger? Apply(in Operation op)
    {
        var m = op.Mdev;
        if (op.Fail != FailPoint.None)
            return null;
        switch (op.Kind)
        {
            case OperationKind.Create when !live.Contains(m):
                live.Add(m);
                return LifecycleTrigger.Create;
            case OperationKind.Remove when live.Contains(m) && OpensOf(m) == 0:
                live.Remove(m);
                named.Remove(m);
                return LifecycleTrigger.Remove;
            case OperationKind.Open when live.Contains(m) && OpensOf(m) < scope.Cap:
                opens[m] = OpensOf(m) + 1;
                if (OpensOf(m) > 1)
                    return LifecycleTrigger.OpenAgain;
                if (!named.TryGetValue(m, out var offered))
                    return LifecycleTrigger.Open;
                return TryAttach(m, offered) ? LifecycleTrigger.Open : LifecycleTrigger.OpenRefused;
            case OperationKind.Release when OpensOf(m) > 0:
                opens[m]--;
                if (OpensOf(m) > 0)
                    return LifecycleTrigger.ReleaseOne;
                attached.Remove(m);
                return LifecycleTrigger.ReleaseLast;
            case OperationKind.SetKvm when live.Contains(m) && op.Kvm is { } kvm:
                named[m] = kvm;
                return OpensOf(m) == 0 || TryAttach(m, kvm) ? LifecycleTrigger.SetKvm : LifecycleTrigger.SetKvmRefused;
            case OperationKind.SetKvm when live.Contains(m):
                named.Remove(m);
                attached.Remove(m);
                return LifecycleTrigger.NullNotify;
            default:
                return null;
        }
    }

    private int OpensOf(MdevId mdev) => opens.GetValueOrDefault(mdev);

    private bool TryAttach(MdevId mdev, KvmId kvm)
    {
        if (!scope.Crycbd || attached.ContainsKey(mdev) || attached.ContainsValue(kvm))
            return false;
        attached[mdev] = kvm;
        return true;
    }
}
