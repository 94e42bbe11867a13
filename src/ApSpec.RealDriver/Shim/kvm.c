/* SPDX-License-Identifier: GPL-2.0-or-later OR MIT */
/* Guests: their life, references by holder, crypto masks, memory (virt/kvm/kvm_main.c, arch/s390/kvm/kvm-s390.c). */
#include "world.h"

struct apx_guest apx_guests[APX_KVMS];

void apx_kvm_boot(void)
{
	for (u32 k = 0; k < apx_scope.kvms; k++) {
		snprintf(apx_guests[k].name, sizeof(apx_guests[k].name), "k%u", k);
		apx_kvm_create(k);
	}
}

/* kvm_s390_set_crycb_format() */
static u32 crycbd_of(u32 kvm)
{
	static const u8 formats[] = { CRYCB_FORMAT0, CRYCB_FORMAT1, CRYCB_FORMAT2 };

	return apx_scope.flags & APX_CRYCBD ? 0x10000 * (kvm + 1) | formats[apx_scope.format] : 0;
}

/* kvm_vm_ioctl_create_vcpu(), kvm_arch_vcpu_create(). The locks of second vcpus have numbers behind those of the first. */
static void create_vcpus(struct apx_vm *vm, u32 kvm)
{
	for (u32 i = 0; i < apx_vcpus(); i++) {
		struct kvm_vcpu *vcpu = &vm->vcpu[i];

		apx_lock_init(&vcpu->mutex.apx, APX_LOCK_VCPU, kvm + i * APX_KVMS);
		vcpu->kvm = &vm->kvm;
		vcpu->vcpu_id = i;
		vcpu->run = &vm->run[i];
		vcpu->arch.sie_block = &vm->sie_block[i];
		vm->sie_block[i].eca = (apx_scope.flags & APX_AIV ? ECA_AIV : 0) | ECA_APIE;
	}
}

/* kvm_create_vm(), kvm_arch_init_vm(), kvm_s390_crypto_init(), kvm_arch_vcpu_create(): a VM with its vcpus and kvm-vfio */
int apx_kvm_create(u32 kvm)
{
	struct apx_guest *guest = &apx_guests[kvm];
	struct apx_vm *vm;

	if (guest->is_live)
		return -EEXIST;
	vm = apx_alloc(sizeof(*vm), 1, APX_OWNER_SHIM, "struct kvm", APX_IN("virt/kvm/kvm_main.c", "kvm_create_vm"));
	if (!vm)
		return -ENOMEM;
	apx_name(vm, guest->name);
	vm->id = kvm;
	apx_lock_init(&vm->kvm.lock.apx, APX_LOCK_KVM, kvm);
#ifndef HAVE_HOOK_OWNER
	apx_lock_init(&vm->kvm.arch.crypto.pqap_hook_rwsem.apx, APX_LOCK_HOOK, kvm);
#endif
	refcount_set(&vm->kvm.users_count, 3);
	vm->kvm.arch.crypto.crycb = &vm->crycb;
	vm->kvm.arch.crypto.crycbd = crycbd_of(kvm);
	vm->kvm.arch.sie_page2 = guest->page = apx_alloc_low(sizeof(*guest->page));
	if (!guest->page)
		return -ENOMEM;
	guest->page->kvm = &vm->kvm;
	apx_kvm_gisa_init(&vm->kvm);
	create_vcpus(vm, kvm);
	guest->vm = vm;
	guest->is_live = 1;
	guest->vm_closed = guest->vcpu_closed = guest->kvm_vfio_closed = 0;
	guest->driver_refs = guest->core_refs = guest->groups = guest->private_pages = 0;
	return apx_kvm_vfio_create(guest);
}

struct apx_guest *apx_guest_of(const struct kvm *kvm)
{
	for (u32 k = 0; k < apx_scope.kvms; k++) {
		if (&apx_guests[k].vm->kvm == kvm)
			return &apx_guests[k];
	}
	return NULL;
}

/* kvm_destroy_vm(), kvm_arch_destroy_vm(), kvm_destroy_devices(): in the caller of the last kvm_put_kvm() */
static void destroy(struct apx_guest *guest)
{
	apx_kvm_gisa_destroy(&guest->vm->kvm);
	apx_kvm_vfio_release(guest);
	guest->is_live = 0;
	apx_free(guest->vm, APX_IN("virt/kvm/kvm_main.c", "kvm_destroy_vm"));
}

static void put(struct apx_guest *guest)
{
	refcount_t *users = &guest->vm->kvm.users_count;

	atomic_dec(&users->refs);
	if (refcount_read(users) == 0)
		destroy(guest);
}

/* A reference that the driver takes. */
void apx_kvm_get(struct kvm *kvm, const struct apx_place *place)
{
	struct apx_guest *guest;

	apx_point_here(place, "kvm_get_kvm");
	APX_LOOK_AT(kvm, place);
	guest = apx_guest_of(kvm);
	if (!guest)
		return;
	if (refcount_read(&kvm->users_count) == 0) {	/* it is being destroyed */
		apx_fault(APX_EV_USE_AFTER_FREE, guest->name, place);
		return;
	}
	atomic_inc(&kvm->users_count.refs);
	guest->driver_refs++;
}

/* Gives back what the driver took; one that it never took is somebody else's, and stays. */
void apx_kvm_put(struct kvm *kvm, const struct apx_place *place)
{
	struct apx_guest *guest;

	apx_point_here(place, "kvm_put_kvm");
	APX_LOOK_AT(kvm, place);
	guest = apx_guest_of(kvm);
	if (!guest || guest->driver_refs == 0) {
		apx_fault(APX_EV_REF_UNDERFLOW, guest ? guest->name : NULL, place);
		return;
	}
	guest->driver_refs--;
	put(guest);
}

/* vfio_device_get_kvm_safe(), vfio_device_put_kvm(): the VFIO core's own reference */
void apx_core_get(struct kvm *kvm)
{
	apx_guest_of(kvm)->core_refs++;
	atomic_inc(&kvm->users_count.refs);
}

void apx_core_put(struct kvm *kvm)
{
	struct apx_guest *guest = apx_guest_of(kvm);

	APX_LOOK_AT(kvm, APX_IN("drivers/vfio/vfio_main.c", "vfio_device_put_kvm"));
	if (!guest || guest->core_refs == 0)
		return;
	guest->core_refs--;
	put(guest);
}

bool kvm_get_kvm_safe(struct kvm *kvm)
{
	APX_LOOK_FROM_CALLER(kvm, 8);
	apx_core_get(kvm);
	return true;
}

void (kvm_put_kvm)(struct kvm *kvm)
{
	APX_LOOK_FROM_CALLER(kvm, 8);
	apx_core_put(kvm);
}

/* kvm_vm_release(), kvm_vcpu_release(): each descriptor holds a reference */
int apx_kvm_close(u32 kvm, u8 *is_closed)
{
	struct apx_guest *guest = &apx_guests[kvm];

	if (!guest->is_live || *is_closed)
		return -EBADF;
	*is_closed = 1;
	put(guest);
	return 0;
}

/* 2 when a live mdev that names the guest has an eventfd for configuration changes, else 0 */
static u8 has_listener(const struct kvm *kvm)
{
#ifdef HAVE_CFG_CHG_TRIGGER
	for (u32 m = 0; m < apx_scope.mdevs; m++) {
		const struct ap_matrix_mdev *mdev = apx_mdevs[m].matrix_mdev;

		if (mdev && apx_is_live(mdev) && mdev->kvm == kvm && mdev->cfg_chg_trigger)
			return 2;
	}
#endif
	return 0;
}

/* Before 6.0 the functions take kvm->lock themselves: held is what is held while the vcpus are blocked, too. */
static void note_masks(struct kvm *kvm, int is_clear, const struct kvm_s390_crypto_cb *before, const struct apx_place *place)
{
	struct apx_guest *guest = apx_guest_of(kvm);

	if (guest)
		apx_noted(APX_EV_MASKS, is_clear, guest - apx_guests, guest->is_blocked_locked[apx_task_number()] || apx_is_held_here(&kvm->lock.apx),
			  (__builtin_memcmp(before, kvm->arch.crypto.crycb, sizeof(*before)) != 0) | has_listener(kvm), place);
}

static struct kvm_s390_crypto_cb masks_before(struct kvm *kvm)
{
	struct apx_guest *guest = apx_guest_of(kvm);

	if (guest)
		guest->is_blocked_locked[apx_task_number()] = 0;
	return *kvm->arch.crypto.crycb;
}

/* Around kvm_arch_crypto_set_masks() of arch/s390/kvm/kvm-s390.c */
void apx_set_masks(struct kvm *kvm, unsigned long *apm, unsigned long *aqm, unsigned long *adm, const struct apx_place *place)
{
	struct kvm_s390_crypto_cb before;

	APX_LOOK_AT(kvm, place);
	apx_touch(apm, 32, place);
	apx_touch(aqm, 32, place);
	apx_touch(adm, 32, place);
	before = masks_before(kvm);
	apx_kvm_set_masks(kvm, apm, aqm, adm);
	note_masks(kvm, 0, &before, place);
}

/* Around kvm_arch_crypto_clear_masks() */
void apx_clear_masks(struct kvm *kvm, const struct apx_place *place)
{
	struct kvm_s390_crypto_cb before;

	APX_LOOK_AT(kvm, place);
	before = masks_before(kvm);
	apx_kvm_clear_masks(kvm);
	note_masks(kvm, 1, &before, place);
}

/* virt/kvm/kvm_main.c */
unsigned long apx_gfn_to_hva(struct kvm *kvm, gfn_t gfn, const struct apx_place *place)
{
	APX_LOOK_AT(kvm, place);
	return apx_page_place(gfn) < 0 ? KVM_HVA_ERR_BAD : 0x100000000UL + (gfn << PAGE_SHIFT);
}

bool apx_is_gpa_in_memslot(struct kvm *kvm, gpa_t gpa, const struct apx_place *place)
{
	APX_LOOK_AT(kvm, place);
	return apx_kvm_is_gpa_in_memslot(kvm, gpa);
}

/* arch/s390/kvm/kvm-s390.c kvm_s390_handle_pv(), kvm_s390_cpus_to_pv(): under kvm->lock, each vcpu's mutex in turn */
int apx_pv_enable(u32 kvm)
{
	const struct apx_place *place = APX_IN("arch/s390/kvm/kvm-s390.c", "kvm_s390_cpus_to_pv");
	struct apx_guest *guest = &apx_guests[kvm];

	if (!guest->is_live || guest->vm_closed)
		return -EBADF;
	apx_core_lock(&guest->vm->kvm.lock, place);
	for (u32 i = 0; !guest->vcpu_closed && i < apx_vcpus(); i++) {
		apx_core_lock(&guest->vm->vcpu[i].mutex, place);
		apx_core_unlock(&guest->vm->vcpu[i].mutex, place);
	}
	guest->vm->kvm.arch.pv.handle = 1;
	apx_core_unlock(&guest->vm->kvm.lock, place);
	return 0;
}

/* The ultravisor's calls Set and Remove Shared Access are the guest's own: no code of the host runs, unless the page is pinned. */
int apx_share(u32 kvm, u64 frame, u8 is_private)
{
	int place = apx_page_place(frame);

	if (!apx_guests[kvm].is_live || place < 0)
		return -EINVAL;
	if (is_private)
		apx_guests[kvm].private_pages |= BIT(place);
	else
		apx_guests[kvm].private_pages &= ~BIT(place);
	return 0;
}

struct apx_guest *apx_guest_that_lists(u32 mdev)
{
	struct apx_guest *guest = NULL;

	for (u32 k = 0; k < apx_scope.kvms; k++) {
		struct apx_guest *other = &apx_guests[k];

		if (!other->is_live || other->kvm_vfio_closed || !(other->groups & BIT(mdev)))
			continue;
		if (!guest || apx_mdevs[mdev].group_kvm == &other->vm->kvm)
			guest = other;
	}
	return guest;
}
