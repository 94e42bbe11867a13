using ApSpec.Vocabulary;

namespace ApSpec.RealDriver.Tests.Run;

/// <summary>The tree's own functions of KVM around its driver: what they do is seen, and so is what is wrong with them.</summary>
[Trait("Kind", "Long")]
public sealed class KvmFunctionTests
{
    private const string Interrupt = "arch/s390/kvm/interrupt.c";
    private const string Main = "arch/s390/kvm/kvm-s390.c";
    private const string Intercept = "arch/s390/kvm/priv.c";

    private const string Life = """
        scope mdevs=1 kvms=1 adapters=05 domains=0006 features=masks,control,irq,locks,vmfds iscs=3 pages=0x12
        create m0
        assign_adapter m0 05
        assign_domain m0 0006
        assign_control_domain m0 0006
        set_kvm m0 k0
        open m0
        aqic_enable k0 05.0006 isc=3 nib=0x12000
        advance 20ms
        aqic_disable k0 05.0006
        advance 20ms
        release m0
        set_kvm m0 null
        close_vcpu k0
        close_kvm_vfio k0
        close_vm k0
        """;

    [KernelTreeTheory]
    [InlineData("6.1")]
    [InlineData("6.12")]
    public void A_whole_life_of_a_guest_violates_nothing(string version)
    {
        using var driver = LoadedDriver.Of(version);

        Assert.All(driver.Run(LoadedDriver.Trace(Life)), step => Assert.True(step.Result.IsSuccess && step.Violated.IsEmpty && step.Faults.IsEmpty, step.ToString()));
    }

    [KernelTreeFact]
    public void Masks_that_are_cleared_but_for_the_control_domains_are_seen()
    {
        var steps = RunEdited("6.12", tree => tree.Change(text => Body(text, "kvm_arch_crypto_clear_masks", body => body
            .Replace("sizeof(kvm->arch.crypto.crycb->apcb0)", "2 * sizeof(kvm->arch.crypto.crycb->apcb0.apm)", StringComparison.Ordinal)
            .Replace("sizeof(kvm->arch.crypto.crycb->apcb1)", "2 * sizeof(kvm->arch.crypto.crycb->apcb1.apm)", StringComparison.Ordinal)), $"../../../{Main}"));

        Assert.Contains(steps, step => step.Operation.Kind == OperationKind.Release && step.Violated.Any(rule => rule.StartsWith("MASK-", StringComparison.Ordinal)));
    }

    [KernelTreeTheory]
    [InlineData("6.1", false)]
    [InlineData("6.12", true)]
    public void Registrations_that_are_not_counted_down_are_seen_and_warned_of_where_the_tree_warns(string version, bool warns)
    {
        var steps = RunEdited(version, tree => tree.Begin("kvm_s390_gisc_unregister", "return 0;", $"../../../{Interrupt}"));

        Assert.Contains(steps, step => step.Violated.Contains("IRQ-01"));
        var faults = steps[^1].Faults;
        Assert.Equal(OperationKind.CloseVm, steps[^1].Operation.Kind);
        Assert.Equal(warns ? ["kvm_s390_gisa_destroy"] : [], faults.Where(fault => fault.Kind == FaultKind.Warning).Select(fault => fault.Function.Split(' ')[0]));
    }

    [KernelTreeFact]
    public void A_lock_that_the_intercept_keeps_is_seen()
    {
        var steps = RunEdited("6.12", tree => tree.Change(text => Body(text, "handle_pqap", body => body
            .Replace("up_read(&vcpu->kvm->arch.crypto.pqap_hook_rwsem);", ";", StringComparison.Ordinal)), $"../../../{Intercept}"));

        Assert.Contains(steps, step => step.Operation.Kind == OperationKind.AqicEnable && step.Violated.Any(rule => rule.StartsWith("LOCK-", StringComparison.Ordinal)));
    }

    [KernelTreeFact]
    public void A_program_interruption_is_what_the_guest_gets()
    {
        var steps = RunEdited("6.12", tree => tree.Begin("handle_pqap", "if (1) return kvm_s390_inject_program_int(vcpu, PGM_SPECIFICATION);", $"../../../{Intercept}"));

        Assert.Equal("pgm 06", steps.Single(step => step.Operation.Kind == OperationKind.AqicEnable).Result.ToString());
    }

    [KernelTreeFact]
    public void A_condition_code_that_is_not_set_hides_the_response_code_from_the_guest()
    {
        const string Unattached = "scope mdevs=1 kvms=1 adapters=05 domains=0006 features=masks,irq pages=0x12\naqic_enable k0 05.0006 isc=3 nib=0x12000\n";
        using var driver = LoadedDriver.Of("6.12");
        using var tree = new EditedTree("6.12");
        tree.Change(text => Body(text, "handle_pqap", body => body.Replace("kvm_s390_set_psw_cc(vcpu, 3);", ";", StringComparison.Ordinal)), $"../../../{Intercept}");
        using var edited = tree.Load();

        Assert.Equal("rc 01", Assert.Single(driver.Run(LoadedDriver.Trace(Unattached))).Result.ToString());
        Assert.Equal("rc 00", Assert.Single(edited.Run(LoadedDriver.Trace(Unattached))).Result.ToString());
    }

    private static IReadOnlyList<JudgedStep> RunEdited(string version, Action<EditedTree> edit)
    {
        using var tree = new EditedTree(version);
        edit(tree);
        using var driver = tree.Load();
        return driver.Run(LoadedDriver.Trace(Life));
    }

    private static string Body(string text, string function, Func<string, string> edit)
    {
        var start = System.Text.RegularExpressions.Regex.Match(text, $@"^\S.*\b{function}\(", System.Text.RegularExpressions.RegexOptions.Multiline).Index;
        var end = text.IndexOf("\n}\n", start, StringComparison.Ordinal);
        return text[..start] + edit(text[start..end]) + text[end..];
    }
}
