namespace ApSpec.Explore.Graph;

/// <summary>What became of a move.</summary>
public enum MoveEnd : byte
{
    /// <summary>It is not possible in this state.</summary>
    None,

    /// <summary>It was made, and nothing after it is searched.</summary>
    Last,

    /// <summary>It leads to a state.</summary>
    Leads,

    /// <summary>It is what was looked for: the search ends.</summary>
    Found,
}
