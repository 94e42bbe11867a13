namespace ApSpec.Vocabulary;

/// <summary>One fault, where it happened, and on what.</summary>
/// <param name="Kind">What happened.</param>
/// <param name="Subject">The object: <c>L</c>, <c>m0</c>, <c>k1</c>, a warning's text.</param>
/// <param name="Function">The kernel's function.</param>
/// <param name="Line">The line in a revision's file, which tells two places of one function apart; 0 for the modelled kernel core, and when the function's text tells it.</param>
public readonly record struct Fault(FaultKind Kind, string Subject, string Function, int Line)
{
    /// <summary>The subject of a hang that ends when the hardware gives another answer, and a trace chose that it gives none.</summary>
    public const string AnotherAnswer = "a wait for another answer of the hardware";

    /// <summary>The place where memory that is used after it was freed, or freed twice, was freed; null when it is not known.</summary>
    public string? Freed { get; init; }

    /// <summary>True when the call waits for hardware that gives no other answer.</summary>
    public bool IsWaitForHardware => Kind == FaultKind.Hang && Subject == AnotherAnswer;

    /// <summary>True when the call cannot go on: it is abandoned and its locks stay held.</summary>
    public bool IsFatal => Kind is FaultKind.Deadlock or FaultKind.UseAfterFree or FaultKind.NullDereference
        or FaultKind.DoubleFree or FaultKind.WildAccess or FaultKind.OutOfBounds or FaultKind.Bug or FaultKind.Hang;

    /// <summary>One line for a report.</summary>
    public override string ToString() => $"{Words(Kind)} {Subject} in {Function}{(Freed is null ? "" : FreedClause(Freed))}";

    /// <summary>The clause that tells where it was freed.</summary>
    public static string FreedClause(string place) => $", freed in {place}";

    private static string Words(FaultKind kind) => kind switch
    {
        FaultKind.UnlockNotHeld => "unlock of a free",
        FaultKind.Deadlock => "deadlock on",
        FaultKind.RefUnderflow => "reference below zero of",
        FaultKind.UseAfterFree => "use after free of",
        FaultKind.NullDereference => "NULL dereference of",
        FaultKind.Warning => "warning:",
        FaultKind.DoubleFree => "double free of",
        FaultKind.WildAccess => "wild access to",
        FaultKind.OutOfBounds => "access out of bounds of",
        FaultKind.Bug => "BUG:",
        FaultKind.ListCorruption => "list corruption:",
        FaultKind.Hang => "hang:",
        _ => throw new InvalidOperationException($"unknown fault {kind}"),
    };
}
