namespace ApSpec.RealDriver.Lines;

/// <summary>How a patch touches a place.</summary>
public enum ChangedKind
{
    /// <summary>The line, or the statement that it is part of, is new or other than before.</summary>
    Line,

    /// <summary>A statement beside lines that were taken away.</summary>
    Deletion,

    /// <summary>A use of a macro that is new or other than before.</summary>
    Macro,
}
