/* SPDX-License-Identifier: GPL-2.0-or-later OR MIT */
/* What the fakes of VFIO, mdev and kvm-vfio share. */
#ifndef APX_VFIO_ASSUMED_H
#define APX_VFIO_ASSUMED_H

#include "world.h"

struct apx_fake {
	struct mutex group_lock, iommu_lock, device_list_lock;
	struct vfio_device_set dev_set;
	u8 is_registered, is_listed;
};
extern struct apx_fake apx_fakes[APX_MDEVS];
static inline struct apx_fake *apx_fake_of(const struct apx_mdev_slot *slot) { return &apx_fakes[slot - apx_mdevs]; }
struct ap_matrix_mdev *apx_matrix_mdev_of(struct vfio_device *vdev);
struct apx_mdev_slot *apx_slot_of(const struct vfio_device *vdev);
void apx_mdev_forget(u32 mdev);
void apx_page_lock_boot(struct apx_mdev_slot *slot, u32 mdev);
void apx_container_join(struct apx_mdev_slot *slot);
void apx_container_leave(struct apx_mdev_slot *slot);

#endif
