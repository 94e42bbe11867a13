namespace ApSpec.RealDriver.Lines;

/// <summary>How a patch touches a place.</summary>
public enum ChangedKind
{
    /// <summary>The line, or its statement, is new or changed.</summary>
    Line,

    /// <summary>A statement next to deleted lines.</summary>
    Deletion,

    /// <summary>A use of a new or changed macro.</summary>
    Macro,
}
