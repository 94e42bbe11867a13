namespace ApSpec.Vocabulary;

/// <summary>What became of a guest.</summary>
public enum KvmLife : byte
{
    /// <summary>The VM exists: at least one reference is held.</summary>
    Live,

    /// <summary>Destroyed, while a pointer still names it: its number is not used again.</summary>
    Freed,

    /// <summary>Destroyed, and nothing names it.</summary>
    Absent,
}
