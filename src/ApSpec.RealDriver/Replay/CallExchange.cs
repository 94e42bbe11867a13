using ApSpec.RealDriver.Native;

namespace ApSpec.RealDriver.Replay;

/// <summary>What a call asked for on its way: an AP instruction with its answer, or a sleep.</summary>
/// <param name="Status">Instruction or sleep.</param>
/// <param name="Request">What it asked for.</param>
/// <param name="Answer">The answer; nothing for a sleep.</param>
internal sealed record CallExchange(NativeStatus Status, NativeRequest Request, NativeAnswer Answer);
