using ApSpec.Architecture;

namespace ApSpec.Vocabulary;

/// <summary>What an operation's caller sees.</summary>
/// <param name="Outcome">How it ended.</param>
/// <param name="Errno">The call's return value (negated in print).</param>
/// <param name="ResponseCode">For instructions, the response code the guest reads.</param>
/// <param name="IsInstruction">True when the caller is a guest or host that reads a response code.</param>
/// <param name="Reason">For <see cref="Outcome.NotPossible"/>, why, in one clause; for a call that the core ended by itself, how; for an instruction, the
/// program interruption.</param>
public readonly record struct StepResult(
    Outcome Outcome, Errno Errno, ResponseCode ResponseCode, bool IsInstruction, string? Reason)
{
    private static readonly string[] Interruptions = [.. Enumerable.Range(0, byte.MaxValue + 1).Select(code => $"pgm {code:x2}")];

    /// <summary>What a read showed, what an ioctl filled in, or how much of a text a store took when that is not all; null for none of these.</summary>
    public string? Text { get; init; }

    /// <summary>KVM put response code 00 into the guest's GR1 and left the condition code as it was, which said otherwise (feature <c>cc</c>).</summary>
    public bool KeepsConditionCode { get; init; }

    /// <summary>The call returned 0.</summary>
    public static StepResult Ok => default;

    /// <summary>The call returned <paramref name="errno"/>.</summary>
    public static StepResult Of(Errno errno) => new(Outcome.Returned, errno, default, false, null);

    /// <summary>The instruction ended with <paramref name="code"/>.</summary>
    public static StepResult Of(ResponseCode code) => new(Outcome.Returned, Errno.Ok, code, true, null);

    /// <summary>The instruction ended with a program interruption: the guest reads no response code.</summary>
    public static StepResult Of(ProgramException interruption) =>
        new(Outcome.Returned, Errno.Ok, default, true, Interruptions[(byte)interruption]);

    /// <summary>The environment cannot deliver the operation.</summary>
    public static StepResult NotPossible(string reason) => new(Outcome.NotPossible, Errno.Ok, default, false, reason);

    /// <inheritdoc cref="NotPossible(string)"/>
    public static StepResult NotPossible(in RefusalText reason) => NotPossible(reason.ToString());

    /// <summary>The call returned 0 and the core did not call the driver.</summary>
    public static StepResult Unheard { get; } = new(Outcome.Returned, Errno.Ok, default, false, "the driver does not hear of it");

    /// <summary>True when the call returned and the driver was not called.</summary>
    public bool IsUnheard => Outcome == Outcome.Returned && Reason is not null && !IsInstruction;

    /// <summary>True when the call returned and reports failure.</summary>
    public bool IsFailure => Outcome == Outcome.Returned && (Errno != Errno.Ok || (IsInstruction && (ResponseCode != 0 || Reason is not null)));

    /// <summary>True when the call returned and reports success.</summary>
    public bool IsSuccess => Outcome == Outcome.Returned && !IsFailure;

    /// <summary>A text that was read, on one line.</summary>
    public static string Printable(string text) => text.Replace("\n", "\\n", StringComparison.Ordinal);

    /// <summary>Prints <c>0</c>, <c>-EPERM</c>, <c>rc 06</c>, <c>rc 00 cc 3</c>, <c>pgm 06</c>, <c>died</c>, <c>stuck</c>, <c>skipped</c>.</summary>
    public override string ToString() => Outcome switch
    {
        Outcome.Died => "died",
        Outcome.Stuck => "stuck",
        Outcome.NotPossible => "skipped",
        Outcome.Returned when Errno != Errno.Ok => $"-{Errno}",
        Outcome.Returned when IsInstruction && Reason is not null => Reason,
        Outcome.Returned when KeepsConditionCode => $"rc {(byte)ResponseCode:x2} cc 3",
        Outcome.Returned when IsInstruction => $"rc {(byte)ResponseCode:x2}",
        Outcome.Returned => "0",
        _ => throw new InvalidOperationException($"unknown outcome {Outcome}"),
    };
}
