namespace ApSpec.Architecture;

/// <summary>
/// How KVM writes a shadow CRYCB into the block it is for, step by step: guest-2's storage is read into the block, and only then combined with
/// guest-2's own CRYCB. Another vcpu of guest-2 that builds the same shadow can come between two steps.
/// </summary>
/// <remarks>
/// Between the first two steps the block names adapters that guest-2 does not have (A-I9): nothing may run on it yet. The wrapping key masks are
/// combined by exclusive or, so that two builds that both read before they combine leave guest-2's own bytes: the host's are gone. A block is
/// built by one vcpu at a time, and by none while another runs on it. A format below 2 under a host of format 2 is read into a temporary.
/// Source: Linux 6.12.117 arch/s390/kvm/vsie.c (setup_apcb10, setup_apcb11, shadow_crycb); CVE-2026-80921.
/// </remarks>
public struct VsieBuild
{
    /// <summary>Steps of a build.</summary>
    public const int StepsMax = 4;

    private const int KeysEnd = Crycb.KeysOffset + Crycb.KeysSize;
    private readonly VsieInput input;
    private readonly Crycb guest;
    private readonly Crycb shadow;

    /// <summary>A build of the shadow of <paramref name="guestBlock"/>, which has a format that <see cref="VsieShadow.Build"/> accepts.</summary>
    /// <exception cref="ArgumentException">There is no such shadow.</exception>
    public VsieBuild(in VsieInput input, in Crycb guestBlock)
    {
        this.input = input;
        guest = guestBlock;
        Span<byte> bytes = stackalloc byte[Crycb.Size];
        guestBlock.CopyTo(bytes);
        var result = VsieShadow.Build(input, bytes);
        if (result.Designation == 0)
            throw new ArgumentException($"no shadow: {result.Validity}", nameof(input));
        shadow = result.Block;
    }

    /// <summary>How many steps are done: masks read, masks combined, keys read, keys combined.</summary>
    public int Done { get; private set; }

    /// <summary>True when no step is left.</summary>
    public readonly bool IsDone => Done == StepsMax;

    /// <summary>Does the next step on the block, which another build may have written to.</summary>
    public void Step(ref Crycb block)
    {
        var bytes = block.AsSpan();
        switch (Done++)
        {
            case 0:
                ReadMasks(bytes);
                break;
            case 1:
                CombineMasks(bytes);
                break;
            case 2 when input.SharedKeyWrap:
                Copy(guest, bytes, Crycb.KeysOffset, KeysEnd);
                break;
            case 3 when input.SharedKeyWrap:
                CombineKeys(bytes);
                break;
        }
    }

    /// <summary>True when a guest that runs on the block gets no adapter and no domain that guest-2 does not have: A-I9.</summary>
    public static bool IsWithin(in Crycb block, in VsieInput input)
    {
        var masks = block.Masks(CrycbFormat.Format2);
        return (masks & input.HostBlock.Masks(CrycbFormat.Format2)) == masks;
    }

    private readonly bool ReadsIntoTemporary => SieControl.FormatOf(input.GuestDesignation) != CrycbFormat.Format2;

    private readonly void ReadMasks(Span<byte> block)
    {
        if (input.Apie == ApInterpretation.Interpreted && !ReadsIntoTemporary)
            Copy(guest, block, Crycb.Apcb1Offset, Crycb.Size);
    }

    private readonly void CombineMasks(Span<byte> block)
    {
        if (input.Apie != ApInterpretation.Interpreted)
            return;
        if (ReadsIntoTemporary)
        {
            Copy(shadow, block, Crycb.Apcb1Offset, Crycb.Size);
            return;
        }

        Span<byte> host = stackalloc byte[Crycb.Size];
        input.HostBlock.CopyTo(host);
        for (var i = Crycb.Apcb1Offset; i < Crycb.Size; i++)
            block[i] &= host[i];
    }

    private readonly void CombineKeys(Span<byte> block)
    {
        Span<byte> host = stackalloc byte[Crycb.Size];
        input.HostBlock.CopyTo(host);
        for (var i = Crycb.KeysOffset; i < KeysEnd; i++)
            block[i] ^= host[i];
    }

    private static void Copy(in Crycb from, Span<byte> block, int begin, int end)
    {
        Span<byte> bytes = stackalloc byte[Crycb.Size];
        from.CopyTo(bytes);
        bytes[begin..end].CopyTo(block[begin..end]);
    }
}
