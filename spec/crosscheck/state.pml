/*
 * The state of the sequential mdev/KVM lifecycle of the notifier era: what VFIO, KVM and vfio_ap keep of each mdev and each guest.
 * Sizes are macros: spin -DMDEVS=2 -DKVMS=2 -DCAP=3 -DINSTANCES=2. A pointer is 0 for NULL, n + 1 for mdev or guest n.
 * Loops are unrolled by macros: a loop's variable would be a part of the state, and pan has no breadth-first search with hidden ones.
 */
#ifndef MDEVS
#define MDEVS 1
#endif
#ifndef KVMS
#define KVMS 1
#endif
#ifndef CAP
#define CAP 3
#endif
#ifndef INSTANCES
#define INSTANCES MDEVS
#endif

#if CAP > 7
#define COUNT_BITS 4
#elif CAP > 3
#define COUNT_BITS 3
#else
#define COUNT_BITS 2
#endif

#if MDEVS == 1
#define OVER_MDEVS(op, f, a, b) f(0, a, b)
#elif MDEVS == 2
#define OVER_MDEVS(op, f, a, b) f(0, a, b) op f(1, a, b)
#elif MDEVS == 3
#define OVER_MDEVS(op, f, a, b) f(0, a, b) op f(1, a, b) op f(2, a, b)
#else
#define OVER_MDEVS(op, f, a, b) f(0, a, b) op f(1, a, b) op f(2, a, b) op f(3, a, b)
#endif

#if KVMS == 1
#define OVER_KVMS(op, f, a) f(0, a)
#elif KVMS == 2
#define OVER_KVMS(op, f, a) f(0, a) op f(1, a)
#elif KVMS == 3
#define OVER_KVMS(op, f, a) f(0, a) op f(1, a) op f(2, a)
#else
#define OVER_KVMS(op, f, a) f(0, a) op f(1, a) op f(2, a) op f(3, a)
#endif

typedef Mdev {
	bit alive;			/* created and not removed */
	bit freed;			/* removed, and a guest's hook still points into it */
	bit notifiers;			/* the group's and the IOMMU's, which come and go together */
	unsigned opens : COUNT_BITS;	/* descriptors of the device */
	unsigned named : 3;		/* group->kvm of its VFIO group */
	unsigned kvm : 3;		/* matrix_mdev->kvm */
	unsigned attached : 3;		/* the guest it is attached to by docs/LIFECYCLE.md, whatever the driver did */
};

typedef Guest {
	unsigned refs : COUNT_BITS;	/* references that the driver holds */
	unsigned hook : 3;		/* kvm->arch.crypto.pqap_hook, by its mdev */
	unsigned groups : 4;		/* the list of its kvm-vfio device: a bit for the group of each mdev */
};

Mdev mdev[MDEVS];
Guest guest[KVMS];

#define IS_LISTED(k, m) ((guest[k].groups >> m) & 1)
#define NAMES(k, m) (mdev[m].named == k + 1)

/* vfio_ap_mdev_set_kvm walks the list of mdevs: does another one have the guest? */
#define HAS_GUEST(i, m, k) (i != m && mdev[i].alive && mdev[i].kvm == k + 1)
#define IS_SHARED(m, k) (OVER_MDEVS(||, HAS_GUEST, m, k))
