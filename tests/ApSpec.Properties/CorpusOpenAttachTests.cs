using System.Text;
using ApSpec.Check;
using ApSpec.Drivers;
using ApSpec.Vocabulary;

namespace ApSpec.Properties;

/// <summary>
/// The reference traces T2 to T5 on v5.19, which learns of its guest when it is opened: the guest is named before, and the open answers
/// (section 1.11 of the fact sheet, the cases of R4b).
/// </summary>
public sealed class CorpusOpenAttachTests
{
    private const string TwoMdevs = "scope mdevs=2 kvms=1 adapters=05 domains=0006 features=masks,irq\n"
                                    + "create m0\ncreate m1\nset_kvm m0 k0\nopen m0\nset_kvm m1 k0\nopen m1\n";

    [Fact]
    public void T2_an_open_without_a_guest_is_refused_and_a_guest_named_later_is_not_attached()
    {
        var system = Run("scope mdevs=1 kvms=1 adapters=05 domains=0006 features=masks\ncreate m0\nopen m0\n", out var open);
        Assert.Equal(Errno.EINVAL, open.Errno);

        system = Run("scope mdevs=1 kvms=1 adapters=05 domains=0006 features=masks\ncreate m0\nopen m0\nset_kvm m0 k0\n", out _);
        Assert.Equal(0, system.Observe().DriverRefsOf(new KvmId(0)));
        Assert.Null(system.Observe().HookOf(new KvmId(0)));
    }

    [Fact]
    public void T3_the_second_open_is_refused_and_its_hook_stays()
    {
        var system = Run(TwoMdevs, out var open);

        Assert.Equal(Errno.EPERM, open.Errno);
        Assert.Equal(new MdevId(1), system.Observe().HookOf(new KvmId(0)));
        Assert.Equal(1, system.Observe().DriverRefsOf(new KvmId(0)));
        Assert.Equal(new KvmId(0), system.Observe().KvmOf(new MdevId(0)));
        Assert.Null(system.Observe().KvmOf(new MdevId(1)));
    }

    [Fact]
    public void T4_the_refused_mdev_is_used_after_it_is_freed()
    {
        var system = Run($"{TwoMdevs}remove m1\naqic_enable k0 05.0006 isc=3 nib=0x12000\n", out var aqic);

        Assert.Equal(Outcome.Died, aqic.Outcome);
        Assert.Contains(system.Faults.ToArray(), fault => fault.Kind == FaultKind.UseAfterFree);
    }

    [Fact]
    public void T5_a_second_guest_is_only_named_and_the_close_gives_all_back()
    {
        const string trace = "scope mdevs=1 kvms=2 adapters=05 domains=0006 features=masks\n"
                             + "create m0\nassign_adapter m0 05\nassign_domain m0 0006\nset_kvm m0 k0\nopen m0\nset_kvm m0 k1\n";
        var named = Run(trace, out _).Observe();
        Assert.Equal(new KvmId(0), named.KvmOf(new MdevId(0)));
        Assert.Equal(0, named.DriverRefsOf(new KvmId(1)));

        var closed = Run($"{trace}release m0\n", out _).Observe();
        Assert.Equal(0, closed.DriverRefsOf(new KvmId(0)));
        Assert.Null(closed.HookOf(new KvmId(0)));
        Assert.True(closed.MasksAreZero(new KvmId(0)));
    }

    private static ModelSystem Run(string text, out StepResult last)
    {
        var file = TraceFile.Parse("case", Encoding.UTF8.GetBytes(text), out var error) ?? throw new InvalidOperationException($"{error}");
        var system = new ModelSystem(Catalog.Find("v5.19")!, file.Trace.Scope);
        last = default;
        foreach (var operation in file.Trace.Operations)
            last = system.Apply(operation);
        return system;
    }
}
