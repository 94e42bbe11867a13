/* SPDX-License-Identifier: GPL-2.0-or-later OR MIT */
/* What the files around the tree's own VFIO, mdev and kvm-vfio share. */
#ifndef APX_VFIO_OWN_H
#define APX_VFIO_OWN_H

#include "world.h"

/* What user space has of an mdev. Descriptors: -1 for none. */
enum { APX_DEVICE_FDS = 16 };
struct apx_user {
	int container, group, device[APX_DEVICE_FDS];
	u32 opens, closing;	/* descriptors of the device, and those whose close has not returned */
	u8 is_left;		/* the group is that of an mdev that is gone */
	u8 is_joined;		/* the group was put into the container that the descriptor is of */
	u8 has_iommu;		/* the container that the group was last put into is one of type 1, ... */
	u16 mapped;		/* ... and has these pages in play, by place, ... */
	u16 read_only;		/* ... of which these are mapped for reading alone */
};
extern struct apx_user apx_users[APX_MDEVS];
void apx_user_forget(u32 mdev);		/* before its removal can end: closes what is left of it */
int apx_user_attach(u32 mdev);		/* group and container, with the guest's memory in it: what is missing of it */
void apx_users_boot(void);
u8 apx_user_descriptors(u32 mdev);	/* enum apx_descriptor */

/* ---- what is private to the tree's files (*.peek.c) ---- */
extern struct kobject *apx_mdev_type;	/* where mdevs are created */
const struct bus_type *apx_mdev_bus(void);
u32 apx_mdev_count(void);		/* of those whose memory is not given back */
struct kvm *apx_group_kvm(const struct iommu_group *group);
bool apx_group_has_container(const struct iommu_group *group);
int apx_group_notify(const struct iommu_group *group, struct kvm *kvm);
/* Pins of a container's pages by a device, by the address of the container's lock. */
void apx_type1_pins(const struct apx_lockobj *lock, void (*tell)(void *to, u64 iova, u32 pins), void *to);

/* ---- kvm_vfio.c ---- */
void apx_kvm_vfio_forget(u32 mdev, bool is_told);	/* no guest lists its group any more; is_told: the kernel hears of it */

#endif
