/* SPDX-License-Identifier: GPL-2.0-or-later OR MIT */
/* The kvm-vfio device, which tells a VFIO group its guest (virt/kvm/vfio.c, drivers/vfio/group.c). */
#include "vfio/assumed/assumed.h"

/* vfio_group_set_kvm(): under the group's lock until 2b48f52f2bff gave the pointer a spin lock of its own */
static void set_group_kvm(struct apx_mdev_slot *slot, struct kvm *kvm)
{
	const struct apx_place *place = APX_IN("drivers/vfio/vfio_main.c", "vfio_file_set_kvm");
	bool is_locked = apx_scope.flags & APX_CORE_GROUP_LOCK && !(apx_scope.flags & APX_CORE_REF);

	if (is_locked)
		apx_core_lock(&apx_fake_of(slot)->group_lock, place);
	slot->group_kvm = kvm;
	if (is_locked)
		apx_core_unlock(&apx_fake_of(slot)->group_lock, place);
}

/* kvm_vfio_file_add() */
int apx_group_add(u32 mdev, u32 kvm)
{
	struct apx_guest *guest = &apx_guests[kvm];

	if (!apx_mdevs[mdev].device || !guest->is_live || guest->kvm_vfio_closed)
		return -EBADF;
	if (guest->groups & BIT(mdev))
		return -EEXIST;
	guest->groups |= BIT(mdev);
	set_group_kvm(&apx_mdevs[mdev], &guest->vm->kvm);
	return 0;
}

/* kvm_vfio_file_del() */
int apx_group_del(u32 mdev)
{
	struct apx_guest *guest = apx_guest_that_lists(mdev);

	if (!guest)
		return -ENOENT;
	guest->groups &= ~BIT(mdev);
	set_group_kvm(&apx_mdevs[mdev], NULL);
	return 0;
}

/* kvm_vfio_release(), before 51cdc8bc120e kvm_vfio_destroy() */
void apx_kvm_vfio_release(struct apx_guest *guest)
{
	for (u32 m = 0; m < apx_scope.mdevs; m++) {
		if (!(guest->groups & BIT(m)))
			continue;
		set_group_kvm(&apx_mdevs[m], NULL);
		guest->groups &= ~BIT(m);
	}
}

/* virt/kvm/kvm_main.c kvm_device_release(): .release runs under kvm->lock, .destroy waits for the VM's end */
int apx_kvm_vfio_close(u32 kvm)
{
	const struct apx_place *place = APX_IN("virt/kvm/kvm_main.c", "kvm_device_release");
	struct apx_guest *guest = &apx_guests[kvm];

	if (guest->is_live && !guest->kvm_vfio_closed && apx_scope.flags & APX_KVM_VFIO_RELEASE) {
		apx_core_lock(&guest->vm->kvm.lock, place);
		apx_kvm_vfio_release(guest);
		apx_core_unlock(&guest->vm->kvm.lock, place);
	}
	return apx_kvm_close(kvm, &guest->kvm_vfio_closed);
}

void apx_kvm_vfio_boot(void)
{
}

int apx_kvm_vfio_create(struct apx_guest *guest)
{
	return 0;
}
