/* vfio_ap of v5.11, with f21916ec4826: a NULL notification gives back what release does. */
#include "state.pml"

/* vfio_ap_mdev_group_notifier with a guest, vfio_ap_mdev_set_kvm. A guest that the mdev has already is not looked at. */
inline notify_guest(m, k)
{
	if
	:: IS_SHARED(m, k)		/* -EPERM */
	:: else ->
		mdev[m].kvm = k + 1;
		guest[k].refs++;
		guest[k].hook = m + 1
	fi
}

/* vfio_ap_mdev_unset_kvm. */
inline unset_kvm(m)
{
	guest[mdev[m].kvm - 1].hook = 0;
	assert(guest[mdev[m].kvm - 1].refs > 0);
	guest[mdev[m].kvm - 1].refs--;
	mdev[m].kvm = 0
}

/* vfio_ap_mdev_group_notifier with NULL. */
inline notify_null(m)
{
	if
	:: mdev[m].kvm != 0 -> unset_kvm(m)
	:: else
	fi
}

/* vfio_ap_mdev_release, before it unregisters its notifiers. */
inline release_device(m)
{
	if
	:: mdev[m].kvm != 0 -> unset_kvm(m)
	:: else
	fi
}

#include "calls.pml"
