/* SPDX-License-Identifier: GPL-2.0-or-later OR MIT */
/*
 * The one interface between ApSpec and the library that holds the compiled driver and the shim.
 *
 * A call runs as a task, on a stack of its own. It comes back to the caller of apx_step() when it is over, when it needs an
 * answer (an AP instruction is done by ApSpec's hardware, a sleep lets ApSpec's time pass), or when it has to wait for what
 * another call does. ApSpec answers and steps on; it is never called from here. Other calls can be made while one waits.
 *
 * Ids are places in the scope: adapter 0 is the first of apx_scope.apid. Masks are words of 64 bits, place n is bit n % 64 of
 * word n / 64 (bit 0 is the lowest bit). Pointers to objects are 0 for NULL, 1 + id, or APX_STRANGE.
 *
 * Everything that a call can change lies in one block of memory (apx_save, apx_restore).
 */
#ifndef APX_ABI_H
#define APX_ABI_H

#define APX_ABI 6

typedef unsigned char apx_u8;
typedef unsigned short apx_u16;
typedef unsigned int apx_u32;
typedef unsigned long long apx_u64;

enum {
	APX_MDEVS = 8,
	APX_KVMS = 8,
	APX_IDS = 256,		/* adapters in play; domains in play */
	APX_WORDS = APX_IDS / 64,	/* of a mask */
	APX_QUEUES = APX_IDS * APX_IDS,	/* adapter's place times domains in play plus domain's place */
	APX_NO_QUEUE = -1,	/* as a place: not in play */
	APX_PAGES = 16,
	APX_ISCS = 8,
	APX_TASKS = 18,		/* calls and workers at a time */
	APX_THREAD = 12,	/* the first task of calls that run at once, if apx_points() says so */
	APX_WORKER = 16,	/* the first task that runs work items instead of a call */
	APX_EVENTS = 256,
	APX_STRANGE = 0xff,	/* a pointer that names nothing we know */
};

/* The world's size, fixed from apx_boot() to the next apx_boot(). */
struct apx_scope {
	apx_u32 size;		/* sizeof(struct apx_scope) */
	apx_u32 mdevs, kvms, adapters, domains, pages, iscs;
	apx_u32 instances;	/* mdevs the parent offers */
	apx_u32 format;		/* of the guests' CRYCB: 0, 1, 2 */
	apx_u32 flags;		/* enum apx_scope_flag */
	apx_u8 apid[APX_IDS];
	apx_u8 apqi[APX_IDS];
	apx_u8 isc[APX_ISCS];
	apx_u32 page[APX_PAGES];	/* guest page frames; any other frame is not backed by guest memory */
};

enum apx_scope_flag {
	APX_CRYCBD = 1,		/* guests have a crypto control block */
	APX_GISA = 2,		/* guests have a GISA */
	APX_APXA = 4,		/* APIDs above 63 and APQIs above 15 exist */
	APX_CORE_REF = 8,	/* the VFIO core holds a reference on the guest while a descriptor is open */
	APX_KVM_VFIO_RELEASE = 16,	/* kvm-vfio gives its groups back when its descriptor is closed, else when the VM dies */
	APX_LOCKS = 32,		/* report lock edges */
	APX_CORE_GROUP_LOCK = 64,	/* the VFIO core holds its group lock around open and close of the device */
	APX_NOTES = 128,	/* report APX_EV_ALLOCATED */
	APX_DESCRIPTORS = 256,	/* own VFIO: the descriptors of groups and containers are user space's, which closes them when it likes */
	APX_AIV = 512,		/* guests have adapter-interruption virtualisation */
	APX_TWO_VCPUS = 1024,	/* guests have two vcpus */
};

/* What the compiled tree has, as the probes found it. */
enum apx_feature {
	APX_HAS_SHADOW = 1,		/* shadow_apcb */
	APX_HAS_ADD_MASKS = 2,		/* apm_add, aqm_add, adm_add */
	APX_HAS_QTABLE = 4,
	APX_HAS_REQUEST = 8,		/* vfio_device_ops.request */
	APX_HAS_REQ_IRQ = 16,		/* SET_IRQS, req_trigger */
	APX_HAS_CFG_IRQ = 32,		/* cfg_chg_trigger */
	APX_HAS_AP_CONFIG = 64,		/* sysfs attribute ap_config */
	APX_HAS_IN_USE = 128,		/* ap_driver.in_use */
	APX_HAS_CFG_CHANGED = 256,	/* ap_driver.on_config_changed */
	APX_HAS_SCAN_COMPLETE = 512,	/* ap_driver.on_scan_complete */
	APX_HAS_DMA_UNMAP = 1024,	/* vfio_device_ops.dma_unmap */
	APX_HAS_GUEST_MATRIX = 2048,	/* sysfs attribute guest_matrix */
	APX_HAS_HOOK_RWSEM = 4096,
	APX_HAS_TWO_LOCKS = 8192,	/* guests_lock and mdevs_lock */
	APX_HAS_RESET_WORK = 16384,	/* resets are awaited by a work item */
	APX_HAS_GROUP_NOTIFIER = 32768,	/* the driver hears of its guest by a notifier of the group */
	APX_HAS_IOMMU_NOTIFIER = 65536,	/* the driver hears of unmaps by a notifier of the container */
	APX_HAS_OWN_VFIO = 262144,	/* VFIO, mdev and kvm-vfio are the tree's own */
	APX_HAS_OWN_BUS = 524288,	/* the AP bus is the tree's own */
	APX_HAS_OPEN_COUNT = 131072,	/* VFIO counts descriptors: the driver hears of the first and of the last */
};

enum apx_op {
	APX_MODULE_INIT = 1,
	APX_MODULE_EXIT,
	APX_CREATE,		/* mdev */
	APX_REMOVE,		/* mdev; of one that is open it waits, with the tree's VFIO */
	APX_REQUEST,		/* mdev, id = count: assumed VFIO only: ops.request; with 0 the removal begins while a descriptor is open, the last close goes on */
	APX_OPEN,		/* mdev: one more descriptor; arg = enum apx_open_failure */
	APX_CLOSE,		/* mdev: one descriptor */
	APX_GROUP_ADD,		/* mdev, kvm */
	APX_GROUP_DEL,		/* mdev */
	APX_STORE,		/* mdev, arg = enum apx_attr, id = number written (an id, not a place); 1 + n: of the text n bytes are taken, which is not all */
	APX_STORE_CONFIG,	/* mdev, arg = enum apx_config: ap_config; apm, aqm, adm by place */
	APX_SHOW,		/* mdev, arg = enum apx_attr: the text is in apx_text() */
	APX_QUEUE_STATUS,	/* queue: sysfs status; the text is in apx_text() */
	APX_RESET,		/* mdev: ioctl VFIO_DEVICE_RESET */
	APX_GET_INFO,		/* mdev, arg = 1: argsz too small */
	APX_SET_IRQ,		/* mdev, arg = enum apx_irq, id = enum apx_irq_fd */
	APX_UNMAP,		/* mdev, address, id = pages; mapped again at once */
	APX_AQIC,		/* kvm, queue or (apid, apqi), arg = IR, isc, address = NIB */
	APX_PROBE_QUEUE,	/* queue */
	APX_REMOVE_QUEUE,	/* queue */
	APX_IN_USE,		/* assumed bus: apm, aqm by place: becoming the host's; ap_driver.in_use under the bus's mutex */
	APX_CFG_CHANGED,	/* assumed bus: apm, aqm, adm by place: the new host configuration; the old one is remembered here */
	APX_SCAN_COMPLETE,	/* assumed bus: same configuration as the last APX_CFG_CHANGED, against the one before it */
	APX_CLOSE_VM,		/* kvm */
	APX_CLOSE_VCPU,		/* kvm */
	APX_CLOSE_KVM_VFIO,	/* kvm */
	APX_CREATE_VM,		/* kvm */
	APX_PV_ENABLE,		/* kvm */
	APX_SHARE,		/* kvm, address = a page in play, arg = 1: the guest shares it with the host no more */
	APX_OVERRIDE,		/* queue, arg = enum apx_queue_driver: what its driver_override names */
	APX_NOTIFY,		/* mdev, kvm: a bare call of the group's notifier chain; arg = 1: with NULL */
	APX_BIND_HOST,		/* own bus: queue */
	APX_BUS_MASK,		/* own bus: arg = 1: apmask, else aqmask; isc = 1: '+', else '-'; id = the number written (an id, not a place) */
	APX_SCAN,		/* own bus: apm, aqm, adm by place: the new host configuration; arg = 1: it waits before each step after the drivers heard of it */
	APX_GROUP_OPEN,		/* own VFIO, as all that follow: mdev; -EBADF: no such descriptor, the kernel hears of nothing */
	APX_GROUP_CLOSE,	/* mdev */
	APX_CONTAINER_OPEN,	/* mdev */
	APX_CONTAINER_CLOSE,	/* mdev */
	APX_CONTAINER_SET,	/* mdev: ioctl VFIO_GROUP_SET_CONTAINER */
	APX_CONTAINER_UNSET,	/* mdev: ioctl VFIO_GROUP_UNSET_CONTAINER */
	APX_IOMMU_SET,		/* mdev: ioctl VFIO_SET_IOMMU */
	APX_DMA_MAP,		/* mdev, address, id = pages, arg = 1: for reading alone: ioctl VFIO_IOMMU_MAP_DMA */
	APX_DMA_UNMAP,		/* mdev, address, id = pages: ioctl VFIO_IOMMU_UNMAP_DMA; unlike APX_UNMAP, nothing is mapped again */
	APX_STORE_TEXT,		/* mdev, arg = enum apx_attr, id = bytes: apm holds the text, the first byte the highest of its first word */
	APX_IOCTL,		/* mdev, arg = enum apx_ioctl: what it filled in is in apx_text() */
	APX_CRASH = 0x7f,	/* no call of the kernel: writes to NULL in the library, to try that this is caught */
};

enum apx_attr {
	APX_ASSIGN_ADAPTER = 0,
	APX_UNASSIGN_ADAPTER,
	APX_ASSIGN_DOMAIN,
	APX_UNASSIGN_DOMAIN,
	APX_ASSIGN_CONTROL_DOMAIN,
	APX_UNASSIGN_CONTROL_DOMAIN,
	APX_MATRIX,
	APX_GUEST_MATRIX,
	APX_CONTROL_DOMAINS,
	APX_AP_CONFIG,
};

/* How the masks of ap_config are written. */
enum apx_config {
	APX_CONFIG_PLAIN = 0,
	APX_CONFIG_BARE,	/* without a line's end */
	APX_CONFIG_DIGITS,	/* without 0x */
	APX_CONFIG_UPPER,	/* digits in upper case */
	APX_CONFIG_SHORT,	/* without the zeros at each mask's end */
	APX_CONFIG_TWO,		/* two masks */
	APX_CONFIG_LETTER,	/* with a letter that is no digit */
	APX_CONFIG_EMPTY,
	APX_CONFIG_BEYOND,	/* a control domain more, the highest that a mask can name */
};

/* ioctls of an mdev's descriptor with fields at, below and above what is allowed. */
enum apx_ioctl {
	APX_INFO = 0,
	APX_INFO_SHORT,		/* argsz one byte short */
	APX_INFO_LONG,		/* argsz more than the kernel knows */
	APX_INFO_UNREAD,	/* the argument cannot be read */
	APX_INFO_UNWRITTEN,	/* it cannot be written */
	APX_IRQ_INFO,
	APX_IRQ_INFO_SHORT,
	APX_IRQ_INFO_BEYOND,	/* the highest index */
	APX_IRQ_INFO_UNREAD,
	APX_IRQ_INFO_UNWRITTEN,
	APX_SET_SHORT,		/* argsz one byte short of the header */
	APX_SET_BARE,		/* argsz has no room for the descriptor */
	APX_SET_START,		/* from the second interrupt on */
	APX_SET_TWO,
	APX_SET_BEYOND,		/* the highest index */
	APX_SET_MASK,		/* the action MASK */
	APX_SET_NO_ACTION,
	APX_SET_BOOL,		/* data of type BOOL */
	APX_SET_NO_DATA,
	APX_SET_STRANGE_FLAG,
	APX_SET_CLOSED,		/* a descriptor that is not open */
	APX_SET_UNREAD,
	APX_UNKNOWN,
};

/* What a driver that registers notifiers is refused while it opens. */
enum apx_open_failure {
	APX_OPEN_NONE = 0,
	APX_OPEN_MODULE,		/* a reference on its module */
	APX_OPEN_GROUP_NOTIFIER,	/* VFIO_GROUP_NOTIFY */
	APX_OPEN_IOMMU_NOTIFIER,	/* VFIO_IOMMU_NOTIFY */
};

enum apx_irq { APX_IRQ_REQ = 0, APX_IRQ_CFG = 1 };
enum apx_irq_fd { APX_FD_NONE = 0, APX_FD_NEW = 1, APX_FD_BAD = 2 };	/* -1; an eventfd of its own; below -1 */

struct apx_call {
	apx_u32 op;		/* enum apx_op */
	apx_u8 mdev, kvm, arg, isc;
	apx_u32 queue;		/* place */
	apx_u8 apid, apqi;	/* APX_AQIC: the APQN itself */
	apx_u16 reserved;
	apx_u32 id;
	apx_u32 address;
	apx_u32 fail_alloc;	/* 0, or n: the n-th allocation of this call returns NULL; else one of APX_FAIL_* */
	apx_u32 reserved2;
	apx_u64 apm[APX_WORDS], aqm[APX_WORDS], adm[APX_WORDS];
};

enum {
	APX_FAIL_LENT = 0xffffffff,
	APX_FAIL_NO_AP = 0xfffffffe,	/* the machine has no AP instructions */
	APX_FAIL_STEP = 0x80000000,	/* plus n: the kernel has no memory for the n-th object that is named or registered */
};

enum apx_status {
	APX_DONE = 0,		/* apx_request.result holds the call's return value */
	APX_INSTRUCTION = 1,	/* apx_request says which; answer with apx_answer() */
	APX_SLEEP = 2,		/* apx_request.ms; step on when that time has passed */
	APX_DIED = 3,		/* a fatal fault: the call is abandoned, its locks stay held */
	APX_STUCK = 4,		/* it waits for a lock that never comes free: abandoned, as above */
	APX_HUNG = 5,		/* it used up its budget of sleeps or of memory accesses: abandoned */
	APX_POINT = 8,		/* a task from APX_THREAD on: another call may come between; step on at will */
	APX_BLOCKED = 7,	/* it waits for what apx_request says; step on when apx_ready() names it, or after apx_pass() */
	APX_MISSING = 6,	/* it called a function that nothing here stands for: abandoned, and nothing is known from here on */
};

enum apx_function {
	APX_TAPQ = 0, APX_RAPQ = 1, APX_ZAPQ = 2, APX_AQIC_ON = 3, APX_AQIC_OFF = 4,
	APX_BUS_ZAPQ = 5,	/* of the own bus, to a queue that leaves its driver */
};

struct apx_request {
	apx_u32 function;	/* enum apx_function */
	apx_u32 queue;		/* place, or APX_NO_QUEUE */
	apx_u8 apid, apqi;
	apx_u8 isc;		/* AQIC on: host's view of the guest's subclass: the guest's isc */
	apx_u8 kvm;		/* AQIC on: whose GISA, 1 + id or APX_STRANGE */
	apx_u16 offset;		/* AQIC on: of the NIB in its page */
	apx_u16 reserved;
	apx_u32 page;		/* AQIC on: guest page frame of the NIB, 0xffffffff when the host address is no pinned page */
	apx_u32 ms;		/* sleep; blocked: time after which the wait is over anyway, 0xffffffff for never */
	int result;		/* done: 0 or -errno; APX_AQIC: the response code the guest reads, or -errno, or APX_PROGRAM_INTERRUPTION
				 * plus the code of the interruption that the guest gets instead */
	apx_u8 lock_class, lock_id;	/* blocked on a lock: which; else APX_STRANGE */
	apx_u8 host_isc;	/* AQIC on: the subclass that the host is interrupted by */
	apx_u8 kind;		/* point: enum apx_point_kind */
	const char *what;	/* blocked: what it waits for; point: what comes next, of a lock its text; static text */
	const char *point_function, *point_file;	/* point: the function it is in, static text; NULL when only pc is known */
	apx_u32 line, pc;
	apx_u32 points;		/* points that the step came by, this one with them */
	apx_u32 at, size;	/* point before a load, a store, a free or an atomic operation: where in the arena, and how many bytes; else size is 0 */
	apx_u32 object, object_offset;	/* with APX_POINTS_ALL: that object, numbered from 1 as they were allocated, and where in it; 0: none */
	apx_u32 reserved3;
};

enum apx_point_kind { APX_POINT_CALL = 0, APX_POINT_ACCESS, APX_POINT_LOCK };

enum apx_point_mode {
	APX_POINTS_NONE = 0,	/* a call gives way only when it has to */
	APX_POINTS_KNOWN,	/* at the points where it matters, as apx_learn() found them */
	APX_POINTS_ALL,
};

/* What a task that waits holds and waits for. */
struct apx_held {
	apx_u8 lock_class, lock_id, is_shared, reserved;
	apx_u32 reserved2;
	const char *text;	/* of the lock, static */
};
enum { APX_HELD_MAX = 24 };

enum {
	APX_PROGRAM_INTERRUPTION = 0x100,
	APX_OLD_CONDITION_CODE = 0x200,	/* response code 00, and the condition code is what it was before */
};

enum { APX_AQIC_IR = 1, APX_AQIC_OLD_CC = 2, APX_AQIC_VCPU = 4 };	/* apx_call.arg of APX_AQIC: IR; condition code 3 before the instruction; by the second vcpu */

struct apx_answer {
	apx_u8 response_code;
	apx_u8 queue_empty, replies_waiting, queue_full, irq_enabled;
};

enum apx_event_kind {
	APX_EV_EDGE = 0,		/* lock b taken while lock a is held */
	APX_EV_UNLOCK_NOT_HELD,
	APX_EV_DEADLOCK,		/* taking a lock that this call, or an abandoned one, holds */
	APX_EV_REF_UNDERFLOW,
	APX_EV_USE_AFTER_FREE,
	APX_EV_NULL,
	APX_EV_WARNING,
	APX_EV_DOUBLE_FREE,
	APX_EV_WILD,			/* an access outside every object, or a signal that is none of the above */
	APX_EV_OUT_OF_BOUNDS,
	APX_EV_BUG,			/* BUG(), undefined instruction, division by zero */
	APX_EV_LIST_CORRUPTION,		/* an entry added twice, or deleted when it is in no list */
	APX_EV_SIGNAL,			/* an eventfd was signalled: a_class = enum apx_irq, a_id = mdev, b_class = 1: under M */
	APX_EV_FREED,			/* no fault: where the object of the last fault was freed */
	APX_EV_ALLOCATED,		/* no fault: where it was allocated; or what a module leaves behind that is unloaded or whose load failed */
	APX_EV_RACE,			/* no fault: two in a row are accesses of different calls with no lock in common; a_class = 1: written */
	APX_EV_HANG,			/* the call used up its budget: subject says of what */
	APX_EV_MASKS,			/* no fault: a guest's masks are written; a_id = guest, a_class = 1: cleared, b_class = 1: under kvm->lock,
					 * b_id = 1: they are others than before, + 2: an mdev of the guest has a configuration eventfd */
	APX_EV_CONFIG,			/* no fault: the driver heard of a new host configuration; b_class = 1: its copy is the bus's */
	APX_EV_LIST,			/* no fault: the driver's list of mdevs is walked or added to; b_class = 1: under G, where there is none under L */
	APX_EV_MISSING,			/* no fault of the driver: subject is a function that it called and nothing here stands for */
};

/* Classes of locks; the same numbers as ApSpec's LockClass. */
enum apx_lock {
	APX_LOCK_MATRIX = 0,		/* L: matrix_dev->lock */
	APX_LOCK_KVM = 1,		/* K: kvm->lock */
	APX_LOCK_VCPU = 2,		/* V: vcpu->mutex */
	APX_LOCK_IOMMU = 3,		/* I: the container's iommu->lock */
	APX_LOCK_GUESTS = 4,		/* G: matrix_dev->guests_lock */
	APX_LOCK_MDEVS = 5,		/* M: matrix_dev->mdevs_lock */
	APX_LOCK_HOOK = 6,		/* H: kvm->arch.crypto.pqap_hook_rwsem */
	APX_LOCK_PERMS = 7,		/* P: ap_perms_mutex, ap_attr_mutex */
	APX_LOCK_DEV_SET = 8,		/* D: vfio dev_set->lock */
	APX_LOCK_GROUP = 9,		/* VG: vfio group->group_lock */
	APX_LOCK_DEVICE_LIST = 10,	/* DL: iommu->device_list_lock */
	APX_LOCK_OTHER = 11,		/* a lock of the tree that is none of these */
	APX_LOCKS_MAX = 12,
};

struct apx_event {
	apx_u8 kind;			/* enum apx_event_kind */
	apx_u8 a_class, a_id;		/* the lock held; or the lock, object or eventfd the fault is about */
	apx_u8 b_class, b_id;		/* the lock taken */
	apx_u8 is_shared;		/* edge: the lock is wanted for reading */
	apx_u16 locks;			/* race: a bit for each class of which a lock is held */
	apx_u32 line;			/* in the file of function; 0 when only pc is known */
	apx_u32 pc;			/* offset in the library; 0 when unknown */
	apx_u32 at, size;		/* race: offset in the object, whose size is this */
	const char *function;		/* static text; NULL when only pc is known */
	const char *subject;		/* static text: what the fault is about, "m0", "q05.0006", a warning's condition; may be NULL */
	const char *file;		/* static text or NULL */
	apx_u64 held, alone;		/* edge: a bit for each lock that is held (APX_LOCK_BIT); those of them that no reader shares */
	apx_u32 held_line;		/* edge: where the lock held was taken */
	const char *held_function, *held_file;
	const char *held_text;		/* edge: the text of the lock held; that of the one taken is the subject */
};

/* What user space has of an mdev's group and container. */
enum apx_descriptor {
	APX_GROUP_FD = 1,		/* a descriptor of the group */
	APX_CONTAINER_FD = 2,	/* a descriptor of a container */
	APX_IN_CONTAINER = 4,	/* the group is in a container, this or another */
};

struct apx_mdev {
	apx_u8 life;			/* 0 absent, 1 live, 2 freed (something still names it), 3 orphaned */
	apx_u8 opens;
	apx_u8 group_kvm;		/* pointer: guest named for the group */
	apx_u8 kvm;			/* pointer: guest the driver stashed */
	apx_u8 is_removing;		/* removal waits for the last close */
	apx_u8 req_refs, cfg_refs;	/* references on this mdev's eventfds that the driver holds */
	apx_u8 is_stray;		/* a mask has bits of ids that are not in play */
	apx_u8 iommu_held, dev_set_held, group_held;
	apx_u8 has_req;			/* the driver has a request eventfd */
	apx_u8 group_notifier, iommu_notifier;	/* registered */
	apx_u8 descriptors;		/* enum apx_descriptor, own VFIO */
	apx_u8 reserved;
	apx_u64 apm[APX_WORDS], aqm[APX_WORDS], adm[APX_WORDS];
	apx_u64 shadow_apm[APX_WORDS], shadow_aqm[APX_WORDS], shadow_adm[APX_WORDS];
	apx_u64 add_apm[APX_WORDS], add_aqm[APX_WORDS], add_adm[APX_WORDS];
	apx_u8 pins[APX_PAGES];
};

struct apx_kvm {
	apx_u8 life;			/* 0 live, 1 freed (something still names it), 2 absent */
	apx_u8 vm_closed, vcpu_closed, kvm_vfio_closed;
	apx_u8 driver_refs, core_refs;
	apx_u8 hook;			/* pointer: the mdev whose hook it is */
	apx_u8 is_protected;
	apx_u8 groups;			/* one bit an mdev: its group is in the kvm-vfio list */
	apx_u8 lock_held, vcpu_held, hook_held;	/* vcpu_held: one bit a vcpu */
	apx_u8 is_stray;
	apx_u8 private_pages;		/* one bit a place: the guest does not share it with the host */
	apx_u8 reserved[2];
	apx_u64 apm[APX_WORDS], aqm[APX_WORDS], adm[APX_WORDS];	/* in the CRYCB */
	apx_u8 gisc[APX_ISCS];		/* by place in apx_scope.isc */
};

enum apx_queue_driver { APX_QUEUE_NOBODYS = 0, APX_QUEUE_OURS = 1, APX_QUEUE_HOSTS = 2 };

struct apx_queue {
	apx_u8 is_bound;		/* the driver's structure exists */
	apx_u8 link;			/* pointer: q->matrix_mdev */
	apx_u8 table;			/* pointer: the mdev whose queue table it is in */
	apx_u8 saved_isc;		/* 0 none, 1 + place, APX_STRANGE */
	apx_u8 saved_page;		/* 0 none, 1 + place, APX_STRANGE */
	apx_u8 reset_code;		/* response code of the last reset */
	apx_u8 driver;			/* enum apx_queue_driver, as the own bus knows it */
	apx_u8 reserved;
};

/* The ledger after a step. */
struct apx_obs {
	apx_u32 size;			/* sizeof(struct apx_obs) */
	apx_u32 live_allocs;		/* allocations of the driver beyond those of module load */
	apx_u8 instances;		/* mdev instances taken */
	apx_u8 module_refs;
	apx_u8 guests_held, mdevs_held, perms_held, matrix_held, device_list_held, other_held;
	apx_u8 is_arena_full;		/* memory ran out: no verdict */
	apx_u8 locks_of_call;		/* locks that the last call left held */
	apx_u8 stray_pins;		/* pins of pages that are not in play */
	apx_u8 reserved[5];
	struct apx_mdev mdev[APX_MDEVS];
	struct apx_kvm kvm[APX_KVMS];
	struct apx_queue *queue;	/* the caller's: where those of the scope go; NULL: they are left out, and what they alone tell */
};

/* A place of the code where a line begins, and the first trace that came by. */
struct apx_line {
	apx_u32 offset;			/* in the library; those of a list are in order, each once */
	apx_u16 is_run;
	apx_u16 code;			/* what was there before the breakpoint */
	apx_u64 seed, step;		/* the two words of *now when it came by */
};

/* The functions of the library, in one table. */
struct apx_api {
	apx_u32 abi;			/* APX_ABI */
	apx_u32 size;			/* sizeof(struct apx_api) */
	apx_u32 features;		/* enum apx_feature */
	apx_u32 reserved;
	/* Once per process, before anything else: signals, stacks. */
	void (*start)(void);
	/* Everything to the state after loading, with these bounds; the module is not initialised yet. */
	int (*boot)(const struct apx_scope *scope);
	/* Which APQNs the host's drivers own: an adapter and a domain both set here. */
	void (*perms)(const apx_u64 *host_apm, const apx_u64 *host_aqm);
	/* Budgets of one call. */
	void (*budget)(apx_u32 sleeps, apx_u64 accesses);
	/* task: below APX_TASKS, and none that waits. */
	void (*begin)(apx_u32 task, const struct apx_call *call);
	int (*step)(apx_u32 task, struct apx_request *request);	/* enum apx_status */
	/* The blocked tasks that can go on, one bit each. */
	apx_u32 (*ready)(void);
	/* All blocked tasks. */
	apx_u32 (*blocked)(void);
	/* The time is over that a blocked task waits at most. */
	void (*pass)(apx_u32 task);
	/* Nothing will ever end the wait of a blocked task: its next step is its last. */
	void (*give_up)(apx_u32 task);
	void (*answer)(const struct apx_answer *answer);
	void (*observe)(struct apx_obs *obs);
	/* Since they were last asked for; *lost counts those that found no room. */
	const struct apx_event *(*events)(apx_u32 *count, apx_u32 *lost);
	const char *(*text)(void);
	/* Snapshots: slots 0 to APX_SLOTS - 1; 0 when there is no such slot or memory. */
	int (*save)(apx_u32 slot);
	int (*restore)(apx_u32 slot);
	apx_u64 (*hash)(void);		/* of the block */
	apx_u64 (*block_bytes)(void);	/* bytes of the block that are in use */
	/* From the next call on: keep the places in the driver that a call goes by. */
	void (*path)(int is_wanted);
	/* Those of the last call, as offsets in the library, each once and in order. */
	const apx_u32 *(*places)(apx_u32 *count);
	/* From now on: which of these lines are run; once a process. 0 when this processor or this system cannot. */
	int (*watch)(struct apx_line *lines, apx_u32 count, const apx_u64 *now);
	/* Calls at once: where the tasks from APX_THREAD on give way (enum apx_point_mode). */
	void (*points)(apx_u32 mode);
	/* The points that matter, as all that ran since apx_forget() tells; how many of them are new. */
	apx_u32 (*learn)(void);
	void (*forget)(void);
	/* The locks that a task holds, at most APX_HELD_MAX; how many. */
	apx_u32 (*held)(apx_u32 task, struct apx_held *held);
	/* Work items that are queued and that a worker can begin. */
	apx_u32 (*works)(void);
	/* The oldest of them begins, as a task from APX_WORKER on: the task that queued it, or APX_TASKS when there is none. */
	apx_u32 (*begin_work)(apx_u32 task);
};

enum { APX_SLOTS = 16 };

/* The one exported symbol. */
const struct apx_api *apx_api(void);

#endif
