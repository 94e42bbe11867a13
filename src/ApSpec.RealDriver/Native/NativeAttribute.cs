namespace ApSpec.RealDriver.Native;

/// <summary><c>enum apx_attr</c> of Shim/abi.h.</summary>
internal enum NativeAttribute : byte
{
    AssignAdapter,
    UnassignAdapter,
    AssignDomain,
    UnassignDomain,
    AssignControlDomain,
    UnassignControlDomain,
    Matrix,
    GuestMatrix,
    ControlDomains,
    ApConfig,
}
