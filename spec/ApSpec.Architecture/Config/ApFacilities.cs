namespace ApSpec.Architecture;

/// <summary>The facility bits (STFLE) that AP instructions ask for, as the issuer of an instruction has them.</summary>
/// <remarks>
/// A guest has 12 and 15 only when the host has them and its CPU model asks; 65 needs adapter-interruption
/// virtualisation too. The base instructions have no facility bit: <see cref="Installed"/> stands for them.
/// Source: Linux 6.12.117 arch/s390/kvm/kvm-s390.c, arch/s390/tools/gen_facilities.c.
/// </remarks>
[Flags]
public enum ApFacilities : byte
{
    /// <summary>No AP instructions: each is an operation exception.</summary>
    None = 0,

    /// <summary>The AP instructions are there; found by executing TAPQ.</summary>
    Installed = 1,

    /// <summary>STFLE 12: PQAP(QCI).</summary>
    Qci = 2,

    /// <summary>STFLE 15, APFT: the T bit of TAPQ.</summary>
    Apft = 4,

    /// <summary>STFLE 65: PQAP(AQIC).</summary>
    Aqic = 8,

    /// <summary>STFLE 76, MSAX3: CRYCB formats 1 and 2, key wrapping.</summary>
    Msax3 = 16,

    /// <summary>All of them.</summary>
    All = 31,
}
