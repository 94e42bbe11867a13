using ApSpec.Vocabulary;

namespace ApSpec.Check.Tests;

public sealed class TriggerTests
{
    [Theory]
    [InlineData("set_kvm m0 null", "set_kvm null")]
    [InlineData("open m0 fail=iommu", "open fail=iommu")]
    [InlineData("host_config -05", "host_config -AA")]
    [InlineData("host_config +0006", "host_config +DDDD")]
    [InlineData("t1: host_config -05", "host_config -AA")]
    [InlineData("t1: remove m0", "remove")]
    public void A_trigger_names_the_operation_whoever_makes_it(string operation, string words) =>
        Assert.Equal(words, Trigger.Of(OperationSyntax.Parse(operation, out _)!.Value, StepResult.Ok).ToString());
}
