/* SPDX-License-Identifier: GPL-2.0-or-later OR MIT */
/* The ledger after a step, read from the driver's own structures. It looks at what is live, or names what is not. */
#include "world.h"

static u8 named;	/* by mdev: something points at it */

static u8 mdev_of(const struct ap_matrix_mdev *pointer)
{
	if (!pointer)
		return 0;
	for (u32 m = 0; m < apx_scope.mdevs; m++) {
		if (apx_mdevs[m].matrix_mdev == pointer) {
			named |= BIT(m);
			return 1 + m;
		}
	}
	return APX_STRANGE;
}

static u8 kvm_of(const struct kvm *pointer)
{
	struct apx_guest *guest;

	if (!pointer)
		return 0;
	guest = apx_guest_of(pointer);
	return guest ? 1 + (guest - apx_guests) : APX_STRANGE;
}

/* What they fill in is zero before. */
static void adapters(u64 *to, const unsigned long *mask, u8 *is_stray)
{
	if (!(mask[0] | mask[1] | mask[2] | mask[3]))
		return;
	*is_stray |= !bitmap_subset(mask, apx_adapters_in_play, 256);
	apx_places_of(to, mask, apx_scope.apid, apx_scope.adapters);
}

static void domains(u64 *to, const unsigned long *mask, u8 *is_stray)
{
	if (!(mask[0] | mask[1] | mask[2] | mask[3]))
		return;
	*is_stray |= !bitmap_subset(mask, apx_domains_in_play, 256);
	apx_places_of(to, mask, apx_scope.apqi, apx_scope.domains);
}

/* The first node of a bucket points back into the table, each other at the node before it. Removal of an mdev leaves the
 * nodes of its queues as they are: what a queue without an mdev points back to is nobody's table. */
static u8 table_of(const struct vfio_ap_queue *q)
{
#ifdef HAVE_QTABLE
	const struct hlist_node *node = &q->mdev_qnode;

	for (u32 steps = 0; node->pprev && steps <= apx_queue_count(); steps++) {
		if (!apx_is_live(node->pprev) || *node->pprev != node)
			return q->matrix_mdev ? APX_STRANGE : 0;
		for (u32 m = 0; m < apx_scope.mdevs; m++) {
			const struct ap_matrix_mdev *mdev = apx_mdevs[m].matrix_mdev;

			if (mdev && (char *)node->pprev >= (char *)&mdev->qtable && (char *)node->pprev < (char *)(&mdev->qtable + 1))
				return 1 + m;
		}
		node = container_of(node->pprev, struct hlist_node, next);
	}
	return node->pprev ? APX_STRANGE : 0;
#else
	return 0;
#endif
}

static u64 saved_frame(const struct vfio_ap_queue *q)
{
#ifdef HAVE_SAVED_PFN
	return q->saved_pfn;
#else
	return q->saved_iova >> PAGE_SHIFT;
#endif
}

static bool is_saved(const struct vfio_ap_queue *q)
{
#ifdef HAVE_SAVED_PFN
	return q->saved_pfn;
#else
	return q->saved_iova;
#endif
}

static void observe_queue(struct apx_queue *to, const struct vfio_ap_queue *q)
{
	int page = apx_page_place(saved_frame(q));

	to->is_bound = 1;
	to->link = mdev_of(q->matrix_mdev);
	to->table = table_of(q);
	if (q->saved_isc != VFIO_AP_ISC_INVALID) {
		u8 place = q->saved_isc <= MAX_ISC ? apx_isc_place[q->saved_isc] : 0xff;

		to->saved_isc = place == 0xff ? APX_STRANGE : 1 + place;
	}
	if (is_saved(q))
		to->saved_page = page < 0 ? APX_STRANGE : 1 + page;
#if defined(HAVE_RESET_STATUS)
	to->reset_code = q->reset_status.response_code;
#elif defined(HAVE_RESET_RC)
	to->reset_code = q->reset_rc;
#endif
}

/* How many sysfs groups outlived the driver's hold on their queue: they are as lost as memory. */
static u32 observe_queues(struct apx_queue *to)
{
	u32 lost = 0, count = apx_queue_count();

	for (u32 i = 0; i < count; i++) {
		const struct ap_queue *queue = apx_queue_now(i);
		const struct device *device = &queue->ap_dev.device;
		const struct vfio_ap_queue *q = queue ? device->driver_data : NULL;

		to[i] = (struct apx_queue){ .driver = queue ? apx_driver_of_queue(queue) : APX_QUEUE_NOBODYS };
		if (!queue)
			continue;
		if (q && to[i].driver != APX_QUEUE_HOSTS && apx_is_live(q))
			observe_queue(&to[i], q);
		lost += !device->driver && apx_sysfs_groups_of(&device->kobj, APX_OWNER_DRIVER);
	}
	return lost;
}

/* What the CRYCB's format shows to the machine: format 2 uses APCB1, the others the single words of APCB0. */
static void observe_masks(struct apx_kvm *to, const struct kvm_s390_crypto *crypto)
{
	const struct kvm_s390_apcb0 *apcb0 = &crypto->crycb->apcb0;
	const struct kvm_s390_apcb1 *apcb1 = &crypto->crycb->apcb1;
	bool is_format2 = (crypto->crycbd & CRYCB_FORMAT_MASK) == CRYCB_FORMAT2;
	unsigned long apm[4] = { }, aqm[4] = { }, adm[4] = { };

	__builtin_memcpy(apm, is_format2 ? apcb1->apm : apcb0->apm, is_format2 ? sizeof(apm) : 8);
	__builtin_memcpy(aqm, is_format2 ? apcb1->aqm : apcb0->aqm, is_format2 ? sizeof(aqm) : 8);
	__builtin_memcpy(adm, is_format2 ? apcb1->adm : apcb0->adm, is_format2 ? sizeof(adm) : 8);
	adapters(to->apm, apm, &to->is_stray);
	domains(to->aqm, aqm, &to->is_stray);
	domains(to->adm, adm, &to->is_stray);
}

static void observe_kvm(struct apx_kvm *to, struct apx_guest *guest)
{
	struct kvm *kvm = &guest->vm->kvm;
	const struct kvm_s390_crypto *crypto = &kvm->arch.crypto;
	apx_pqap_hook *hook = crypto->pqap_hook;

	to->vm_closed = guest->vm_closed;
	to->vcpu_closed = guest->vcpu_closed;
	to->kvm_vfio_closed = guest->kvm_vfio_closed;
	to->hook = hook ? mdev_of(container_of(hook, struct ap_matrix_mdev, pqap_hook)) : 0;
	to->is_protected = kvm->arch.pv.handle != 0;
	to->private_pages = guest->private_pages;
	to->lock_held = apx_is_held(&kvm->lock.apx);
	to->vcpu_held = 0;
	for (u32 i = 0; i < apx_vcpus(); i++)
		to->vcpu_held |= apx_is_held(&guest->vm->vcpu[i].mutex.apx) << i;
#ifndef HAVE_HOOK_OWNER
	to->hook_held = apx_is_held(&crypto->pqap_hook_rwsem.apx);
#endif
	observe_masks(to, crypto);
	for (u32 i = 0; i < apx_scope.iscs; i++)
		to->gisc[i] = min(kvm->arch.gisa_int.alert.ref_count[apx_scope.isc[i]], 255U);
}

static void observe_kvms(struct apx_obs *obs)
{
	for (u32 k = 0; k < apx_scope.kvms; k++) {
		struct apx_guest *guest = &apx_guests[k];
		struct apx_kvm *to = &obs->kvm[k];

		*to = (struct apx_kvm){ .life = guest->is_live ? 0 : 2 };
		to->driver_refs = guest->driver_refs;
		to->core_refs = guest->core_refs;
		to->groups = guest->groups;
		if (guest->is_live)
			observe_kvm(to, guest);
		else if (guest->driver_refs)
			to->life = 1;
	}
}

static void observe_matrix(struct apx_mdev *to, const struct ap_matrix_mdev *mdev)
{
	to->kvm = kvm_of(mdev->kvm);
	adapters(to->apm, mdev->matrix.apm, &to->is_stray);
	domains(to->aqm, mdev->matrix.aqm, &to->is_stray);
#ifdef HAVE_REQ_TRIGGER
	to->has_req = mdev->req_trigger != NULL;
#endif
	domains(to->adm, mdev->matrix.adm, &to->is_stray);
#ifdef HAVE_GROUP_NOTIFIER
	to->group_notifier = mdev->group_notifier.apx_is_registered;
#endif
#ifdef HAVE_IOMMU_NOTIFIER
	to->iommu_notifier = mdev->iommu_notifier.apx_is_registered;
#endif
#ifdef HAVE_SHADOW_APCB
	adapters(to->shadow_apm, mdev->shadow_apcb.apm, &to->is_stray);
	domains(to->shadow_aqm, mdev->shadow_apcb.aqm, &to->is_stray);
	domains(to->shadow_adm, mdev->shadow_apcb.adm, &to->is_stray);
#endif
#ifdef HAVE_ADD_MASKS
	adapters(to->add_apm, mdev->apm_add, &to->is_stray);
	domains(to->add_aqm, mdev->aqm_add, &to->is_stray);
	domains(to->add_adm, mdev->adm_add, &to->is_stray);
#endif
}

static void observe_mdev(struct apx_mdev *to, const struct apx_mdev_slot *slot, u32 mdev)
{
	bool is_live = slot->matrix_mdev && apx_is_live(slot->matrix_mdev);

	*to = (struct apx_mdev){ };
	if (is_live)
		to->life = slot->device ? 1 : 3;
	else if (slot->matrix_mdev)
		to->life = slot->device || named & BIT(mdev) ? 2 : 0;
	to->opens = slot->opens;
	to->group_kvm = kvm_of(slot->group_kvm);
	to->is_removing = slot->is_removing;
	to->req_refs = apx_eventfd_refs(mdev, APX_IRQ_REQ);
	to->cfg_refs = apx_eventfd_refs(mdev, APX_IRQ_CFG);
	to->iommu_held = slot->iommu_held;
	to->dev_set_held = slot->dev_set_held;
	to->group_held = slot->group_held;
	to->descriptors = slot->descriptors;
	for (u32 i = 0; i < apx_scope.pages; i++)
		to->pins[i] = min(slot->pins[i], (u16)255);
	if (is_live)
		observe_matrix(to, slot->matrix_mdev);
}

/* A guest that is gone stays in the ledger as long as an mdev or a group names it. */
static void keep_named_guest(struct apx_obs *obs, u8 pointer)
{
	if (pointer && pointer != APX_STRANGE && obs->kvm[pointer - 1].life == 2)
		obs->kvm[pointer - 1].life = 1;
}

/* Removed and freed, but still an entry of the driver's list. */
static void name_listed(void)
{
	const struct list_head *head = &matrix_dev->mdev_list, *at = head;

	for (u32 steps = 0; steps < 2 * APX_MDEVS; steps++) {
		at = at->next;
		if (!at || at == head)
			return;
		mdev_of(container_of(at, struct ap_matrix_mdev, node));
		if (!apx_is_live(at))
			return;
	}
}

apx_u8 apx_mdevs_held(void)
{
#ifdef HAVE_TWO_LOCKS
	return matrix_dev && apx_is_held_here(&matrix_dev->mdevs_lock.apx);
#else
	return matrix_dev && apx_is_held_here(&matrix_dev->lock.apx);
#endif
}

static void observe_matrix_dev(struct apx_obs *obs)
{
	if (!matrix_dev || !apx_is_live(matrix_dev))
		return;
	name_listed();
#ifdef HAVE_TWO_LOCKS
	obs->guests_held = apx_is_held(&matrix_dev->guests_lock.apx);
	obs->mdevs_held = apx_is_held(&matrix_dev->mdevs_lock.apx);
#else
	obs->matrix_held = apx_is_held(&matrix_dev->lock.apx);
#endif
}

void apx_observe(struct apx_obs *obs)
{
	u32 live = apx_live_allocs(), lost;

	named = 0;
	apx_vfio_look();
	__builtin_memset(obs, 0, offsetof(struct apx_obs, mdev));
	obs->stray_pins = apx_stray_pins;
	obs->size = sizeof(*obs);
	lost = obs->queue ? observe_queues(obs->queue) : 0;
	observe_kvms(obs);
	observe_matrix_dev(obs);
	for (u32 m = 0; m < apx_scope.mdevs; m++) {
		observe_mdev(&obs->mdev[m], &apx_mdevs[m], m);
		keep_named_guest(obs, obs->mdev[m].kvm);
		keep_named_guest(obs, obs->mdev[m].group_kvm);
		obs->device_list_held |= apx_mdevs[m].list_held;
	}
	obs->live_allocs = (live > apx_allocs_of_load ? live - apx_allocs_of_load : 0) + lost;
	obs->instances = apx_instances;
	obs->module_refs = min(apx_module.refs, 255);
	obs->perms_held = apx_is_perms_held();
	obs->other_held = apx_other_held();
	obs->is_arena_full = apx_arena_is_full();
	obs->locks_of_call = apx_held_by_call();
}

/* What is as it must be is told of additions alone: walks are many. */
void apx_list_used(const void *head, int is_added_to, const struct apx_place *place)
{
	int is_held;

	if (!matrix_dev || head != &matrix_dev->mdev_list)
		return;
#ifdef HAVE_TWO_LOCKS
	is_held = apx_is_held_here(&matrix_dev->guests_lock.apx);
#else
	is_held = apx_is_held_here(&matrix_dev->lock.apx);
#endif
	if (is_added_to || !is_held)
		apx_noted(APX_EV_LIST, 0, 0, is_held, 0, place);
}
