namespace ApSpec.Architecture;

/// <summary>The validity intercept that guest-2 gets instead of running guest-3, with its code.</summary>
/// <remarks>Source: Linux 6.12.117 arch/s390/kvm/vsie.c (shadow_crycb).</remarks>
public enum VsieValidity : ushort
{
    /// <summary>None: guest-3 can run.</summary>
    None = 0x0000,

    /// <summary>The CRYCB format does not go with the host's, or is no format.</summary>
    Format = 0x0022,

    /// <summary>The CRYCB, or its keys, cannot be read.</summary>
    Unreadable = 0x0035,

    /// <summary>The address is 0.</summary>
    NoAddress = 0x0039,

    /// <summary>The CRYCB crosses a page.</summary>
    PageCrossing = 0x003C,
}
