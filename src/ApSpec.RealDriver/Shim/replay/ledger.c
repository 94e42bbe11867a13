/* SPDX-License-Identifier: GPL-2.0-or-later OR MIT */
/* What can be seen after a call, as text: one line a thing, only what is not zero. */
#include <stdio.h>
#include "replay.h"

#define PUT(thing, field) put(#field, (thing)->field)
#define PUT_MASK(thing, field) put_mask(#field, (thing)->field)

static void put(const char *name, apx_u64 value)
{
	if (value)
		printf(" %s=%llx", name, value);
}

/* The words of a mask; those behind the first have a number. */
static void put_mask(const char *name, const apx_u64 *mask)
{
	char text[24];

	put(name, mask[0]);
	for (apx_u32 i = 1; i < APX_WORDS; i++) {
		snprintf(text, sizeof(text), "%s.%u", name, i);
		put(text, mask[i]);
	}
}

static void put_all(const char *name, const apx_u8 *values, apx_u32 count)
{
	char text[24];

	for (apx_u32 i = 0; i < count; i++) {
		snprintf(text, sizeof(text), "%s%u", name, i);
		put(text, values[i]);
	}
}

static void print_mdev(apx_u32 place, const struct apx_mdev *mdev)
{
	printf("  m%u", place);
	PUT(mdev, life);
	PUT(mdev, opens);
	PUT(mdev, group_kvm);
	PUT(mdev, kvm);
	PUT(mdev, is_removing);
	PUT(mdev, req_refs);
	PUT(mdev, cfg_refs);
	PUT(mdev, is_stray);
	PUT(mdev, iommu_held);
	PUT(mdev, dev_set_held);
	PUT(mdev, group_held);
	PUT(mdev, descriptors);
	PUT_MASK(mdev, apm);
	PUT_MASK(mdev, aqm);
	PUT_MASK(mdev, adm);
	PUT_MASK(mdev, shadow_apm);
	PUT_MASK(mdev, shadow_aqm);
	PUT_MASK(mdev, shadow_adm);
	PUT_MASK(mdev, add_apm);
	PUT_MASK(mdev, add_aqm);
	PUT_MASK(mdev, add_adm);
	put_all("pins", mdev->pins, APX_PAGES);
	putchar('\n');
}

static void print_kvm(apx_u32 place, const struct apx_kvm *kvm)
{
	printf("  k%u", place);
	PUT(kvm, life);
	PUT(kvm, vm_closed);
	PUT(kvm, vcpu_closed);
	PUT(kvm, kvm_vfio_closed);
	PUT(kvm, driver_refs);
	PUT(kvm, core_refs);
	PUT(kvm, hook);
	PUT(kvm, is_protected);
	PUT(kvm, groups);
	PUT(kvm, lock_held);
	PUT(kvm, vcpu_held);
	PUT(kvm, hook_held);
	PUT(kvm, is_stray);
	PUT(kvm, private_pages);
	PUT_MASK(kvm, apm);
	PUT_MASK(kvm, aqm);
	PUT_MASK(kvm, adm);
	put_all("gisc", kvm->gisc, APX_ISCS);
	putchar('\n');
}

static void print_queue(apx_u32 place, const struct apx_queue *queue)
{
	printf("  q%u", place);
	PUT(queue, is_bound);
	PUT(queue, link);
	PUT(queue, table);
	PUT(queue, saved_isc);
	PUT(queue, saved_page);
	PUT(queue, reset_code);
	putchar('\n');
}

void apx_print_ledger(const struct apx_obs *obs, const struct apx_scope *scope)
{
	printf("  world");
	PUT(obs, live_allocs);
	PUT(obs, instances);
	PUT(obs, module_refs);
	PUT(obs, guests_held);
	PUT(obs, mdevs_held);
	PUT(obs, perms_held);
	PUT(obs, matrix_held);
	PUT(obs, device_list_held);
	PUT(obs, other_held);
	PUT(obs, is_arena_full);
	PUT(obs, locks_of_call);
	PUT(obs, stray_pins);
	putchar('\n');
	for (apx_u32 m = 0; m < scope->mdevs; m++)
		print_mdev(m, &obs->mdev[m]);
	for (apx_u32 k = 0; k < scope->kvms; k++)
		print_kvm(k, &obs->kvm[k]);
	for (apx_u32 q = 0; q < scope->adapters * scope->domains; q++)
		print_queue(q, &obs->queue[q]);
}

/* Without the places of which only an address is known. */
void apx_print_events(const struct apx_event *events, apx_u32 count)
{
	for (apx_u32 i = 0; i < count; i++) {
		const struct apx_event *event = &events[i];

		printf("  event %u a=%u.%u b=%u.%u %s", event->kind, event->a_class, event->a_id, event->b_class, event->b_id,
		       event->subject ? event->subject : "-");
		if (event->function)
			printf(" in %s:%u", event->function, event->line);
		putchar('\n');
	}
}
