namespace ApSpec.Vocabulary;

/// <summary>A place in an operation's line of text.</summary>
public enum Operand : byte
{
    /// <summary>An mdev: <c>m0</c>.</summary>
    Mdev,

    /// <summary>A guest: <c>k0</c>.</summary>
    Kvm,

    /// <summary>A guest or <c>null</c>.</summary>
    KvmOrNull,

    /// <summary>A guest or <c>host</c>.</summary>
    KvmOrHost,

    /// <summary>An adapter id, two hex digits: <c>05</c>.</summary>
    Apid,

    /// <summary>A domain id, four hex digits: <c>0006</c>.</summary>
    Apqi,

    /// <summary>A queue: <c>05.0006</c>.</summary>
    Apqn,

    /// <summary><c>+05</c>: an adapter gained.</summary>
    PlusApid,

    /// <summary><c>-05</c>: an adapter lost.</summary>
    MinusApid,

    /// <summary><c>+0006</c>: a domain gained.</summary>
    PlusApqi,

    /// <summary><c>-0006</c>: a domain lost.</summary>
    MinusApqi,

    /// <summary><c>isc=3</c>: the guest's interruption subclass, 0 to 7.</summary>
    Isc,

    /// <summary><c>vcpu=1</c>: the guest's second vcpu makes the call; may be left out.</summary>
    Vcpu,

    /// <summary><c>nib=0x12000</c>: guest address of the notification-indicator byte.</summary>
    Nib,

    /// <summary><c>iova=0x12000</c>: first guest address of a range.</summary>
    Iova,

    /// <summary><c>page=0x12000</c>: guest address of a page in play.</summary>
    Page,

    /// <summary><c>pages=1</c>: length of a range in 4 KiB pages, 1 to 15.</summary>
    Pages,

    /// <summary><c>psmid=1</c>: the message's id, 1 to 7.</summary>
    Psmid,

    /// <summary><c>20ms</c>: a time, a multiple of 20 ms.</summary>
    Time,

    /// <summary><c>10s</c>: the time after which a removal that waits asks again.</summary>
    LongTime,

    /// <summary><c>zapq=02</c>: an AP function and the response code it will answer.</summary>
    Answer,

    /// <summary><c>for 60ms</c> or <c>always</c>.</summary>
    ForTime,

    /// <summary><c>zapq takes 60ms</c>: an AP function (zapq or aqic) and how long it takes.</summary>
    Takes,

    /// <summary><c>fail=alloc</c> or, in the open_device era, <c>fail=register</c>; may be left out.</summary>
    FailCreate,

    /// <summary><c>fail=alloc</c> or, in the open_device era, <c>fail=sysfs</c>; may be left out.</summary>
    FailBind,

    /// <summary><c>fail=module</c>, <c>fail=group</c> or <c>fail=iommu</c>, may be left out.</summary>
    FailOpen,

    /// <summary><c>fail=argsz</c>, may be left out.</summary>
    FailArgsz,

    /// <summary><c>fail=alloc</c> where only drivers with hot plug allocate, may be left out.</summary>
    FailAllocHotPlug,

    /// <summary><c>apm=05,06</c> or <c>apm=none</c>: at most two adapters.</summary>
    Adapters,

    /// <summary><c>aqm=0006,0007</c> or <c>aqm=none</c>: at most two usage domains.</summary>
    Domains,

    /// <summary><c>adm=0006</c> or <c>adm=none</c>: at most two control domains.</summary>
    Controls,

    /// <summary><c>req|cfg</c> and <c>on|off|bad</c>: an eventfd, and what becomes of it.</summary>
    Eventfd,

    /// <summary><c>vfio_ap|host|none</c>: the driver that a queue is for.</summary>
    Override,

    /// <summary><c>as="0x5\n"</c>: how the id of a store is written; may be left out.</summary>
    Written,

    /// <summary><c>as=short</c>: how the masks of ap_config are written; may be left out.</summary>
    Masks,

    /// <summary><c>readonly</c>: pages are mapped for reading alone; may be left out.</summary>
    Access,

    /// <summary><c>matrix|guest_matrix|control_domains|ap_config</c>: the attribute that is read.</summary>
    File,

    /// <summary><c>info|set_short</c> and others: the ioctl.</summary>
    Request,
}
