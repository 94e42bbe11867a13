/* SPDX-License-Identifier: GPL-2.0-or-later OR MIT */
/* The library's one symbol, and the scope: ids and their places. */
#include "world.h"

struct apx_scope apx_scope;
u16 apx_adapter_place[256], apx_domain_place[256];
u8 apx_isc_place[8];
unsigned long apx_adapters_in_play[4], apx_domains_in_play[4];

int apx_queue_place(unsigned int apid, unsigned int apqi)
{
	u16 adapter = apx_adapter_place[apid & 0xff], domain = apx_domain_place[apqi & 0xff];

	return adapter == 0xffff || domain == 0xffff ? -1 : (int)(adapter * apx_scope.domains + domain);
}

int apx_page_place(u64 frame)
{
	for (u32 i = 0; i < apx_scope.pages; i++) {
		if (apx_scope.page[i] == frame)
			return i;
	}
	return -1;
}

void apx_mask_of(unsigned long *mask, const u64 *places, const u8 *ids, u32 count)
{
	bitmap_zero(mask, 256);
	for (u32 i = 0; i < count; i++) {
		if (!places || places[i / 64] >> i % 64 & 1)
			set_bit_inv(ids[i], mask);
	}
}

void apx_places_of(u64 *places, const unsigned long *mask, const u8 *ids, u32 count)
{
	for (u32 i = 0; i < count; i++)
		places[i / 64] |= (u64)test_bit_inv(ids[i], mask) << i % 64;
}

static void place_ids(void)
{
	__builtin_memset(apx_adapter_place, 0xff, sizeof(apx_adapter_place));
	__builtin_memset(apx_domain_place, 0xff, sizeof(apx_domain_place));
	__builtin_memset(apx_isc_place, 0xff, sizeof(apx_isc_place));
	for (u32 i = 0; i < apx_scope.adapters; i++)
		apx_adapter_place[apx_scope.apid[i]] = i;
	for (u32 i = 0; i < apx_scope.domains; i++)
		apx_domain_place[apx_scope.apqi[i]] = i;
	for (u32 i = 0; i < apx_scope.iscs; i++)
		apx_isc_place[apx_scope.isc[i]] = i;
	apx_mask_of(apx_adapters_in_play, NULL, apx_scope.apid, apx_scope.adapters);
	apx_mask_of(apx_domains_in_play, NULL, apx_scope.apqi, apx_scope.domains);
}

/* PQAP(QCI) of a host that has everything in play; Na and Nd are bytes 4 and 5, by different names in different trees. */
static void configure_host(void)
{
	apx_config.apsc = apx_config.qact = apx_config.rc8a = 1;
	apx_config.apxa = !!(apx_scope.flags & APX_APXA);
	((u8 *)&apx_config)[4] = ((u8 *)&apx_config)[5] = apx_config.apxa ? 255 : 0;
	apx_mask_of((unsigned long *)apx_config.apm, NULL, apx_scope.apid, apx_scope.adapters);
	apx_mask_of((unsigned long *)apx_config.aqm, NULL, apx_scope.apqi, apx_scope.domains);
	apx_mask_of((unsigned long *)apx_config.adm, NULL, apx_scope.apqi, apx_scope.domains);
}

static bool is_possible(const struct apx_scope *scope)
{
	bool is = scope->size == sizeof(*scope) && scope->mdevs - 1 < APX_MDEVS && scope->kvms - 1 < APX_KVMS &&
		  scope->adapters - 1 < APX_IDS && scope->domains - 1 < APX_IDS && scope->pages <= APX_PAGES &&
		  scope->iscs <= APX_ISCS && scope->format <= 2 && scope->adapters * scope->domains <= APX_QUEUES;

	for (u32 i = 0; is && i < scope->iscs; i++)
		is = scope->isc[i] <= MAX_ISC;
	return is;
}

static int boot(const struct apx_scope *scope)
{
	int error;

	if (!is_possible(scope))
		return -EINVAL;
	apx_block_reset(scope->adapters * scope->domains);
	apx_scope = *scope;
	apx_lock_edges = !!(scope->flags & APX_LOCKS);
	apx_notes = !!(scope->flags & APX_NOTES);
	place_ids();
	configure_host();
	apx_user_boot();
	apx_mdev_boot();
	error = apx_initcalls();
	if (error)
		return error;
	apx_kvm_vfio_boot();
	apx_kvm_boot();
	apx_bus_boot();
	return apx_arena_is_full() ? -ENOMEM : 0;
}

static void begin(apx_u32 task, const struct apx_call *call)
{
	apx_task_begin(task, apx_run_call, call);
}

static const struct apx_event *events(apx_u32 *count, apx_u32 *lost)
{
	return apx_event_list(count, lost);
}

static void start(void)
{
	apx_arena_start();
	apx_low_start();
	apx_block_start();
	apx_catch_signals();
}

extern const char apx_has_attribute_ap_config __attribute__((weak)), apx_has_attribute_guest_matrix __attribute__((weak));

static u32 features(void)
{
	u32 has = 0;

#ifdef APX_OWN_VFIO
	has |= APX_HAS_OWN_VFIO;
#endif
#ifdef APX_OWN_BUS
	has |= APX_HAS_OWN_BUS;
#endif
#ifndef HAVE_HOOK_OWNER
	has |= APX_HAS_HOOK_RWSEM;
#endif
#ifdef HAVE_GROUP_NOTIFIER
	has |= APX_HAS_GROUP_NOTIFIER;
#endif
#ifdef HAVE_IOMMU_NOTIFIER
	has |= APX_HAS_IOMMU_NOTIFIER;
#endif
#ifdef HAVE_OPEN_DEVICE
	has |= APX_HAS_OPEN_COUNT;
#endif
#ifdef HAVE_SHADOW_APCB
	has |= APX_HAS_SHADOW;
#endif
#ifdef HAVE_ADD_MASKS
	has |= APX_HAS_ADD_MASKS;
#endif
#ifdef HAVE_QTABLE
	has |= APX_HAS_QTABLE;
#endif
#ifdef HAVE_REQ_TRIGGER
	has |= APX_HAS_REQUEST | APX_HAS_REQ_IRQ;
#endif
#ifdef HAVE_CFG_CHG_TRIGGER
	has |= APX_HAS_CFG_IRQ;
#endif
#ifdef HAVE_IN_USE
	has |= APX_HAS_IN_USE;
#endif
#ifdef HAVE_CFG_CHANGED
	has |= APX_HAS_CFG_CHANGED;
#endif
#ifdef HAVE_SCAN_COMPLETE
	has |= APX_HAS_SCAN_COMPLETE;
#endif
#ifdef HAVE_DMA_UNMAP
	has |= APX_HAS_DMA_UNMAP;
#endif
#ifdef HAVE_TWO_LOCKS
	has |= APX_HAS_TWO_LOCKS;
#endif
#ifdef HAVE_RESET_WORK
	has |= APX_HAS_RESET_WORK;
#endif
	if (&apx_has_attribute_ap_config)
		has |= APX_HAS_AP_CONFIG;
	if (&apx_has_attribute_guest_matrix)
		has |= APX_HAS_GUEST_MATRIX;
	return has;
}

__attribute__((visibility("default"))) const struct apx_api *apx_api(void)
{
	static struct apx_api api = {
		.abi = APX_ABI,
		.size = sizeof(api),
		.start = start,
		.boot = boot,
		.perms = apx_perms,
		.budget = apx_budgets,
		.begin = begin,
		.step = apx_task_step,
		.ready = apx_tasks_ready,
		.blocked = apx_tasks_blocked,
		.pass = apx_task_pass,
		.give_up = apx_task_give_up,
		.answer = apx_task_answer,
		.observe = apx_observe,
		.events = events,
		.text = apx_text,
		.save = apx_block_save,
		.restore = apx_block_restore,
		.hash = apx_block_hash,
		.block_bytes = apx_block_used,
		.path = apx_path_want,
		.places = apx_path_places,
		.watch = apx_lines_watch,
		.points = apx_points_set,
		.learn = apx_points_learn,
		.forget = apx_points_forget,
		.held = apx_locks_of_task,
		.works = apx_works,
		.begin_work = apx_begin_work,
	};

	api.features = features();
	return &api;
}
