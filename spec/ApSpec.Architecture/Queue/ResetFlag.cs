namespace ApSpec.Architecture;

/// <summary>The F bit of RAPQ and ZAPQ, GR0 bit 41. vfio_ap always uses <see cref="KeepBinding"/>.</summary>
public enum ResetFlag : byte
{
    /// <summary>F=0.</summary>
    KeepBinding,

    /// <summary>F=1: a Secure Execution queue is also unbound.</summary>
    Unbind,
}
