namespace ApSpec.Architecture;

/// <summary>
/// What an AP instruction asks a queue. Values 0-8 are the PQAP function codes (GR0 bits 32-39); NQAP and DQAP are
/// instructions of their own and get values that no function code has here.
/// </summary>
/// <remarks>
/// Source: Linux 6.12.117 arch/s390/include/asm/ap.h; code 6 only in kvm-unit-tests 20231117151939.971079-3.
/// </remarks>
public enum ApFunction : byte
{
    /// <summary>Test AP queue: status and hardware information.</summary>
    Tapq = 0,

    /// <summary>Reset AP queue.</summary>
    Rapq = 1,

    /// <summary>Zeroize AP queue.</summary>
    Zapq = 2,

    /// <summary>AP queue interruption control.</summary>
    Aqic = 3,

    /// <summary>Query configuration information. Has no queue and no status word.</summary>
    Qci = 4,

    /// <summary>Query AP compatible type.</summary>
    Qact = 5,

    /// <summary>Query best AP. UNCONFIRMED: its semantics are not public and no kernel uses it.</summary>
    Qbap = 6,

    /// <summary>Bind AP queue to the Secure Execution guest that issues it.</summary>
    Bapq = 7,

    /// <summary>Associate AP queue with a secret.</summary>
    Aapq = 8,

    /// <summary>Enqueue a request. An instruction, not a function code.</summary>
    Nqap = 0xAD,

    /// <summary>Dequeue a reply. An instruction, not a function code.</summary>
    Dqap = 0xAE,
}
