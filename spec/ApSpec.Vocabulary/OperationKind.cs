namespace ApSpec.Vocabulary;

/// <summary>
/// Everything that user space, a guest, the host administrator or the hardware can do in a trace. The words and operands of
/// each are in <see cref="OperationSyntax"/>.
/// </summary>
public enum OperationKind : byte
{
    /// <summary>Create an mdev (sysfs <c>create</c>).</summary>
    Create,

    /// <summary>Remove an mdev (sysfs <c>remove</c>).</summary>
    Remove,

    /// <summary>VFIO_GROUP_GET_DEVICE_FD: one more descriptor of the mdev.</summary>
    Open,

    /// <summary>Close one descriptor of the mdev.</summary>
    Release,

    /// <summary>KVM_DEV_VFIO_GROUP_ADD of the mdev's group to a guest, or KVM_DEV_VFIO_GROUP_DEL (null).</summary>
    SetKvm,

    /// <summary>A bare VFIO_GROUP_NOTIFY_SET_KVM, which no core sends on its own (profile hostile).</summary>
    Notify,

    /// <summary>sysfs <c>assign_adapter</c>.</summary>
    AssignAdapter,

    /// <summary>sysfs <c>unassign_adapter</c>.</summary>
    UnassignAdapter,

    /// <summary>sysfs <c>assign_domain</c>.</summary>
    AssignDomain,

    /// <summary>sysfs <c>unassign_domain</c>.</summary>
    UnassignDomain,

    /// <summary>sysfs <c>assign_control_domain</c>.</summary>
    AssignControlDomain,

    /// <summary>sysfs <c>unassign_control_domain</c>.</summary>
    UnassignControlDomain,

    /// <summary>ioctl VFIO_DEVICE_RESET.</summary>
    Reset,

    /// <summary>ioctl VFIO_DEVICE_GET_INFO.</summary>
    GetInfo,

    /// <summary>The guest's PQAP(AQIC) with IR = 1, intercepted.</summary>
    AqicEnable,

    /// <summary>The guest's PQAP(AQIC) with IR = 0, intercepted.</summary>
    AqicDisable,

    /// <summary>User space unmaps guest pages from the container (VFIO_IOMMU_UNMAP_DMA).</summary>
    DmaUnmap,

    /// <summary>NQAP by a guest or by the host's own driver.</summary>
    Nqap,

    /// <summary>DQAP by a guest or by the host's own driver.</summary>
    Dqap,

    /// <summary>The guest's own PQAP(ZAPQ), interpreted by the hardware.</summary>
    GuestZapq,

    /// <summary>The guest's own PQAP(RAPQ), interpreted by the hardware.</summary>
    GuestRapq,

    /// <summary>The guest's PQAP(TAPQ), interpreted by the hardware.</summary>
    GuestTapq,

    /// <summary>The adapter turns one queued request into a reply.</summary>
    Process,

    /// <summary>sysfs driver <c>unbind</c> of a queue.</summary>
    Unbind,

    /// <summary>sysfs driver <c>bind</c> of a queue, to the driver that its driver_override names, else apmask and aqmask choose.</summary>
    Bind,

    /// <summary>Reserve an adapter for the host's drivers (apmask <c>+n</c>).</summary>
    ApmaskAdd,

    /// <summary>Free an adapter for vfio_ap (apmask <c>-n</c>).</summary>
    ApmaskDel,

    /// <summary>Reserve a domain for the host's drivers (aqmask <c>+n</c>).</summary>
    AqmaskAdd,

    /// <summary>Free a domain for vfio_ap (aqmask <c>-n</c>).</summary>
    AqmaskDel,

    /// <summary>SCLP deconfigures an adapter.</summary>
    Deconfigure,

    /// <summary>SCLP configures an adapter.</summary>
    Configure,

    /// <summary>An adapter checkstops.</summary>
    Checkstop,

    /// <summary>A checkstopped adapter recovers.</summary>
    Recover,

    /// <summary>The SE takes an adapter out of the host configuration; the AP bus drops its queues.</summary>
    HostAdapterDel,

    /// <summary>The SE puts an adapter into the host configuration; the AP bus probes its queues.</summary>
    HostAdapterAdd,

    /// <summary>The SE takes a domain out of the host configuration; the AP bus drops its queues.</summary>
    HostDomainDel,

    /// <summary>The SE puts a domain into the host configuration; the AP bus probes its queues.</summary>
    HostDomainAdd,

    /// <summary>Set the coming answer of one AP function of a queue.</summary>
    HwAnswer,

    /// <summary>Set how long a queue's resets or interrupt changes take.</summary>
    HwDuration,

    /// <summary>Time passes while no call is under way.</summary>
    Advance,

    /// <summary>Close the VM's descriptor.</summary>
    CloseVm,

    /// <summary>Close the vcpu's descriptor.</summary>
    CloseVcpu,

    /// <summary>Close the kvm-vfio device's descriptor.</summary>
    CloseKvmVfio,

    /// <summary>Create the VM anew, with its vcpus and one kvm-vfio device.</summary>
    CreateVm,

    /// <summary>KVM_PV_ENABLE: switch the guest to protected mode.</summary>
    PvEnable,

    /// <summary>sysfs <c>ap_config</c>: adapters, usage domains and control domains in one write.</summary>
    ApConfig,

    /// <summary>ioctl VFIO_DEVICE_SET_IRQS: give the driver an eventfd, or take it back.</summary>
    SetIrq,

    /// <summary>
    /// sysfs <c>remove</c> of an mdev that is open: the core calls the driver's request, and the removal goes on when the last
    /// descriptor is closed.
    /// </summary>
    Request,

    /// <summary>The SE takes a control domain out of the host configuration.</summary>
    HostControlDel,

    /// <summary>The SE puts a control domain into the host configuration.</summary>
    HostControlAdd,

    /// <summary>10 s pass while no call is under way: a removal that waits for the last close then asks user space again.</summary>
    AdvanceLong,

    /// <summary>A guest in protected mode shares a page of its memory with the host (UV call Set Shared Access).</summary>
    Share,

    /// <summary>A guest in protected mode stops sharing a page with the host (UV call Remove Shared Access).</summary>
    Unshare,

    /// <summary>sysfs <c>driver_override</c> of a queue: the one driver that may have it, or none. It binds and unbinds nothing.</summary>
    Override,

    /// <summary>Open the mdev's group, <c>/dev/vfio/N</c>.</summary>
    OpenGroup,

    /// <summary>Close the descriptor of the mdev's group.</summary>
    CloseGroup,

    /// <summary>Open a container for the mdev, <c>/dev/vfio/vfio</c>.</summary>
    OpenContainer,

    /// <summary>Close the descriptor of the mdev's container.</summary>
    CloseContainer,

    /// <summary>ioctl VFIO_GROUP_SET_CONTAINER: the group joins the container.</summary>
    SetContainer,

    /// <summary>ioctl VFIO_GROUP_UNSET_CONTAINER: the group leaves its container.</summary>
    UnsetContainer,

    /// <summary>ioctl VFIO_SET_IOMMU: the container becomes one of type 1.</summary>
    SetIommu,

    /// <summary>ioctl VFIO_IOMMU_MAP_DMA of guest memory into the container.</summary>
    Map,

    /// <summary>ioctl VFIO_IOMMU_UNMAP_DMA. Unlike <see cref="DmaUnmap"/>, it leaves the range unmapped.</summary>
    Unmap,

    /// <summary>Read a sysfs attribute of an mdev.</summary>
    Show,

    /// <summary>Read the sysfs attribute <c>status</c> of a queue.</summary>
    Status,

    /// <summary>An ioctl of an mdev's descriptor that <see cref="Reset"/>, <see cref="GetInfo"/> and <see cref="SetIrq"/> do not make.</summary>
    Ioctl,

    /// <summary>An AP bus scan that waits between two steps runs on, to the next place where it waits or to its end.</summary>
    Scan,
}
