/* SPDX-License-Identifier: GPL-2.0-or-later OR MIT */
/* Compiled like the shim's own files: nothing sees its accesses but the processor. And the table of functions. */
#include <stddef.h>
#include "runtime.h"

int bugs(const struct apx_call *call);

void unchecked_crash(void)
{
	*(volatile int *)24 = 1;
}

void unchecked_crash_at(volatile void *pointer)
{
	*(volatile int *)pointer = 1;
}

static int boot(const struct apx_scope *scope)
{
	apx_block_reset(scope->adapters * scope->domains);
	apx_lock_edges = !!(scope->flags & APX_LOCKS);
	apx_notes = !!(scope->flags & APX_NOTES);
	return 0;
}

static void start(void)
{
	apx_arena_start();
	apx_catch_signals();
	apx_block_start();
}

static void begin(apx_u32 task, const struct apx_call *call)
{
	apx_task_begin(task, bugs, call);
}

static void observe(struct apx_obs *obs)
{
	memset(obs, 0, offsetof(struct apx_obs, queue));
	obs->size = sizeof(*obs);
	obs->live_allocs = apx_live_allocs();
	obs->is_arena_full = apx_arena_is_full();
	obs->locks_of_call = apx_held_by_call();
	obs->other_held = apx_other_held();
}

__attribute__((visibility("default"))) const struct apx_api *apx_api(void)
{
	static const struct apx_api table = {
		.abi = APX_ABI, .size = sizeof(table), .start = start, .boot = boot, .budget = apx_budgets, .begin = begin,
		.step = apx_task_step, .ready = apx_tasks_ready, .blocked = apx_tasks_blocked, .pass = apx_task_pass, .give_up = apx_task_give_up,
		 .answer = apx_task_answer, .observe = observe, .events = apx_event_list, .save = apx_block_save,
		.restore = apx_block_restore, .hash = apx_block_hash, .block_bytes = apx_block_used,
		.points = apx_points_set, .held = apx_locks_of_task, .works = apx_works, .begin_work = apx_begin_work,
	};

	return &table;
}
