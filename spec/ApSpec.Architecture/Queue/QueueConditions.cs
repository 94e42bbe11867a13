namespace ApSpec.Architecture;

/// <summary>The conditions that stop an instruction before its function; several may hold at once.</summary>
[Flags]
internal enum QueueConditions : byte
{
    None = 0,
    Deconfigured = 1,
    Checkstopped = 2,
    AsyncError = 4,
    Resetting = 8,
    Busy = 16,
    All = 31,
}
