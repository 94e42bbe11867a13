namespace ApSpec.RealDriver.Native;

/// <summary><c>enum apx_op</c> of Shim/abi.h.</summary>
internal enum NativeOp : uint
{
    ModuleInit = 1,
    ModuleExit,
    Create,
    Remove,
    Request,
    Open,
    Close,
    GroupAdd,
    GroupDel,
    Store,
    StoreConfig,
    Show,
    QueueStatus,
    Reset,
    GetInfo,
    SetIrq,
    Unmap,
    Aqic,
    ProbeQueue,
    RemoveQueue,
    InUse,
    ConfigChanged,
    ScanComplete,
    CloseVm,
    CloseVcpu,
    CloseKvmVfio,
    CreateVm,
    PvEnable,
}
