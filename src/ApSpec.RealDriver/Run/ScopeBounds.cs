using ApSpec.Architecture;
using ApSpec.RealDriver.Confinement;
using ApSpec.RealDriver.Native;
using ApSpec.Vocabulary;

namespace ApSpec.RealDriver.Run;

/// <summary>Converts a scope for the compiled driver's world.</summary>
internal static class ScopeBounds
{
    // What a process needs in any scope, and for each queue: the kernel's objects, their snapshots, the ledger.
    private const long ProcessBytes = 128 << 20;
    private const long QueueBytes = 12 << 10;

    /// <summary>Why a real driver cannot run in <paramref name="scope"/>; null when it can.</summary>
    public static string? Refusal(Scope scope) => Refusal(scope, Sandbox.MemoryHere);

    /// <summary>The same in a process with so many bytes of memory.</summary>
    public static string? Refusal(Scope scope, long memory)
    {
        if (scope.Tearing)
            return "tearing=on is for models: of a compiled driver the loads and stores run that the compiler made";
        var queues = Math.Max(1, (memory - ProcessBytes) / QueueBytes);
        return scope.Queues <= queues
            ? null
            : $"it has {scope.Queues:N0} queues; a process has {memory >> 20:N0} MB here, and a compiled driver runs in at most {queues:N0} queues there";
    }

    public static unsafe NativeScope ToNative(Scope scope, CoreFacts facts)
    {
        if (Refusal(scope) is { } refusal)
            throw new ArgumentException(refusal, nameof(scope));
        var bounds = new NativeScope
        {
            Size = (uint)sizeof(NativeScope),
            Mdevs = (uint)scope.Mdevs,
            Kvms = (uint)scope.Kvms,
            Adapters = (uint)scope.Adapters.Length,
            Domains = (uint)scope.Domains.Length,
            Pages = (uint)scope.Pages.Length,
            Iscs = (uint)scope.Iscs.Length,
            Instances = (uint)(scope.Instances == 0 ? scope.Mdevs : scope.Instances),
            Format = scope.Format switch { CrycbFormat.Format0 => 0u, CrycbFormat.Format1 => 1, _ => 2 },
            Flags = Flag(scope.Crycbd, NativeScopeFlags.Crycbd) | Flag(scope.Gisa, NativeScopeFlags.Gisa) | Flag(scope.Aiv, NativeScopeFlags.Aiv)
                | Flag(scope.Apxa, NativeScopeFlags.Apxa) | Flag(scope.Has(Features.Locks), NativeScopeFlags.Locks)
                | Flag(facts.HoldsGuest, NativeScopeFlags.CoreRef) | Flag(facts.ReleasesGroups, NativeScopeFlags.KvmVfioRelease)
                | Flag(facts.LocksGroup, NativeScopeFlags.CoreGroupLock) | Flag(scope.Has(Features.Descriptors), NativeScopeFlags.Descriptors)
                | Flag(scope.Has(Features.Vcpus), NativeScopeFlags.TwoVcpus),
        };
        for (var i = 0; i < scope.Adapters.Length; i++)
            bounds.Apid[i] = scope.Adapters[i].Value;
        for (var i = 0; i < scope.Domains.Length; i++)
            bounds.Apqi[i] = scope.Domains[i].Value;
        for (var i = 0; i < scope.Iscs.Length; i++)
            bounds.Isc[i] = scope.Iscs[i];
        for (var i = 0; i < scope.Pages.Length; i++)
            bounds.Page[i] = scope.Pages[i];
        return bounds;
    }

    private static NativeScopeFlags Flag(bool on, NativeScopeFlags flag) => on ? flag : NativeScopeFlags.None;
}
