namespace ApSpec.RealDriver.Worker;

/// <summary>What a call returned.</summary>
/// <param name="Outcome">How it ended.</param>
/// <param name="Errno">Its return value.</param>
/// <param name="ResponseCode">For instructions, the response code.</param>
/// <param name="IsInstruction">The caller reads a response code.</param>
/// <param name="Reason">The program interruption.</param>
/// <param name="KeepsConditionCode">A PQAP(AQIC) left an earlier condition code.</param>
public sealed record ResultData(string Outcome, string Errno, byte ResponseCode, bool IsInstruction, string? Reason = null, bool KeepsConditionCode = false);
