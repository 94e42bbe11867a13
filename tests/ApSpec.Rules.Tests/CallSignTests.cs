using ApSpec.Vocabulary;

namespace ApSpec.Rules.Tests;

/// <summary>What tells one call that never returns from another: the place at which it waits for itself, or loops.</summary>
public sealed class CallSignTests
{
    [Theory]
    [InlineData("Deadlock SetKvm:120", FaultKind.Deadlock)]
    [InlineData("Hang SetKvm:120", FaultKind.Hang)]
    [InlineData("Hang SetKvm:120", FaultKind.Warning, FaultKind.Hang)]
    [InlineData(null, FaultKind.Warning)]
    [InlineData(null)]
    public void A_call_that_never_returns_has_the_sign_of_the_fault_that_keeps_it(string? sign, params FaultKind[] faults)
    {
        var step = new StepBuilder(Ledgers.Small, "release m0").Both(Ledgers.Attached).Ends(Outcome.Stuck);
        foreach (var fault in faults)
            step.Faults(fault, "L");
        var evidence = Evidence.None;

        Assert.False(RuleBook.Find("CALL-01")!.Predicate(step.Full(), ref evidence));
        Assert.Equal(sign, evidence.Sign);
    }
}
