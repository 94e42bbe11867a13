namespace ApSpec.Architecture;

/// <summary>Whether the hardware can use the GISA an AQIC designates.</summary>
public enum GisaCheck : byte
{
    /// <summary>None is designated, or a good one.</summary>
    Valid,

    /// <summary>AQIC answers 08.</summary>
    Invalid,
}
