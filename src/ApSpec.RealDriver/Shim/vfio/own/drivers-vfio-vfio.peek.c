/* SPDX-License-Identifier: GPL-2.0-or-later OR MIT */
#include "vfio/own/own.h"
/* A group is made for a driver that registers: what it needs can be missing, as the driver's own memory can. */
#define APX_ALLOCATES_FOR_DRIVER "vfio_create_group"
#include "vfio/own/for_driver.h"
#include APX_TREE_FILE
#include "vfio/own/group_kvm.h"

#ifdef HAVE_GROUP_NOTIFIER
/* What vfio_group_set_kvm() does after it stored the pointer. */
int apx_group_notify(const struct iommu_group *iommu_group, struct kvm *kvm)
{
	struct vfio_group *group = (struct vfio_group *)apx_group_of(iommu_group);

	if (!group)
		return -ENODEV;
	blocking_notifier_call_chain(&group->notifier, VFIO_GROUP_NOTIFY_SET_KVM, kvm);
	return 0;
}
#endif
