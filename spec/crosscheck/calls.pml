/*
 * The calls that user space makes: mdev's sysfs files, VFIO's and KVM's ioctls of 5.10. Each is one d_step and so one transition, also when it is
 * refused, or when a counter at CAP cuts it off: these leave the state as it is.
 */
#include "rules.pml"

#define COUNT(i, a, b) mdev[i].alive

/* vfio_ap_mdev_create: -EPERM when no instance is left. */
inline create(m)
{
	if
	:: (OVER_MDEVS(+, COUNT, 0, 0)) < INSTANCES -> mdev[m].alive = 1
	:: else
	fi
}

#define UNLIST(k, m) guest[k].groups = guest[k].groups & ~(1 << m)

/* vfio_ap_mdev_remove of a closed mdev. Its group goes with it: a list that has it keeps a dead group, which the next mdev does not have. */
inline remove(m)
{
	assert(mdev[m].kvm == 0);
	mdev[m].alive = 0;
	mdev[m].named = 0;
	mdev[m].freed = 1;
	OVER_KVMS(;, UNLIST, m)
}

/*
 * docs/LIFECYCLE.md: a guest of which an open mdev is notified is attached, unless the mdev has one or another mdev has that guest. So a refused one
 * is, too, when it is replayed by one more open after the other mdev has let go of it.
 */
#define IS_ATTACHED(i, k, b) (mdev[i].attached == k + 1)
inline attach(m, k)
{
	if
	:: mdev[m].attached == 0 && !(OVER_MDEVS(||, IS_ATTACHED, k, 0)) -> mdev[m].attached = k + 1
	:: else
	fi
}

/*
 * VFIO_GROUP_GET_DEVICE_FD: each reaches the driver. The core replays a guest that is named each time; a second registration of the same notifier
 * warns and changes nothing.
 */
inline open(m)
{
	if
	:: mdev[m].opens == CAP
	:: else ->
		WARN_TWICE(m);
		mdev[m].notifiers = 1;
		mdev[m].opens++
	fi
}

inline open_named(m, k)
{
	if
	:: mdev[m].opens == CAP || (guest[k].refs == CAP && !IS_SHARED(m, k))
	:: else ->
		open(m);
		notify_guest(m, k);
		attach(m, k)
	fi
}

/* close() of a descriptor of the device: each reaches the driver, which then unregisters its notifiers. */
inline release(m)
{
	release_device(m);
	mdev[m].notifiers = 0;
	mdev[m].opens--;
	if
	:: mdev[m].opens == 0 -> mdev[m].attached = 0
	:: else
	fi
}

/* KVM_DEV_VFIO_GROUP_ADD. */
inline group_add(m, k)
{
	if
	:: IS_LISTED(k, m)		/* -EEXIST */
	:: !IS_LISTED(k, m) && mdev[m].notifiers && guest[k].refs == CAP && !IS_SHARED(m, k)
	:: else ->
		guest[k].groups = guest[k].groups | (1 << m);
		mdev[m].named = k + 1;
		if
		:: mdev[m].notifiers -> notify_guest(m, k)
		:: else
		fi;
		if
		:: mdev[m].opens != 0 -> attach(m, k)
		:: else
		fi
	fi
}

/* KVM_DEV_VFIO_GROUP_DEL, by the guest that is named; when none is, by the first that has the group in its list. */
inline group_del(m, k)
{
	UNLIST(k, m);
	mdev[m].named = 0;
	if
	:: mdev[m].notifiers -> notify_null(m)
	:: else
	fi;
	mdev[m].attached = 0
}

#define LISTED_BEFORE(i, m, k) (i < k && IS_LISTED(i, m))
#define DELETES(m, k) (IS_LISTED(k, m) && (NAMES(k, m) || (mdev[m].named == 0 && !IS_LISTED_BEFORE(m, k))))
#if KVMS == 1
#define IS_LISTED_BEFORE(m, k) 0
#elif KVMS == 2
#define IS_LISTED_BEFORE(m, k) LISTED_BEFORE(0, m, k)
#elif KVMS == 3
#define IS_LISTED_BEFORE(m, k) (LISTED_BEFORE(0, m, k) || LISTED_BEFORE(1, m, k))
#else
#define IS_LISTED_BEFORE(m, k) (LISTED_BEFORE(0, m, k) || LISTED_BEFORE(1, m, k) || LISTED_BEFORE(2, m, k))
#endif

/* The memory of a removed mdev is used again when no hook points into it any more. */
#define HOOKS(k, m) (guest[k].hook == m + 1)
#define SETTLE(m, a, b) mdev[m].freed = mdev[m].freed && (OVER_KVMS(||, HOOKS, m))
inline done()
{
	OVER_MDEVS(;, SETTLE, 0, 0);
	JUDGE
}

#define CALLS(m, a, b) \
	:: d_step { !mdev[m].alive && !mdev[m].freed -> create(m); done() } \
	:: d_step { mdev[m].alive && mdev[m].opens == 0 -> remove(m); done() } \
	:: d_step { mdev[m].alive && mdev[m].named == 0 -> open(m); done() } \
	:: d_step { mdev[m].alive && mdev[m].opens != 0 -> release(m); done() } \
	OVER_KVMS(, CALLS_WITH, m)
#define CALLS_WITH(k, m) \
	:: d_step { mdev[m].alive && NAMES(k, m) -> open_named(m, k); done() } \
	:: d_step { mdev[m].alive -> group_add(m, k); done() } \
	:: d_step { mdev[m].alive && DELETES(m, k) -> group_del(m, k); done() }

active proctype world()
{
	do
	OVER_MDEVS(, CALLS, 0, 0)
	od
}
