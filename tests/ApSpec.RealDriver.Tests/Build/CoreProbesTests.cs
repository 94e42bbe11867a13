using ApSpec.RealDriver.Build;

namespace ApSpec.RealDriver.Tests.Build;

public sealed class CoreProbesTests : IDisposable
{
    private readonly MiniTree mini = new();

    public void Dispose() => mini.Dispose();

    [Fact]
    public void What_the_tree_does_not_have_is_assumed()
    {
        var facts = CoreProbes.Read(mini.Root);

        Assert.All(facts.Where(fact => fact.Question != CoreQuestion.HoldsGuest), fact => Assert.Null(fact.ProbedIn));
        Assert.Equal("include/linux/vfio.h", facts.Single(fact => fact.Question == CoreQuestion.HoldsGuest).ProbedIn);
        Assert.False(CoreProbes.FactsOf(facts).HoldsGuest);
    }

    [Theory]
    [InlineData("struct vfio_device {\n\tvoid (*put_kvm)(struct kvm *kvm);\n};\n", true)]
    [InlineData("struct vfio_device {\n\tstruct kvm *kvm;\n};\n", false)]
    public void The_cores_reference_shows_in_its_header(string text, bool holds)
    {
        mini.Write("include/linux/vfio.h", text);

        Assert.Equal(new CoreFact(CoreQuestion.HoldsGuest, holds, "include/linux/vfio.h"), Answer(CoreQuestion.HoldsGuest));
    }

    [Theory]
    [InlineData("\t.release = kvm_vfio_release,\n", true)]
    [InlineData("\t.destroy = kvm_vfio_destroy,\n", false)]
    public void When_groups_are_given_back_shows_in_kvm_vfio(string text, bool holds)
    {
        mini.Write("virt/kvm/vfio.c", text);

        Assert.Equal(new CoreFact(CoreQuestion.ReleasesGroups, holds, "virt/kvm/vfio.c"), Answer(CoreQuestion.ReleasesGroups));
    }

    [Theory]
    [InlineData("static int f(void)\n{\n\tmutex_lock(&g->group_lock);\n\tret = vfio_df_open(df);\n\tmutex_unlock(&g->group_lock);\n}\n", true)]
    [InlineData("static int f(void)\n{\n\tmutex_lock(&g->group_lock);\n\tmutex_unlock(&g->group_lock);\n\tret = vfio_df_open(df);\n}\n", false)]
    [InlineData("static int f(void)\n{\n\tmutex_lock(&g->group_lock);\n}\nint g(void)\n{\n\treturn vfio_df_open(df);\n}\n", false)]
    public void The_groups_lock_around_open_shows_in_one_function(string text, bool holds)
    {
        mini.Write("drivers/vfio/group.c", text);

        Assert.Equal(new CoreFact(CoreQuestion.LocksGroup, holds, "drivers/vfio/group.c"), Answer(CoreQuestion.LocksGroup));
    }

    [Theory]
    [InlineData("\tbitmap_fill(aqm_any, AP_DOMAINS);\n\trc = ap_drv->in_use(newapm, aqm_any);\n", true)]
    [InlineData("\trc = ap_drv->in_use(newapm, ap_perms.aqm);\n", false)]
    public void Which_queues_the_bus_asks_for_shows_in_its_file(string text, bool holds)
    {
        mini.Write("drivers/s390/crypto/ap_bus.c", text);

        Assert.Equal(new CoreFact(CoreQuestion.AsksForAny, holds, "drivers/s390/crypto/ap_bus.c"), Answer(CoreQuestion.AsksForAny));
    }

    [Theory]
    [InlineData("\nint ap_owned_by_def_drv(int card, int queue)\n{\n\tbool override = device_has_driver_override(dev);\n}\n", true)]
    [InlineData("\nint ap_owned_by_def_drv(int card, int queue)\n{\n}\n\nstatic int other(void)\n{\n\tdevice_has_driver_override(dev);\n}\n", false)]
    public void Whether_queues_have_a_driver_override_shows_in_the_bus(string text, bool holds)
    {
        mini.Write("drivers/s390/crypto/ap_bus.c", text);

        Assert.Equal(new CoreFact(CoreQuestion.HasOverride, holds, "drivers/s390/crypto/ap_bus.c"), Answer(CoreQuestion.HasOverride));
    }

    [KernelTreeTheory]
    [InlineData("6.1", false)]
    [InlineData("6.12", true)]
    public void Known_trees_show_every_answer(string version, bool isNewer)
    {
        var facts = CoreProbes.Read(KernelTrees.Of(version));

        Assert.All(facts, fact => Assert.NotNull(fact.ProbedIn));
        Assert.All(facts, fact => Assert.Equal(
            fact.Question is not (CoreQuestion.AsksForAny or CoreQuestion.HasOverride)
                && (isNewer || fact.Question is not CoreQuestion.HoldsGuest), fact.Holds));
    }

    private CoreFact Answer(CoreQuestion question) => CoreProbes.Read(mini.Root).Single(fact => fact.Question == question);
}
