/* SPDX-License-Identifier: GPL-2.0-or-later OR MIT */
/* Completions (kernel/sched/completion.c). */
#include "world.h"

static int is_complete(void *argument)
{
	struct completion *completion = argument;

	return !apx_is_live(completion) || completion->done > 0;
}

bool try_wait_for_completion(struct completion *completion)
{
	APX_LOOK_FROM_CALLER(completion, sizeof(*completion));
	if (!completion->done)
		return false;
	completion->done--;
	return true;
}

long apx_wait_for_completion(struct completion *completion, long jiffies, const char *what, const struct apx_place *place)
{
	long ms = jiffies == MAX_SCHEDULE_TIMEOUT ? -1 : jiffies * (1000 / HZ);

	apx_touch(completion, sizeof(*completion), place);
	if (!apx_wait_until(is_complete, completion, ms, what, place))
		return 0;
	apx_touch(completion, sizeof(*completion), place);
	completion->done--;
	return 1;
}
