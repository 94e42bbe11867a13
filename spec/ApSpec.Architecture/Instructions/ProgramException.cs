namespace ApSpec.Architecture;

/// <summary>The program interruption that ends an AP instruction, with its interruption code.</summary>
/// <remarks>
/// Source: kvm-unit-tests 20231117151939.971079-3; Linux 6.12.117 arch/s390/kvm/priv.c (handle_pqap).
/// </remarks>
public enum ProgramException : byte
{
    /// <summary>The instruction ended without one.</summary>
    None = 0x00,

    /// <summary>No AP instructions are installed.</summary>
    Operation = 0x01,

    /// <summary>Problem state.</summary>
    PrivilegedOperation = 0x02,

    /// <summary>The QCI block cannot be stored. The only storage access that is modelled.</summary>
    Addressing = 0x05,

    /// <summary>
    /// A reserved bit, an unknown function, a missing facility, an id or a buffer above the maximum, a bad operand.
    /// </summary>
    Specification = 0x06,
}
