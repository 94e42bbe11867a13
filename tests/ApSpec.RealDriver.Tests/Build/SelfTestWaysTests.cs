using System.Text.RegularExpressions;

namespace ApSpec.RealDriver.Tests.Build;

/// <summary>Two ways to one configuration that end otherwise are a finding of the self-test.</summary>
public sealed class SelfTestWaysTests
{
    [KernelTreeFact]
    [Trait("Kind", "Long")]
    public void An_order_of_calls_that_gives_another_guest_is_told() => Assert.StartsWith(
        "every order of assignments, set_kvm and open gives one guest: crycb.aqm of the guest after assign_adapter 05, ",
        FirstFailure("assign_domain_store", "vfio_ap_mdev_update_guest_apcb("), StringComparison.Ordinal);

    [KernelTreeFact]
    [Trait("Kind", "Long")]
    public void What_does_not_come_back_is_told() => Assert.Equal(
        "what is taken back leaves no trace: shadow.apm after unbind 05.0006, bind 05.0006 is 0, expected 1",
        FirstFailure("vfio_ap_mdev_probe_queue", "vfio_ap_mdev_link_queue("));

    // The first call in a function, left out.
    private static string FirstFailure(string function, string call)
    {
        using var tree = new EditedTree("6.12");
        tree.Change(text =>
        {
            var body = Regex.Match(text, $@"^(?!\s).*\b{function}\([^;{{]*\)\s*\{{", RegexOptions.Multiline);
            var at = text.IndexOf(call, body.Index, StringComparison.Ordinal);
            return string.Concat(text.AsSpan(0, at), "(void)(", text.AsSpan(at + call.Length));
        });
        return string.Join("; ", SelfTests.Failed(Builds.Of(tree.Root).Manifest.SelfTest).Select(check => $"{check.Name}: {check.Failure}"));
    }
}
