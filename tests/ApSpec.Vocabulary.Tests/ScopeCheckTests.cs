using ApSpec.Vocabulary;

namespace ApSpec.Vocabulary.Tests;

public sealed class ScopeCheckTests
{
    [Theory]
    [MemberData(nameof(Scopes.All), MemberType = typeof(Scopes))]
    public void No_operation_of_an_alphabet_is_refused_by_its_scope(string text)
    {
        var scope = Scopes.Of(text);

        Assert.All(Alphabet.Of(scope), op => Assert.Null(scope.Refusal(op)));
    }

    [Theory]
    [InlineData("mdevs=1", "create m1", "m1 is not in the scope: mdevs=1")]
    [InlineData("kvms=2", "set_kvm m0 k2", "k2 is not in the scope: kvms=2")]
    [InlineData("features=messages", "nqap k1 05.0006 psmid=1", "k1 is not in the scope: kvms=1")]
    [InlineData("features=masks,irq", "reset m0", "'reset' needs features=reset, the scope has features=masks,irq")]
    [InlineData("features=none", "assign_adapter m0 05", "'assign_adapter' needs features=masks, the scope has features=none")]
    [InlineData("features=hw,eventfds", "t1: host_config -05", "'t1:' needs features=steps, the scope has features=hw,eventfds")]
    [InlineData("features=hw", "scan", "'scan' needs features=hw,steps, the scope has features=hw")]
    [InlineData("features=none", "open m0 fail=group", "'fail=' needs features=failures, the scope has features=none")]
    [InlineData("", "notify m0 null", "'notify' needs profile=hostile")]
    [InlineData("features=masks", "assign_adapter m0 07", "adapter 07 is not in the scope: adapters=05")]
    [InlineData("features=masks", "assign_domain m0 0007", "domain 0007 is not in the scope: domains=0006")]
    [InlineData("features=irq", "aqic_disable k0 07.0006", "adapter 07 is not in the scope: adapters=05")]
    [InlineData("features=irq", "aqic_disable k0 05.0007", "domain 0007 is not in the scope: domains=0006")]
    [InlineData("features=binding", "apmask +07", "adapter 07 is not in the scope: adapters=05")]
    [InlineData("features=binding", "aqmask -0007", "domain 0007 is not in the scope: domains=0006")]
    [InlineData("features=hw format=1", "host_config -40", "adapter 40 is not in the scope: adapters=05")]
    [InlineData("features=irq", "aqic_enable k0 05.0006 isc=4 nib=0x0", "isc 4 is not in the scope: iscs=3")]
    public void A_refusal_says_what_the_scope_lacks(string scope, string line, string refusal)
    {
        var op = OperationSyntax.Parse(line, out _)!.Value;

        Assert.Equal(refusal, Scopes.Of(scope).Refusal(op));
    }

    [Theory]
    [InlineData("format=1 features=masks", "assign_adapter m0 40")]
    [InlineData("format=1 features=masks", "assign_domain m0 0010")]
    [InlineData("features=messages", "nqap host 05.0006 psmid=1")]
    [InlineData("features=irq", "aqic_enable k0 05.0006 isc=3 nib=0x99000")]
    [InlineData("", "set_kvm m0 null")]
    [InlineData("profile=hostile", "notify m0 k0")]
    public void Sysfs_ids_beyond_the_machine_and_pages_without_memory_may_be_named(string scope, string line)
    {
        Assert.Null(Scopes.Of(scope).Refusal(OperationSyntax.Parse(line, out _)!.Value));
    }

    [Theory]
    [InlineData("deconfigure")]
    [InlineData("configure")]
    [InlineData("checkstop")]
    [InlineData("recover")]
    public void Hardware_does_nothing_to_an_adapter_that_is_not_in_play(string verb)
    {
        var op = OperationSyntax.Parse($"{verb} 40", out _)!.Value;

        Assert.Equal("adapter 40 is not in the scope: adapters=05", Scopes.Of("format=1 features=hw").Refusal(op));
    }
}
