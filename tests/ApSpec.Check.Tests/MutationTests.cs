using ApSpec.Drivers;
using ApSpec.Kernel;
using ApSpec.Vocabulary;

namespace ApSpec.Check.Tests;

/// <summary>A mutation changes one effect and nothing else.</summary>
public sealed class MutationTests
{
    private static readonly string[] Detach = ["create m0", "open m0", "set_kvm m0 k0", "set_kvm m0 null"];

    [Fact]
    public void An_effect_that_is_late_is_done_when_the_call_is_over()
    {
        var late = new Mutation("UnsetKvm", EffectKind.Store, "StorePqapHook", Form: MutationForm.Delay);

        Assert.Equal(Ledger(null), Ledger(late));
    }

    [Fact]
    public void An_unlock_that_is_late_leaves_no_lock_held()
    {
        var late = new Mutation("GroupNotifier", EffectKind.Unlock, "Unlock", Form: MutationForm.Delay);

        Assert.Equal(Ledger(null), Ledger(late));
    }

    [Fact]
    public void A_count_that_is_late_counts_what_the_next_effect_left()
    {
        var late = new Mutation("UnsetKvm", EffectKind.Put, "Put", Form: MutationForm.Delay);

        Assert.Equal(Ledger(null), Ledger(late));
    }

    [Fact]
    public void Watching_changes_nothing_and_sees_every_effect_of_the_driver()
    {
        var seen = new Watcher();

        Assert.Equal(Ledger(null), Ledger(null, seen));
        Assert.Equal(
            ["LoadKvm", "ClearMasks", "StorePqapHook", "LoadAdapters", "Put", "StoreKvm"],
            seen.Effects.Where(effect => effect is ("UnsetKvm" or "ResetQueues", _)).Select(effect => effect.What));
    }

    // Every primitive asks whether it is dropped: what it does must not happen unasked.
    [Fact]
    public void Each_mutation_of_a_whole_life_can_be_made_without_an_exception()
    {
        var seen = new Watcher();
        Ledger(null, seen);
        foreach (var (function, what) in seen.Effects.Distinct())
        {
            foreach (var kind in Enum.GetValues<EffectKind>())
                Ledger(new Mutation(function, kind, what));
        }
    }

    private static ulong[] Ledger(Mutation? mutation, IEffectWatcher? watcher = null)
    {
        var scope = new Scope { Features = Features.Masks };
        var system = new ModelSystem(Catalog.Find("v5.11")!, scope, mutation) { Watcher = watcher };
        foreach (var line in Detach)
            system.Apply(OperationSyntax.Parse(line, out var error) ?? throw new InvalidOperationException(error));
        return system.Observe().Words.ToArray();
    }

    private sealed class Watcher : IEffectWatcher
    {
        public List<(string Function, string What)> Effects { get; } = [];

        public void OnEffect(EffectKind kind, string what, string function, int line) => Effects.Add((function, what));
    }
}
