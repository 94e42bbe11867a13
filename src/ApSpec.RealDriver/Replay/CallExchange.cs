using ApSpec.RealDriver.Native;

namespace ApSpec.RealDriver.Replay;

/// <summary>A request of a running call: an AP instruction with its answer, or a sleep.</summary>
/// <param name="Status">Instruction or sleep.</param>
/// <param name="Request">The request.</param>
/// <param name="Answer">The answer; nothing for a sleep.</param>
internal sealed record CallExchange(NativeStatus Status, NativeRequest Request, NativeAnswer Answer);
