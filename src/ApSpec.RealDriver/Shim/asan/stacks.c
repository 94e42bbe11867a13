/* SPDX-License-Identifier: GPL-2.0-or-later OR MIT */
/* Tells AddressSanitizer which stack runs: without that, a call that waits and goes on looks to it like wild accesses. */
#include <sanitizer/asan_interface.h>
#include <sanitizer/common_interface_defs.h>
#include "state.h"

static struct {
	const void *bottom;
	size_t size;
} caller;

static const char *bottom_of(const struct apx_task *task)
{
	return apx_stack_top(task) - APX_STACK;
}

void apx_stack_fresh(const struct apx_task *task)
{
	__asan_unpoison_memory_region(bottom_of(task), APX_STACK);	/* what an abandoned call left there */
}

void apx_stack_leaving(void **frames, const struct apx_task *to)
{
	if (to)
		__sanitizer_start_switch_fiber(frames, bottom_of(to), APX_STACK);
	else
		__sanitizer_start_switch_fiber(frames, caller.bottom, caller.size);
}

void apx_stack_arrived(void *frames, int is_in_call)
{
	if (is_in_call)
		__sanitizer_finish_switch_fiber(frames, &caller.bottom, &caller.size);
	else
		__sanitizer_finish_switch_fiber(frames, 0, 0);
}
