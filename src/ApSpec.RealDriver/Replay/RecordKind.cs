namespace ApSpec.RealDriver.Replay;

/// <summary>What a record is; <c>enum apx_record_kind</c> of Shim/replay/replay.h.</summary>
internal enum RecordKind
{
    /// <summary>A call begins.</summary>
    Call,

    /// <summary>The host's adapters and domains are told; the driver hears nothing.</summary>
    Perms,

    /// <summary>A blocked call goes on, because its wait is over.</summary>
    GoesOn,

    /// <summary>A blocked call goes on, because the time is over that it waits at most.</summary>
    Passed,

    /// <summary>A blocked call ends, because nothing will end its wait.</summary>
    GivenUp,
}
