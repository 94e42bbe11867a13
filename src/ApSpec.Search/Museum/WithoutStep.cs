using ApSpec.Check;
using ApSpec.Vocabulary;

namespace ApSpec.Search.Museum;

/// <summary>What happens to a violation when one operation of its trace is left out.</summary>
/// <param name="LeftOut">The operation.</param>
public abstract record WithoutStep(Operation LeftOut)
{
    /// <summary>The rule is still violated, by another operation.</summary>
    public sealed record StillViolated(Operation LeftOut, Operation By) : WithoutStep(LeftOut);

    /// <summary>It is the operation that violates the rule.</summary>
    public sealed record IsTheViolation(Operation LeftOut) : WithoutStep(LeftOut);

    /// <summary>A later operation is not possible any more.</summary>
    public sealed record NotPossible(Operation LeftOut, Operation Skipped, string? Reason) : WithoutStep(LeftOut);

    /// <summary>The rule holds; the ledger after the last step.</summary>
    public sealed record Holds(Operation LeftOut, LedgerCells Left) : WithoutStep(LeftOut);
}
