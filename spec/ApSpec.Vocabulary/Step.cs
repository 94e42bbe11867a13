namespace ApSpec.Vocabulary;

/// <summary>
/// One operation as the rules see it: what was asked, what came back, the ledger before and after, and the faults and lock edges
/// in order. Rules never see a driver's inside.
/// </summary>
public readonly ref struct Step
{
    /// <summary>What was asked.</summary>
    public required Operation Operation { get; init; }

    /// <summary>What came back.</summary>
    public required StepResult Result { get; init; }

    /// <summary>The ledger before.</summary>
    public required Observation Before { get; init; }

    /// <summary>The ledger after.</summary>
    public required Observation After { get; init; }

    /// <summary>Lifecycle states before.</summary>
    public required Lifecycles LifecyclesBefore { get; init; }

    /// <summary>Lifecycle states after.</summary>
    public required Lifecycles LifecyclesAfter { get; init; }

    /// <summary>False when the lifecycle machine does not permit what happened.</summary>
    public required bool IsPermitted { get; init; }

    /// <summary>Faults, in order.</summary>
    public required ReadOnlySpan<Fault> Faults { get; init; }

    /// <summary>Locks taken while others were held, in order.</summary>
    public required ReadOnlySpan<LockEdge> Edges { get; init; }

    /// <summary>What happened inside the call, in order: as far as the system shows it.</summary>
    public ReadOnlySpan<Moment> Moments { get; init; }

    /// <summary>What may have changed.</summary>
    public required Touched Touched { get; init; }

    /// <summary>The scope.</summary>
    public Scope Scope => After.Scope;
}
