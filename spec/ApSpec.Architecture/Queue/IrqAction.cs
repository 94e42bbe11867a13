namespace ApSpec.Architecture;

/// <summary>IR, AQIC GR1 bit 16.</summary>
public enum IrqAction : byte
{
    /// <summary>IR=0.</summary>
    Disable,

    /// <summary>IR=1.</summary>
    Enable,
}
