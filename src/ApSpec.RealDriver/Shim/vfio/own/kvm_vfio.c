/* SPDX-License-Identifier: GPL-2.0-or-later OR MIT */
/* A guest's kvm-vfio device, by its descriptor (virt/kvm/kvm_main.c kvm_ioctl_create_device(), kvm_device_ioctl(), kvm_device_release()). */
#include "vfio/own/own.h"

static const struct kvm_device_ops *device_ops;

int kvm_register_device_ops(const struct kvm_device_ops *ops, u32 type)
{
	device_ops = ops;
	return 0;
}

void kvm_unregister_device_ops(u32 type)
{
	device_ops = NULL;
}

static struct kvm_device *device_of(const struct apx_guest *guest)
{
	struct list_head *devices = &guest->vm->kvm.devices;

	return list_empty(devices) ? NULL : list_first_entry(devices, struct kvm_device, vm_node);
}

int apx_kvm_vfio_create(struct apx_guest *guest)
{
	const struct apx_place *place = APX_IN("virt/kvm/kvm_main.c", "kvm_ioctl_create_device");
	struct kvm *kvm = &guest->vm->kvm;
	struct kvm_device *device = apx_alloc(sizeof(*device), 1, APX_OWNER_SHIM, "struct kvm_device", place);
	int error;

	INIT_LIST_HEAD(&kvm->devices);
	if (!device)
		return -ENOMEM;
	device->ops = device_ops;
	device->kvm = kvm;
	apx_core_lock(&kvm->lock, place);
	error = device_ops->create(device, KVM_DEV_TYPE_VFIO);
	if (!error)
		list_add(&device->vm_node, &kvm->devices);
	apx_core_unlock(&kvm->lock, place);
	if (!error && device_ops->init)
		device_ops->init(device);
	return error;
}

static int set(struct apx_guest *guest, u32 mdev, u64 what)
{
	struct kvm_device_attr attribute = { .group = KVM_DEV_VFIO_FILE, .attr = what };
	s32 *fd = apx_user_memory(sizeof(*fd));

	*fd = apx_users[mdev].group;
	attribute.addr = (uintptr_t)fd;
	return device_of(guest)->ops->set_attr(device_of(guest), &attribute);
}

int apx_group_add(u32 mdev, u32 kvm)
{
	struct apx_guest *guest = &apx_guests[kvm];
	int error;

	if (!apx_mdevs[mdev].device || !guest->is_live || guest->kvm_vfio_closed)
		return -EBADF;
	error = apx_user_attach(mdev);
	if (error)
		return error;
	error = set(guest, mdev, KVM_DEV_VFIO_FILE_ADD);
	if (!error)
		guest->groups |= BIT(mdev);
	return error;
}

int apx_group_del(u32 mdev)
{
	struct apx_guest *guest = apx_guest_that_lists(mdev);
	int error;

	if (!guest)
		return -ENOENT;
	error = set(guest, mdev, KVM_DEV_VFIO_FILE_DEL);
	if (!error)
		guest->groups &= ~BIT(mdev);
	return error;
}

void apx_kvm_vfio_forget(u32 mdev, bool is_told)
{
	for (u32 k = 0; k < apx_scope.kvms; k++) {
		struct apx_guest *guest = &apx_guests[k];

		if (!(guest->groups & BIT(mdev)))
			continue;
		if (is_told && guest->is_live && !guest->kvm_vfio_closed && device_of(guest) && apx_users[mdev].group >= 0)
			set(guest, mdev, KVM_DEV_VFIO_FILE_DEL);
		guest->groups &= ~BIT(mdev);
	}
}

/* kvm_destroy_devices(): what has no release waits for the guest's end */
void apx_kvm_vfio_release(struct apx_guest *guest)
{
	struct kvm_device *device = device_of(guest);

	if (!device)
		return;
	list_del(&device->vm_node);
	if (device->ops->destroy)
		device->ops->destroy(device);
	else
		device->ops->release(device);
	apx_release_files();
	guest->groups = 0;
}

int apx_kvm_vfio_close(u32 kvm)
{
	const struct apx_place *place = APX_IN("virt/kvm/kvm_main.c", "kvm_device_release");
	struct apx_guest *guest = &apx_guests[kvm];
	struct kvm_device *device = guest->is_live && !guest->kvm_vfio_closed ? device_of(guest) : NULL;

	if (device && device->ops->release) {
		apx_core_lock(&guest->vm->kvm.lock, place);
		list_del(&device->vm_node);
		device->ops->release(device);
		apx_core_unlock(&guest->vm->kvm.lock, place);
		apx_release_files();
		guest->groups = 0;
	}
	return apx_kvm_close(kvm, &guest->kvm_vfio_closed);
}
