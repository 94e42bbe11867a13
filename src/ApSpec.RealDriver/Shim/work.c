/* SPDX-License-Identifier: GPL-2.0-or-later OR MIT */
/*
 * Time and work. A work item runs when somebody waits for it or when the call is over, always on the call's stack, but as
 * a worker with locks of its own: what the waiter holds, the worker cannot take.
 * Stands for kernel/workqueue.c: queue_work, flush_work; kernel/time/timer.c: msleep.
 */
#include "state.h"

static struct apx_work *first, *last;

void apx_sleep(apx_u32 ms, const struct apx_place *place)
{
	struct apx_request request = { .ms = ms };

	if (!apx_now)
		return;
	apx_point(place, 0, "sleep");
	if (--apx_meter.sleeps < 0)
		apx_fault(APX_EV_HANG, "sleeps without end", place);
	apx_yield(APX_SLEEP, &request);
}

int apx_queue_work(struct apx_work *work)
{
	apx_point(0, __builtin_return_address(0), "queue_work");
	if (work->is_pending)
		return 0;
	work->is_pending = 1;
	work->next = 0;
	if (last && apx_check(last, sizeof(*last), 0, __builtin_return_address(0)))
		last->next = work;
	else
		first = work;
	last = work;
	return 1;
}

/* A queued item whose memory was freed breaks the list; the fault ends this walk and the list with it. */
static int is_sound(const struct apx_work *work, const struct apx_place *place)
{
	struct apx_work *rest = first;

	first = 0;
	if (!apx_check(work, sizeof(*work), place, __builtin_return_address(0)))
		return 0;
	first = rest;
	return 1;
}

static int dequeue(struct apx_work *work, const struct apx_place *place)
{
	struct apx_work *before = 0;

	for (struct apx_work *at = first; at; before = at, at = at->next) {
		if (!is_sound(at, place))
			return last = 0, 0;
		if (at != work)
			continue;
		*(before ? &before->next : &first) = work->next;
		if (last == work)
			last = before;
		work->next = 0;
		work->is_pending = 0;
		return 1;
	}
	return 0;
}

static void run(struct apx_work *work, const struct apx_place *place)
{
	if (!apx_worker_begin(work))
		return apx_fault(APX_EV_WARNING, "works that wait for works: deeper than the shim can follow", place);
	work->running++;
	work->function(work->argument);
	if (apx_is_live(work))	/* else it freed itself, as a work may */
		work->running--;
	apx_worker_end();
}

static int is_over(void *work)
{
	return !apx_is_live(work) || !((struct apx_work *)work)->running;
}

void apx_flush_work(struct apx_work *work, const struct apx_place *place)
{
	static const struct apx_lockobj itself = { .lock_class = APX_LOCK_OTHER, .id = APX_STRANGE };

	apx_point(place, 0, "flush_work");
	if (!apx_check(work, sizeof(*work), place, __builtin_return_address(0)))
		return;
	for (apx_u32 depth = 1; apx_now && depth <= apx_now->depth; depth++)
		if (apx_now->actor[depth].work == work)
			apx_fault_lock(APX_EV_DEADLOCK, &itself, 0, "a work that waits for itself", place);
	if (work->running)
		apx_wait_until(is_over, work, -1, "a work that runs", place);
	if (apx_check(work, sizeof(*work), place, 0) && work->is_pending && dequeue(work, place))
		run(work, place);
}

void apx_run_works(void)
{
	while (apx_now && first) {
		struct apx_work *work = first;

		if (!dequeue(work, 0))
			return;
		run(work, 0);
	}
}
