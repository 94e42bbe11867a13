using System.Collections.Immutable;
using ApSpec.Check;
using ApSpec.Explore.Graph;
using ApSpec.Vocabulary;

namespace ApSpec.Explore;

/// <summary>
/// Runs two systems in lock step, breadth first, until an operation differs in its result, in a field of the ledger, or in its faults. No
/// shorter trace of the alphabet shows a difference.
/// </summary>
/// <param name="a">One system.</param>
/// <param name="b">The other.</param>
/// <param name="fields">The fields of their state vectors, or of the first's.</param>
/// <param name="alphabet">The operations that are tried.</param>
/// <param name="nameOf">The part of a fault that is compared; null for its kind and subject.</param>
/// <param name="fieldsOfB">The fields of the second's state vector; null when they are the first's.</param>
public sealed class DivergenceSearch(
    ISystem a, ISystem b, IReadOnlyList<FieldInfo> fields, ImmutableArray<Operation> alphabet, Func<Fault, string>? nameOf = null,
    IReadOnlyList<FieldInfo>? fieldsOfB = null)
{
    /// <summary>States of the pair that were seen.</summary>
    public int States { get; private set; }

    /// <summary>True when every state of the pair was seen: without a divergence the two behave alike in this scope.</summary>
    public bool IsComplete { get; private set; }

    /// <summary>Searches; null when no difference was found within the limits.</summary>
    public Divergence? Run(SearchLimits limits)
    {
        var walker = new DivergenceWalker(a, b, new LedgerComparison(fields, fieldsOfB ?? fields), alphabet, nameOf);
        var search = new GraphSearch<bool>([walker], (_, _, _) => { });
        search.Run(limits);
        States = search.States;
        IsComplete = search.IsComplete;
        return search.Found is { } moves ? walker.Show(moves) : null;
    }
}
