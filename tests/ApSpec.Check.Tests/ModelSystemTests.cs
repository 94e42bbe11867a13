using ApSpec.Drivers;
using ApSpec.Kernel;
using ApSpec.Vocabulary;

namespace ApSpec.Check.Tests;

public sealed class ModelSystemTests
{
    private static readonly Operation[] Attach = [.. Traces.Operations("create m0;set_kvm m0 k0;open m0")];

    [Fact]
    public void It_is_the_revision_in_the_scope()
    {
        foreach (var revision in Catalog.Thread)
        {
            var system = new ModelSystem(revision, new Scope { Mdevs = 2 });

            Assert.Equal(revision.Name, system.Revision);
            Assert.Equal(2, system.Layout.Mdevs.Length);
            Assert.Equal(2, system.Scope.Mdevs);
            Assert.True(system.StateWords >= system.Layout.Words);
        }
    }

    [Fact]
    public void A_mutation_is_in_effect()
    {
        var mutation = new Mutation("SetKvm", EffectKind.Get, "Get");
        var mutant = Run(new ModelSystem(Catalog.Find("v5.11")!, new Scope(), mutation));
        var driver = Run(new ModelSystem(Catalog.Find("v5.11")!, new Scope()));

        Assert.Equal(0, mutant.Observe().DriverRefsOf(new KvmId(0)));
        Assert.Equal(1, driver.Observe().DriverRefsOf(new KvmId(0)));
    }

    [Fact]
    public void A_mutation_of_one_line_leaves_the_others()
    {
        var elsewhere = new Mutation("SetKvm", EffectKind.Get, "Get", Line: 1);

        Assert.Equal(1, Run(new ModelSystem(Catalog.Find("v5.11")!, new Scope(), elsewhere)).Observe().DriverRefsOf(new KvmId(0)));
    }

    [Fact]
    public void Reset_is_the_state_of_a_new_system()
    {
        var used = Run(new ModelSystem(Catalog.Find("v5.11")!, new Scope()));
        used.Reset();

        Assert.Equal(new ModelSystem(Catalog.Find("v5.11")!, new Scope()).Observe().Words.ToArray(), used.Observe().Words.ToArray());
    }

    [Fact]
    public void Faults_are_those_of_the_last_operation()
    {
        var system = Run(new ModelSystem(Catalog.Find("v5.11")!, new Scope()));
        system.Apply(Attach[2]);
        Assert.Equal(2, system.Faults.Length);
        system.Apply(Traces.Operations("release m0")[0]);

        Assert.True(system.Faults.IsEmpty);
    }

    [Fact]
    public void Lock_edges_are_kept_in_scopes_with_locks_only()
    {
        Assert.True(Run(new ModelSystem(Catalog.Find("v5.11")!, new Scope())).Edges.IsEmpty);
        Assert.False(Run(new ModelSystem(Catalog.Find("v5.11")!, new Scope { Features = Features.Locks })).Edges.IsEmpty);
    }

    [Fact]
    public void A_wide_scope_says_which_words_changed_and_a_small_one_does_not()
    {
        var adapters = Enumerable.Range(0, 32).Select(i => new Architecture.Apid((byte)i));
        var domains = Enumerable.Range(0, 32).Select(i => new Architecture.Apqi((byte)i));
        var wide = new Scope { Adapters = [.. adapters], Domains = [.. domains], Features = Features.Irq | Features.Masks };

        var small = Run(new ModelSystem(Catalog.Find("v5.11")!, new Scope()));
        Assert.Equal(small.Layout.Words, small.ChangedWords.Length);
        var large = Run(new ModelSystem(Catalog.Find("v5.11")!, wide));
        Assert.InRange(large.ChangedWords.Length, 1, large.Layout.Words / 10);
    }

    private static ModelSystem Run(ModelSystem system)
    {
        foreach (var operation in Attach)
            system.Apply(operation);
        return system;
    }
}
