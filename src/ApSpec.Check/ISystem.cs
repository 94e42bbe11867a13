using ApSpec.Vocabulary;

namespace ApSpec.Check;

/// <summary>What a trace runs on: a modelled revision, or a real driver.</summary>
public interface ISystem
{
    /// <summary>The revision's name.</summary>
    string Revision { get; }

    /// <summary>The bounds.</summary>
    Scope Scope { get; }

    /// <summary>The layout of the observation.</summary>
    ObservationLayout Layout { get; }

    /// <summary>For each word of the observation, the entities with bits in it.</summary>
    IReadOnlyList<IReadOnlyList<(EntityKind Kind, int Id)>> Owners { get; }

    /// <summary>Does one operation.</summary>
    StepResult Apply(in Operation operation);

    /// <summary>The ledger as it is now.</summary>
    Observation Observe();

    /// <summary>Faults of the last operation, in order.</summary>
    ReadOnlySpan<Fault> Faults { get; }

    /// <summary>Lock edges of the last operation, in order.</summary>
    ReadOnlySpan<LockEdge> Edges { get; }

    /// <summary>Moments inside the calls of the last operation, in order, as far as the system can see them.</summary>
    ReadOnlySpan<Moment> Moments => default;

    /// <summary>Why there is no verdict from the last operation on, such as a counter past its cap; null when there is one.</summary>
    Cutoff? CapHit { get; }

    /// <summary>Words of which those that changed in the last operation are a part, in no order.</summary>
    ReadOnlySpan<int> ChangedWords { get; }

    /// <summary>Words of a snapshot.</summary>
    int StateWords { get; }

    /// <summary>Back to the initial state.</summary>
    void Reset();

    /// <summary>Takes a snapshot.</summary>
    void Save(Span<ulong> state);

    /// <summary>Restores a snapshot.</summary>
    void Restore(ReadOnlySpan<ulong> state);
}
