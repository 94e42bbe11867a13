namespace ApSpec.Architecture;

/// <summary>
/// An association that failed after AAPQ was accepted. Sticky: it ends with a reset only (AP invariant A-I37).
/// </summary>
/// <remarks>Source: Linux commit 7847a19b5b62, drivers/s390/crypto/vfio_ap_ops.c (apq_status_check).</remarks>
public enum AsyncError : byte
{
    /// <summary>No error.</summary>
    None = 0,

    /// <summary>The secret is not unique.</summary>
    SecretNotUnique = 0x35,

    /// <summary>The association failed.</summary>
    AssociationFailed = 0x36,
}
