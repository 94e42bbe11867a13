namespace ApSpec.Architecture;

/// <summary>How an AP instruction ended, with its condition code or exception.</summary>
public readonly record struct ApOutcome
{
    private ApOutcome(ApOutcomeKind kind, ConditionCode conditionCode, ProgramException exception) =>
        (Kind, ConditionCode, Exception) = (kind, conditionCode, exception);

    /// <summary>How it ended.</summary>
    public ApOutcomeKind Kind { get; }

    /// <summary>Set only when <see cref="Kind"/> is completed.</summary>
    public ConditionCode ConditionCode { get; }

    /// <summary>None unless <see cref="Kind"/> is exception.</summary>
    public ProgramException Exception { get; }

    /// <summary>The hypervisor decides.</summary>
    public static ApOutcome Intercepted => new(ApOutcomeKind.Intercepted, default, default);

    /// <summary>It ran.</summary>
    public static ApOutcome Completed(ConditionCode conditionCode) =>
        new(ApOutcomeKind.Completed, conditionCode, default);

    /// <summary>A program interruption.</summary>
    public static ApOutcome Raised(ProgramException exception) => new(ApOutcomeKind.Exception, default, exception);
}
