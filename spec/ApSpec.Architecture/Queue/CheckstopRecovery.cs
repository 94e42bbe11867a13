namespace ApSpec.Architecture;

/// <summary>What recovery from a checkstop leaves in the queues of the adapter. UNCONFIRMED: not public.</summary>
public enum CheckstopRecovery : byte
{
    /// <summary>All as it was; running changes go on. The choice that hides no leak.</summary>
    KeepsContent,

    /// <summary>As if deconfigured and configured again.</summary>
    ResetsQueues,
}
