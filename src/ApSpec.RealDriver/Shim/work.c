/* SPDX-License-Identifier: GPL-2.0-or-later OR MIT */
/*
 * Time and work. A work item runs when a call waits for it or is over, on that call's stack, but as a worker with locks of
 * its own: a lock that the waiter holds, the worker cannot take. When calls run at once the caller of apx_step() can also have
 * a worker begin it, as a task beside the call that queued it.
 * Stands for kernel/workqueue.c: queue_work, flush_work; kernel/time/timer.c: msleep. Leaves out which queue an item is on:
 * items begin in the order in which they were queued, and a work never runs twice at once (process_one_work()).
 */
#include "state.h"

static struct apx_work *first, *last;	/* queued, the oldest first */

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
	if (work->is_pending || work->cancelling)
		return 0;
	apx_point_note(work, sizeof(*work), 1);
	work->is_pending = 1;
	work->queued_by = apx_task_number();
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

/* Who takes a work off its queue, where no call waits for it. */
static const struct apx_place worker = { "kernel/workqueue.c", "process_one_work", 0 };

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
		apx_point_note(work, sizeof(*work), 1);
		work->next = 0;
		work->is_pending = 0;
		work->queued_by = 0;
		return 1;
	}
	return 0;
}

static void call_function(struct apx_work *work)
{
	work->running++;
	work->run_by = apx_task_number();
	work->function(work->argument);
	if (apx_is_freed(work))		/* it freed itself, as a work may */
		return;
	apx_point_note(work, sizeof(*work), 1);
	if (!--work->running)
		work->run_by = 0;
}

static void run(struct apx_work *work, const struct apx_place *place)
{
	if (!apx_worker_begin(work))
		return apx_fault(APX_EV_WARNING, "works that wait for works: deeper than the shim can follow", place);
	call_function(work);
	apx_worker_end();
}

/* The oldest that does not run already; one whose memory was freed is for the caller to find out. */
static struct apx_work *oldest(void)
{
	struct apx_work *work = first;

	while (work && !apx_is_freed(work) && work->running)
		work = work->next;
	return work;
}

static int work_of_worker(const struct apx_call *none)
{
	struct apx_work *work = oldest();

	if (!work || !dequeue(work, &worker))
		return 0;
	apx_actor()->work = work;
	call_function(work);
	return 0;
}

apx_u32 apx_works(void)
{
	return oldest() != 0;
}

apx_u32 apx_begin_work(apx_u32 task)
{
	static const struct apx_call none;
	struct apx_work *work = oldest();

	if (!work || task < APX_WORKER || task >= APX_TASKS)
		return APX_TASKS;
	apx_task_begin(task, work_of_worker, &none);
	return apx_is_freed(work) ? 0 : work->queued_by;
}

static int is_over(void *work)
{
	return apx_is_freed(work) || !((struct apx_work *)work)->running;
}

/* As a deadlock report names it, and what a worker has that others wait for. */
static const char *name_of(const struct apx_work *work)
{
	return work->run_by == APX_WORKER ? "work w1" : work->run_by == APX_WORKER + 1 ? "work w2" : "a work that runs";
}

static void wait_for(struct apx_work *work, const struct apx_place *place)
{
	static const struct apx_lockobj itself = { .lock_class = APX_LOCK_OTHER, .id = APX_STRANGE };

	for (apx_u32 depth = 0; apx_now && depth <= apx_now->depth; depth++)
		if (apx_now->actor[depth].work == work)
			apx_fault_lock(APX_EV_DEADLOCK, &itself, 0, "a work that waits for itself", place);
	if (work->running)
		apx_wait_until(is_over, work, -1, name_of(work), place);
}

void apx_flush_work(struct apx_work *work, const struct apx_place *place)
{
	apx_point(place, 0, "flush_work");
	if (!apx_check(work, sizeof(*work), place, __builtin_return_address(0)))
		return;
	wait_for(work, place);
	if (apx_check(work, sizeof(*work), place, 0) && work->is_pending && dequeue(work, place))
		run(work, place);
}

/* Those that no worker has begun. Of calls that run at once each runs what it queued itself. */
static struct apx_work *left_over(void)
{
	struct apx_work *work = oldest();

	if (apx_task_number() < APX_THREAD || !work || apx_is_freed(work))
		return work;
	for (; work && !apx_is_freed(work); work = work->next)
		if (!work->running && work->queued_by == apx_task_number())
			return work;
	return work;
}

int apx_run_oldest_work(void)
{
	struct apx_work *work = apx_now ? oldest() : 0;

	if (!work || !dequeue(work, &worker))
		return 0;
	run(work, &worker);
	return 1;
}

/* kernel/workqueue.c cancel_work(), cancel_work_sync(): what no worker has begun never runs; what runs is waited for */
int apx_cancel_work(struct apx_work *work, int is_sync, const struct apx_place *place)
{
	int was_pending;

	apx_point(place, 0, "cancel_work");
	if (!apx_check(work, sizeof(*work), place, 0))
		return 0;
	was_pending = work->is_pending && dequeue(work, place);
	if (!is_sync)
		return was_pending;
	work->cancelling++;	/* it cannot be queued meanwhile, by itself or by another */
	wait_for(work, place);
	if (apx_check(work, sizeof(*work), place, 0))
		work->cancelling--;
	return was_pending;
}

void apx_run_works(void)
{
	while (apx_now && left_over()) {
		struct apx_work *work;

		apx_point(0, __builtin_return_address(0), "the call ends");
		work = left_over();
		if (!work || !dequeue(work, &worker))
			return;
		run(work, &worker);
	}
}
