namespace ApSpec.RealDriver.Worker;

/// <summary>A recorded step; the trace has its operation.</summary>
/// <param name="Outcome">How it ended.</param>
/// <param name="Errno">The call's return value.</param>
/// <param name="ResponseCode">For instructions, the response code.</param>
/// <param name="IsInstruction">The caller reads a response code.</param>
/// <param name="References">The driver's references by guest.</param>
/// <param name="Hook">The hooks by guest.</param>
/// <param name="Masks">The masks by guest.</param>
/// <param name="Locks">The locks a call left held.</param>
/// <param name="Faults">Faults.</param>
/// <param name="Changes">Other observable fields that changed.</param>
/// <param name="Violations">Rules it is the first to violate.</param>
/// <param name="IsCutOff">True when there is no verdict from here on.</param>
/// <param name="Reason">Why it was not possible, or the program interruption.</param>
/// <param name="KeepsConditionCode">A PQAP(AQIC) with response code 00 left an earlier condition code.</param>
public sealed record StepData(
    string Outcome, string Errno, byte ResponseCode, bool IsInstruction,
    string References, string Hook, string Masks, string Locks,
    IReadOnlyList<string> Faults, IReadOnlyList<string> Changes, IReadOnlyList<ViolationData> Violations, bool IsCutOff,
    string? Reason = null, bool KeepsConditionCode = false);
