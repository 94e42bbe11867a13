namespace ApSpec.Search.Review;

/// <summary>What a change does to a cause.</summary>
public enum ChangeKind : byte
{
    /// <summary>It goes wrong after the change, and did not before.</summary>
    New,

    /// <summary>It went wrong before the change, and does not any more.</summary>
    Mended,

    /// <summary>It goes wrong on both sides, but with another length of trace, for another actor, or only in part.</summary>
    Changed,

    /// <summary>It goes wrong on both sides alike.</summary>
    Same,
}
