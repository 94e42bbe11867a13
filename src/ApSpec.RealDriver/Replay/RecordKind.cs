namespace ApSpec.RealDriver.Replay;

/// <summary>Kinds of records: <c>enum apx_record_kind</c> of Shim/replay/replay.h.</summary>
internal enum RecordKind
{
    /// <summary>A call begins.</summary>
    Call,

    /// <summary>The host's adapters and domains are set; the driver is not called.</summary>
    Perms,

    /// <summary>A blocked call continues: its condition is met.</summary>
    GoesOn,

    /// <summary>A blocked call continues: its timeout expired.</summary>
    Passed,

    /// <summary>A blocked call is abandoned: its condition can never be met.</summary>
    GivenUp,

    /// <summary>A worker begins the oldest work item that is queued.</summary>
    Work,
}
