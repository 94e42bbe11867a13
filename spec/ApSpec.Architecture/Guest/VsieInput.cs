namespace ApSpec.Architecture;

/// <summary>What KVM looks at to build the CRYCB that guest-3 runs with.</summary>
/// <param name="GuestDesignation">The CRYCBD in guest-2's SIE control block.</param>
/// <param name="HostFormat">The format of guest-2's own CRYCB, in the host.</param>
/// <param name="HostBlock">Guest-2's own CRYCB, in the host.</param>
/// <param name="Apie">Interpreted only when both the host and guest-2 ask for it.</param>
/// <param name="Msax3">Whether guest-2 has STFLE 76.</param>
/// <param name="SharedKeyWrap">Whether both levels enable some AES, DEA or ECC key wrapping.</param>
/// <param name="ShadowAddress">Where the shadow CRYCB is: 31 bits, a multiple of 8.</param>
public readonly record struct VsieInput(
    uint GuestDesignation,
    CrycbFormat HostFormat,
    Crycb HostBlock,
    ApInterpretation Apie,
    bool Msax3,
    bool SharedKeyWrap,
    uint ShadowAddress);
