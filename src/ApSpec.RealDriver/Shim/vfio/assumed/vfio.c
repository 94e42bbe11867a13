/* SPDX-License-Identifier: GPL-2.0-or-later OR MIT */
/* VFIO devices: their memory, registration, descriptors and ioctls (drivers/vfio/vfio_main.c, group.c). */
#include "vfio/assumed/assumed.h"

struct ap_matrix_mdev *apx_matrix_mdev_of(struct vfio_device *vdev)
{
	return container_of(vdev, struct ap_matrix_mdev, vdev);
}

struct apx_mdev_slot *apx_slot_of(const struct vfio_device *vdev)
{
	for (u32 m = 0; m < apx_scope.mdevs; m++) {
		if (apx_mdevs[m].device && apx_mdevs[m].device == vdev->dev)
			return &apx_mdevs[m];
	}
	return NULL;
}

/* vfio_device_release(): where the driver's release has to free the structure, the tree has a function for it. */
static void release(struct device *device)
{
	struct vfio_device *vdev = container_of(device, struct vfio_device, device);

	if (vdev->ops->release)
		vdev->ops->release(vdev);
#ifndef HAVE_VFIO_FREE_DEVICE
	apx_free(vdev, APX_IN("drivers/vfio/vfio_main.c", "vfio_device_release"));
#endif
}

void vfio_free_device(struct vfio_device *vdev)
{
	apx_free(vdev, APX_IN("drivers/vfio/vfio_main.c", "vfio_free_device"));
}

/* _vfio_alloc_device(), vfio_init_device() */
struct vfio_device *_vfio_alloc_device(size_t size, struct device *dev, const struct vfio_device_ops *ops)
{
	struct vfio_device *vdev = apx_alloc(size, 1, APX_OWNER_DRIVER, "vfio_alloc_device",
					     APX_IN("drivers/vfio/vfio_main.c", "_vfio_alloc_device"));
	struct apx_mdev_slot *slot;
	int error;

	if (!vdev)
		return ERR_PTR(-ENOMEM);
	vdev->dev = dev;
	vdev->ops = ops;
	slot = apx_slot_of(vdev);
	if (slot) {
		apx_name(vdev, slot->name);
		slot->matrix_mdev = apx_matrix_mdev_of(vdev);
		vdev->dev_set = &apx_fake_of(slot)->dev_set;
	}
	error = ops->init ? ops->init(vdev) : 0;
	if (error) {
		apx_free(vdev, APX_HERE);
		return ERR_PTR(error);
	}
	vdev->device.release = release;
	device_initialize(&vdev->device);
	return vdev;
}

/* vfio_register_emulated_iommu_dev(): the group is what may not be had */
int vfio_register_emulated_iommu_dev(struct vfio_device *vdev)
{
	struct apx_mdev_slot *slot;
	void *group;

	APX_LOOK_FROM_CALLER(vdev, 8);
	slot = apx_slot_of(vdev);
	group = apx_alloc(8, 1, APX_OWNER_LENT, "struct vfio_group", APX_HERE);
	if (!group)
		return -ENOMEM;
	apx_free(group, APX_HERE);
	if (slot)
		apx_fake_of(slot)->is_registered = 1;
	return 0;
}

/* vfio_unregister_group_dev(): the calls wait with the driver's remove until nobody has the device open (apx_mdev_request) */
void vfio_unregister_group_dev(struct vfio_device *vdev)
{
	struct apx_mdev_slot *slot;

	APX_LOOK_FROM_CALLER(vdev, 8);
	slot = apx_slot_of(vdev);
	if (slot)
		apx_fake_of(slot)->is_registered = 0;
}

/* What the device was to the VFIO and KVM cores ends with it. */
void apx_mdev_forget(u32 mdev)
{
	struct apx_mdev_slot *slot = &apx_mdevs[mdev];

	slot->is_removing = apx_fake_of(slot)->is_registered = 0;
	slot->group_kvm = NULL;
	__builtin_memset(slot->pins, 0, sizeof(slot->pins));
	for (u32 k = 0; k < apx_scope.kvms; k++)
		apx_guests[k].groups &= ~BIT(mdev);
}

static bool has(enum apx_scope_flag flag)
{
	return apx_scope.flags & flag;
}

static struct vfio_device *vdev_of(struct apx_mdev_slot *slot)
{
	struct vfio_device *vdev = &slot->matrix_mdev->vdev;

	APX_LOOK_AT(vdev, APX_IN("drivers/vfio/vfio_main.c", "struct vfio_device"));
	return vdev;
}

/*
 * vfio_df_group_open() takes the group's lock, then the set's, and a reference on the guest; before 2b48f52f2bff
 * vfio_device_open() took the set's lock first, then the group's, and no reference.
 */
static void lock_device(struct apx_mdev_slot *slot, const struct apx_place *place)
{
	if (has(APX_CORE_GROUP_LOCK) && has(APX_CORE_REF))
		apx_core_lock(&apx_fake_of(slot)->group_lock, place);
	apx_core_lock(&apx_fake_of(slot)->dev_set.lock, place);
	if (has(APX_CORE_GROUP_LOCK) && !has(APX_CORE_REF))
		apx_core_lock(&apx_fake_of(slot)->group_lock, place);
}

static void unlock_device(struct apx_mdev_slot *slot, const struct apx_place *place)
{
	if (has(APX_CORE_GROUP_LOCK) && !has(APX_CORE_REF))
		apx_core_unlock(&apx_fake_of(slot)->group_lock, place);
	apx_core_unlock(&apx_fake_of(slot)->dev_set.lock, place);
	if (has(APX_CORE_GROUP_LOCK) && has(APX_CORE_REF))
		apx_core_unlock(&apx_fake_of(slot)->group_lock, place);
}

/* vfio_device_get_kvm_safe(), vfio_device_put_kvm() */
static void take_guest(struct apx_mdev_slot *slot)
{
	vdev_of(slot)->kvm = slot->group_kvm;
	if (has(APX_CORE_REF) && slot->group_kvm)
		apx_core_get(slot->group_kvm);
}

static void drop_guest(struct apx_mdev_slot *slot)
{
	struct kvm *kvm = vdev_of(slot)->kvm;

	vdev_of(slot)->kvm = NULL;
	if (has(APX_CORE_REF) && kvm)
		apx_core_put(kvm);
}

/* vfio_df_device_first_open(); older: the container learns of the device after the driver does */
static int first_open(struct apx_mdev_slot *slot)
{
	struct vfio_device *vdev = vdev_of(slot);
	int error;

	if (has(APX_CORE_REF))
		apx_container_join(slot);
	error = vdev->ops->open_device ? vdev->ops->open_device(vdev) : 0;
	if (!has(APX_CORE_REF) && !error)
		apx_container_join(slot);
	if (has(APX_CORE_REF) && error)
		apx_container_leave(slot);
	return error;
}

/* vfio_device_last_close() */
static void last_close(struct apx_mdev_slot *slot)
{
	struct vfio_device *vdev = vdev_of(slot);

	if (vdev->ops->close_device)
		vdev->ops->close_device(vdev);
	apx_container_leave(slot);
}

/* One more descriptor, with a reference on the module as older cores take it; newer ones keep one for all descriptors of a
 * device, which nobody can tell apart: the module cannot go either way. */
int apx_mdev_open(u32 mdev)
{
	const struct apx_place *place = APX_IN("drivers/vfio/vfio_main.c", "vfio_df_open");
	struct apx_mdev_slot *slot = &apx_mdevs[mdev];
	bool is_first = slot->opens == 0;
	int error = 0;

	if (!slot->device || !apx_fake_of(slot)->is_registered || slot->is_removing)
		return -ENODEV;
	if (!try_module_get(&apx_module))
		return -ENODEV;
	lock_device(slot, place);
	slot->opens++;
	vdev_of(slot)->open_count = slot->opens;
	if (is_first) {
		take_guest(slot);
		error = first_open(slot);
	}
	if (error) {
		vdev_of(slot)->open_count = slot->opens = 0;
		drop_guest(slot);
	}
	unlock_device(slot, place);
	if (error)
		module_put(&apx_module);
	return error;
}

/* vfio_df_group_close(); a removal that waits for it goes on. */
int apx_mdev_close(u32 mdev)
{
	const struct apx_place *place = APX_IN("drivers/vfio/vfio_main.c", "vfio_df_close");
	struct apx_mdev_slot *slot = &apx_mdevs[mdev];
	bool is_last = slot->opens == 1;

	if (!slot->device || !slot->opens)
		return -EBADF;
	lock_device(slot, place);
	if (is_last)
		last_close(slot);
	vdev_of(slot)->open_count = --slot->opens;
	if (is_last)
		drop_guest(slot);
	unlock_device(slot, place);
	module_put(&apx_module);
	return is_last && slot->is_removing ? apx_mdev_remove(mdev) : 0;
}

/* One round of the loop in vfio_unregister_group_dev(), of which the first begins the removal; the driver's remove, which would
 * wait there, is called when the wait is over. */
int apx_mdev_request(u32 mdev, u32 count)
{
	struct apx_mdev_slot *slot = &apx_mdevs[mdev];

	if (!slot->device || !slot->opens || slot->is_removing != (count > 0))
		return -ENODEV;
	slot->is_removing = 1;
	if (vdev_of(slot)->ops->request)
		vdev_of(slot)->ops->request(vdev_of(slot), count);
	return 0;
}

/* vfio_device_fops_unl_ioctl() */
int apx_mdev_ioctl(u32 mdev, unsigned int command, void *argument)
{
	struct apx_mdev_slot *slot = &apx_mdevs[mdev];
	long result;

	if (!slot->device || !slot->opens)
		return -EBADF;
	result = vdev_of(slot)->ops->ioctl(vdev_of(slot), command, (unsigned long)argument);
	return min(result, 0L);
}

int vfio_set_irqs_validate_and_prepare(struct vfio_irq_set *header, int count, int types, size_t *data_size)
{
	const u32 kinds = VFIO_IRQ_SET_DATA_TYPE_MASK | VFIO_IRQ_SET_ACTION_TYPE_MASK;
	size_t least = offsetofend(struct vfio_irq_set, count), size;

	if (header->argsz < least || header->index >= (u32)types || header->flags & ~kinds || header->start >= (u32)count ||
	    header->count > (u32)count - header->start)
		return -EINVAL;
	switch (header->flags & VFIO_IRQ_SET_DATA_TYPE_MASK) {
	case VFIO_IRQ_SET_DATA_NONE:
		size = 0;
		break;
	case VFIO_IRQ_SET_DATA_BOOL:
		size = sizeof(u8);
		break;
	case VFIO_IRQ_SET_DATA_EVENTFD:
		size = sizeof(s32);
		break;
	default:
		return -EINVAL;
	}
	if (header->argsz - least < header->count * size)
		return -EINVAL;
	if (data_size)
		*data_size = header->count * size;
	return 0;
}
