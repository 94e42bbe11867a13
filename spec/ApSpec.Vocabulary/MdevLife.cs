namespace ApSpec.Vocabulary;

/// <summary>What became of an mdev's memory.</summary>
public enum MdevLife : byte
{
    /// <summary>There is no such mdev.</summary>
    Absent,

    /// <summary>Created; it is on the driver's list.</summary>
    Live,

    /// <summary>Freed, while a pointer still names it: its number is not used again.</summary>
    Freed,

    /// <summary>The device is gone, its memory was never freed.</summary>
    Orphaned,
}
