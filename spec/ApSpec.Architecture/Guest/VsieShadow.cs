namespace ApSpec.Architecture;

/// <summary>
/// How KVM shadows the CRYCB of guest-3: what guest-2 asks for, and no more than guest-2 has (AP invariant A-I9).
/// </summary>
/// <remarks>
/// <code>
///   guest-2 \ host   2                              1             0
///   2                AND of APCB1                   0022          0022
///   1                APCB0 to APCB1, 64+16+16 bits  AND of APCB0  0022
///   0                APCB0 to APCB1, 64+16+16 bits  AND of APCB0  AND of APCB0
///   reserved         0022                           0022          0022
/// </code>
/// Rows 1 and 0 under hosts 1 and 0 fill APCB0 but designate format 2. No AIV: guest-3 has no GISA.
/// Source: Linux 6.12.117 arch/s390/kvm/vsie.c (shadow_crycb, copy_apcb).
/// </remarks>
public static class VsieShadow
{
    private const uint PageMask = 0xFFFF_F000;

    /// <summary>Builds the shadow. A pure function.</summary>
    /// <param name="input">Both levels.</param>
    /// <param name="guestBlock">
    /// What guest-2's storage holds at the address, as far as it can be read: up to 256 bytes. Shorter than what is
    /// needed means unreadable.
    /// </param>
    public static VsieResult Build(in VsieInput input, ReadOnlySpan<byte> guestBlock)
    {
        var format = SieControl.FormatOf(input.GuestDesignation);
        var address = SieControl.AddressOf(input.GuestDesignation);
        var apie = input.Apie == ApInterpretation.Interpreted;
        if (!apie && (!input.Msax3 || format == CrycbFormat.Format0))
            return VsieResult.Nothing;
        if (address == 0)
            return VsieResult.Invalid(VsieValidity.NoAddress);
        if (format == CrycbFormat.Format1 && CrossesPage(address, 128))
            return VsieResult.Invalid(VsieValidity.PageCrossing);

        var shadow = default(Crycb);
        if (apie)
        {
            var validity = CopyMasks(in input, format, address, guestBlock, ref shadow);
            if (validity != VsieValidity.None)
                return VsieResult.Invalid(validity);
        }

        if (input.SharedKeyWrap && !TryCopyKeys(in input, guestBlock, ref shadow))
            return VsieResult.Invalid(VsieValidity.Unreadable);

        return new VsieResult(
            VsieValidity.None,
            SieControl.CrycbDesignation(input.ShadowAddress, CrycbFormat.Format2),
            input.Apie,
            shadow);
    }

    private static VsieValidity CopyMasks(
        in VsieInput input,
        CrycbFormat format,
        uint address,
        ReadOnlySpan<byte> guestBlock,
        ref Crycb shadow)
    {
        var length = format == CrycbFormat.Format2 ? Crycb.Size : Crycb.Apcb0Size;
        var looksForCrossing = format is CrycbFormat.Format2 or CrycbFormat.Format0;
        if (looksForCrossing && CrossesPage(address, (uint)length))
            return VsieValidity.PageCrossing;

        // Encodings 0, 1 and 3 are ordered: a guest's format may not be above its host's.
        if (format == CrycbFormat.Reserved || format > input.HostFormat)
            return VsieValidity.Format;
        if (guestBlock.Length < length)
            return VsieValidity.Unreadable;

        if (input.HostFormat != CrycbFormat.Format2)
        {
            And(shadow.AsSpan(), guestBlock, in input, 0, Crycb.Apcb0Size);
        }
        else if (format == CrycbFormat.Format2)
        {
            And(shadow.AsSpan(), guestBlock, in input, Crycb.Apcb1Offset, Crycb.Size - Crycb.Apcb1Offset);
        }
        else
        {
            Span<byte> whole = stackalloc byte[Crycb.Size];
            whole.Clear();
            guestBlock[..Crycb.Apcb0Size].CopyTo(whole);
            var asked = Crycb.FromBytes(whole).Masks(format);
            shadow.SetMasks(CrycbFormat.Format2, asked & input.HostBlock.Masks(CrycbFormat.Format2));
        }

        return VsieValidity.None;
    }

    private static bool TryCopyKeys(in VsieInput input, ReadOnlySpan<byte> guestBlock, ref Crycb shadow)
    {
        const int end = Crycb.KeysOffset + Crycb.KeysSize;
        if (guestBlock.Length < end)
            return false;
        Span<byte> host = stackalloc byte[Crycb.Size];
        input.HostBlock.CopyTo(host);
        var bytes = shadow.AsSpan();
        for (var i = Crycb.KeysOffset; i < end; i++)
            bytes[i] = (byte)(guestBlock[i] ^ host[i]);
        return true;
    }

    private static void And(Span<byte> shadow, ReadOnlySpan<byte> guest, in VsieInput input, int offset, int length)
    {
        Span<byte> host = stackalloc byte[Crycb.Size];
        input.HostBlock.CopyTo(host);
        for (var i = offset; i < offset + length; i++)
            shadow[i] = (byte)(guest[i] & host[i]);
    }

    // The byte after the block counts: a block that ends with its page crosses.
    private static bool CrossesPage(uint address, uint length) =>
        (address & PageMask) != ((address + length) & PageMask);
}
