namespace ApSpec.Architecture;

/// <summary>The format of a GISA.</summary>
public enum GisaFormat : byte
{
    /// <summary>Format 0: no modes.</summary>
    Format0 = 0,

    /// <summary>Format 1: adapter-interruption suppression modes.</summary>
    Format1 = 1,
}
