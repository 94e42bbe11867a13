namespace ApSpec.Architecture;

/// <summary>The fields of the SIE control block that AP virtualisation uses: where they are and their bits.</summary>
/// <remarks>Source: Linux 6.12.117 arch/s390/include/asm/kvm_host.h (struct kvm_s390_sie_block).</remarks>
public static class SieControl
{
    /// <summary>ECA, 4 bytes.</summary>
    public const int EcaOffset = 0x4C;

    /// <summary>ECA.28, APIE: AP instructions are interpreted.</summary>
    public const uint Apie = 0x0000_0008;

    /// <summary>ECA.10, AIV: adapter interrupts are virtualised, a GISA is in use.</summary>
    public const uint Aiv = 0x0020_0000;

    /// <summary>ECB3, 1 byte.</summary>
    public const int Ecb3Offset = 0x63;

    /// <summary>ECB3: AES key wrapping.</summary>
    public const byte AesKeyWrap = 0x04;

    /// <summary>ECB3: DEA key wrapping.</summary>
    public const byte DeaKeyWrap = 0x08;

    /// <summary>GD, GISA designation, 4 bytes.</summary>
    public const int GisaDesignationOffset = 0x70;

    /// <summary>GD bit 31: the GISA is format 1.</summary>
    public const uint GisaFormat1 = 0x0000_0001;

    /// <summary>CRYCBD, 4 bytes.</summary>
    public const int CrycbDesignationOffset = 0xFC;

    /// <summary>The format in a CRYCBD.</summary>
    public static CrycbFormat FormatOf(uint crycbd) => (CrycbFormat)(crycbd & 3);

    /// <summary>The 31-bit address in a CRYCBD, a multiple of 8.</summary>
    public static uint AddressOf(uint crycbd) => crycbd & 0x7FFF_FFF8;

    /// <summary>A CRYCBD.</summary>
    public static uint CrycbDesignation(uint address, CrycbFormat format) => (address & 0x7FFF_FFF8) | (uint)format;
}
