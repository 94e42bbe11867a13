using System.Buffers.Binary;

namespace ApSpec.Architecture;

/// <summary>The QCI information block: what is configured, 128 bytes, 8-byte aligned.</summary>
/// <param name="Flags">Facilities, at 0x00.</param>
/// <param name="Na">Highest APID, at 0x04; used only with APXA and when not 0.</param>
/// <param name="Nd">Highest APQI, at 0x05; used only with APXA and when not 0.</param>
/// <param name="Masks">APM at 0x10, AQM at 0x30, ADM at 0x50, 32 bytes each.</param>
/// <remarks>
/// <code>
///   00 flags | 04 na | 05 nd | 06 reserved | 10 APM | 30 AQM | 50 ADM | 70 reserved | 80
/// </code>
/// Source: Linux 6.12.117 arch/s390/include/asm/ap.h (struct ap_config_info).
/// </remarks>
public readonly record struct ConfigInfo(ConfigFlags Flags, byte Na, byte Nd, ApMasks Masks)
{
    /// <summary>The size of the block.</summary>
    public const int Size = 128;

    private const int ApmOffset = 0x10;
    private const int AqmOffset = 0x30;
    private const int AdmOffset = 0x50;

    /// <summary>Whether ids are extended.</summary>
    public bool Apxa => Flags.HasFlag(ConfigFlags.Apxa);

    /// <summary>The highest APID an instruction may name: 63 without APXA, else <see cref="Na"/>, else 255.</summary>
    /// <remarks>vfio_ap's limit is na even when it is 0; see <see cref="DriverMaxApid"/>.</remarks>
    public byte MaxApid => !Apxa ? (byte)63 : Na != 0 ? Na : byte.MaxValue;

    /// <summary>The highest APQI an instruction may name: 15 without APXA, else <see cref="Nd"/>, else 255.</summary>
    public byte MaxApqi => !Apxa ? (byte)15 : Nd != 0 ? Nd : byte.MaxValue;

    /// <summary>
    /// vfio_ap's apm_max: na with APXA, else 63 (drivers/s390/crypto/vfio_ap_ops.c, vfio_ap_matrix_init).
    /// </summary>
    public byte DriverMaxApid => Apxa ? Na : (byte)63;

    /// <summary>vfio_ap's aqm_max and adm_max: nd with APXA, else 15.</summary>
    public byte DriverMaxApqi => Apxa ? Nd : (byte)15;

    /// <summary>Reads a block of 128 bytes. Reserved fields are dropped.</summary>
    public static ConfigInfo FromBytes(ReadOnlySpan<byte> block) => new(
        (ConfigFlags)BinaryPrimitives.ReadUInt32BigEndian(block),
        block[4],
        block[5],
        new ApMasks(
            ApMask.FromBytes(block[ApmOffset..]),
            ApMask.FromBytes(block[AqmOffset..]),
            ApMask.FromBytes(block[AdmOffset..])));

    /// <summary>Writes a block of 128 bytes. Reserved fields are zero.</summary>
    public void CopyTo(Span<byte> block)
    {
        block[..Size].Clear();
        BinaryPrimitives.WriteUInt32BigEndian(block, (uint)Flags);
        block[4] = Na;
        block[5] = Nd;
        Masks.Apm.CopyTo(block[ApmOffset..]);
        Masks.Aqm.CopyTo(block[AqmOffset..]);
        Masks.Adm.CopyTo(block[AdmOffset..]);
    }

    /// <summary>What a guest's QCI shows: the same facilities and limits, its own masks.</summary>
    public ConfigInfo SeenWith(in ApMasks masks) => this with { Masks = masks };

    /// <summary>/sys/bus/ap/features: the names of the flags in kernel order, <c>-</c> without any.</summary>
    public string FeaturesText()
    {
        var names = new List<string>();
        foreach (var (flag, name) in FeatureNames)
        {
            if (Flags.HasFlag(flag))
                names.Add(name);
        }

        return names.Count == 0 ? "-" : string.Join(' ', names);
    }

    private static readonly (ConfigFlags Flag, string Name)[] FeatureNames =
    [
        (ConfigFlags.Apsc, "APSC"),
        (ConfigFlags.Apxa, "APXA"),
        (ConfigFlags.Qact, "QACT"),
        (ConfigFlags.Rc8a, "RC8A"),
        (ConfigFlags.Apsb, "APSB"),
    ];
}
