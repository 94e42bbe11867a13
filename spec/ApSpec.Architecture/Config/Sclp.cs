namespace ApSpec.Architecture;

/// <summary>The SCLP commands that configure and deconfigure an adapter, and their responses.</summary>
/// <remarks>Source: Linux 6.12.117 drivers/s390/char/sclp_ap.c, arch/s390/include/asm/sclp.h.</remarks>
public static class Sclp
{
    /// <summary>The facility bit (bit 31 of 64) for reconfiguring adapters; without it EOPNOTSUPP.</summary>
    public const ulong ReconfigureFacility = 0x0000_0001_0000_0000;

    private const uint ConfigureAp = 0x001F_0001;
    private const uint DeconfigureAp = 0x001E_0001;

    /// <summary>The command word that configures an adapter: 0x001F0001, the APID in bits 16-23.</summary>
    public static uint Configure(Apid apid) => ConfigureAp | (uint)(apid.Value << 8);

    /// <summary>The command word that deconfigures an adapter: 0x001E0001, the APID in bits 16-23.</summary>
    public static uint Deconfigure(Apid apid) => DeconfigureAp | (uint)(apid.Value << 8);

    /// <summary>Whether the adapter is as requested; every other response is EIO.</summary>
    public static bool IsSuccess(ushort response) => response is 0x0020 or 0x0120 or 0x0440 or 0x0450;

    /// <summary>Reads a command word back.</summary>
    /// <returns>False when it is neither of the two commands.</returns>
    public static bool TryRead(uint command, out Apid apid, out bool configures)
    {
        apid = new Apid((byte)(command >> 8));
        configures = (command & 0xFFFF_00FF) == ConfigureAp;
        return configures || (command & 0xFFFF_00FF) == DeconfigureAp;
    }
}
