/* SPDX-License-Identifier: GPL-2.0-or-later OR MIT */
/* How VFIO refuses a driver's notifier (drivers/vfio/vfio.c vfio_group_add_container_user()): another thread took the group out of its
 * container since vfio_group_get_device_fd() looked. And a notification that no kvm-vfio gave. */
#include "vfio/own/own.h"

#ifdef HAVE_GROUP_NOTIFIER
#include <linux/vfio.h>
#undef vfio_register_notifier
int vfio_register_notifier(struct device *device, enum vfio_notify_type type, unsigned long *events, struct notifier_block *block);

int apx_register_notifier(struct device *device, enum vfio_notify_type type, unsigned long *events, struct notifier_block *block)
{
	if (apx_open_failure() == (type == VFIO_GROUP_NOTIFY ? APX_OPEN_GROUP_NOTIFIER : APX_OPEN_IOMMU_NOTIFIER))
		return -EINVAL;
	return vfio_register_notifier(device, type, events, block);
}

int apx_notify(u32 mdev, struct kvm *kvm)
{
	const struct device *device = apx_mdevs[mdev].device;

	return device && device->iommu_group ? apx_group_notify(device->iommu_group, kvm) : -ENODEV;
}
#endif
