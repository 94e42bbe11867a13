namespace ApSpec.Vocabulary;

/// <summary>How an operation ended.</summary>
public enum Outcome : byte
{
    /// <summary>The call returned.</summary>
    Returned,

    /// <summary>The call ended in a fatal fault; the locks it held stay held.</summary>
    Died,

    /// <summary>The call waits for a lock that is never released, or loops for ever.</summary>
    Stuck,

    /// <summary>The environment cannot deliver this operation here; nothing happened.</summary>
    NotPossible,
}
