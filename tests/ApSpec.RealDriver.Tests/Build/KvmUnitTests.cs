using ApSpec.RealDriver.Build;

namespace ApSpec.RealDriver.Tests.Build;

/// <summary>Which functions of KVM are the tree's own in a library, and what becomes of those that cannot be.</summary>
[Trait("Kind", "Long")]
public sealed class KvmUnitTests
{
    private const string Interrupt = "arch/s390/kvm/interrupt.c";

    [VersionFact("5.10")]
    public void All_of_5_10_compile() => AllAreTheTreesOwn("5.10");

    [VersionFact("6.1")]
    public void All_of_6_1_compile() => AllAreTheTreesOwn("6.1");

    [VersionFact("6.12")]
    public void All_of_6_12_compile() => AllAreTheTreesOwn("6.12");

    [KernelTreeTheory]
    [InlineData("6.1")]
    [InlineData("6.12")]
    public void A_tree_without_KVM_is_checked_with_every_function_assumed(string version)
    {
        using var tree = new EditedTree(version);
        Directory.Delete(Path.Combine(tree.Root, "arch/s390/kvm"), recursive: true);
        Directory.Delete(Path.Combine(tree.Root, "virt"), recursive: true);

        var build = Builds.Of(tree.Root, Builds.Options(tree.Cache));

        Assert.Equal(["kvm_is_error_hva"], build.Manifest.Kvm.Where(state => state.IsOwn).Select(state => state.Name));
        Assert.All(build.Manifest.Kvm.Where(state => !state.IsOwn), state => Assert.Equal("the tree has none", state.Reason));
        Assert.Empty(SelfTests.Failed(build.Manifest.SelfTest));
    }

    [KernelTreeFact]
    public void A_tree_without_its_structures_has_the_shims()
    {
        using var tree = new EditedTree("6.12");
        File.Delete(Path.Combine(tree.Root, "arch/s390/include/asm/kvm_host.h"));

        var build = Builds.Of(tree.Root, Builds.Options(tree.Cache));

        Assert.All(build.Manifest.Kvm, state => Assert.Equal("the tree has no struct kvm_s390_apcb0", state.Reason));
        Assert.Empty(SelfTests.Failed(build.Manifest.SelfTest));
        Assert.Contains("assumed in KVM: handle_pqap, kvm_arch_crypto_set_masks, ", string.Concat(build.Manifest.CoreTexts), StringComparison.Ordinal);
    }

    [KernelTreeFact]
    public void Structures_that_do_not_compile_leave_their_places_to_the_shims()
    {
        using var tree = new EditedTree("6.12");
        tree.ChangeFile("arch/s390/include/asm/kvm_host.h", text => text.Replace("struct kvm_s390_crypto {", "struct kvm_s390_crypto { no_such_type a;", StringComparison.Ordinal));

        var build = Builds.Of(tree.Root, Builds.Options(tree.Cache));

        Assert.All(build.Manifest.Kvm, state =>
            Assert.Matches(@"^its structures do not compile: arch/s390/include/asm/kvm_host\.h:\d+: unknown type name 'no_such_type'$", state.Reason));
        Assert.Empty(SelfTests.Failed(build.Manifest.SelfTest));
    }

    [KernelTreeTheory]
    [InlineData(" int a = ;", "expected expression before ';' token")]
    [InlineData(" no_such_function();", "implicit declaration of function 'no_such_function'")]
    [InlineData(" kvm->arch.no_such_member = 1;", "'struct kvm_arch' has no member named 'no_such_member'")]
    public void A_function_that_does_not_compile_leaves_its_place_to_the_fake(string statement, string message)
    {
        using var tree = new EditedTree("6.12");
        var line = tree.Begin("kvm_s390_gisc_register", statement, $"../../../{Interrupt}");

        var build = Builds.Of(tree.Root, Builds.Options(tree.Cache));

        var assumed = Assert.Single(build.Manifest.Kvm, state => !state.IsOwn);
        Assert.Equal("kvm_s390_gisc_register", assumed.Name);
        Assert.StartsWith($"does not compile: {Interrupt}:{line}: {message}", assumed.Reason, StringComparison.Ordinal);
        Assert.Empty(SelfTests.Failed(build.Manifest.SelfTest));
    }

    private static void AllAreTheTreesOwn(string version)
    {
        var build = Builds.Of(KernelTrees.Of(version));

        Assert.All(build.Manifest.Kvm, state => Assert.True(state.IsOwn, $"{state.Name}: {state.Reason}"));
        Assert.True(build.Manifest.Kvm.Length >= 7);
    }
}
