namespace ApSpec.RealDriver.Native;

/// <summary><c>enum apx_scope_flag</c> of Shim/abi.h.</summary>
[Flags]
internal enum NativeScopeFlags : uint
{
    None = 0,
    Crycbd = 1,
    Gisa = 2,
    Apxa = 4,
    CoreRef = 8,
    KvmVfioRelease = 16,
    Locks = 32,
    CoreGroupLock = 64,
    Notes = 128,
    Descriptors = 256,
    Aiv = 512,
    TwoVcpus = 1024,
}
