namespace ApSpec.Search.Review;

/// <summary>What a change does to a cause.</summary>
public enum ChangeKind : byte
{
    /// <summary>It goes wrong after the change, and did not before.</summary>
    New,

    /// <summary>It went wrong before the change, and does not any more.</summary>
    Mended,

    /// <summary>It goes wrong on both sides, by a trace of another length, for somebody else, or in part only.</summary>
    Changed,

    /// <summary>It goes wrong on both sides alike.</summary>
    Same,
}
