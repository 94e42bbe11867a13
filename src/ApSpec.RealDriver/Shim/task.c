/* SPDX-License-Identifier: GPL-2.0-or-later OR MIT */
/*
 * A call of the driver runs on a stack of its own, so that it can wait in the middle and be abandoned there. An abandoned
 * call is never resumed: whatever it held, it holds for ever. A switch costs a few nanoseconds, whoever waits.
 */
#include <limits.h>
#include <sys/mman.h>
#include "state.h"

enum {
	WORKER = 0x100,		/* an actor's id: its task's plus this for each worker above it */
	CLEARED = APX_STACK / 2,	/* deeper than calls go */
	WIPED = 8 << 10,	/* deeper than most of a call between two points */
};

APX_OUTSIDE struct apx_task apx_tasks[APX_TASKS];
APX_OUTSIDE apx_u32 apx_tasks_used;	/* a snapshot has it; a state does not depend on it */
static apx_u32 blocked;			/* the tasks whose state that is, one bit each */
APX_OUTSIDE struct apx_task *apx_now;
APX_OUTSIDE struct apx_meter apx_meter, apx_meters[APX_TASKS];
static apx_u32 last;			/* whose meter apx_meter is */

/* What passes between a call and the caller of apx_step; used up before anything is saved. */
static APX_OUTSIDE struct {
	void *caller;
	enum apx_status status;
	struct apx_request request;
	struct apx_answer answer;
} passing;
static APX_OUTSIDE struct { long long sleeps, accesses; } budget;
static APX_OUTSIDE char *stacks;

/* A program that has all the answers gives them at once (replay/main.c). */
void apx_answer_now(enum apx_status status, const struct apx_request *request, struct apx_answer *answer) __attribute__((weak));

static int map_stacks(void)
{
	apx_size size = APX_TASKS * (APX_GUARD + APX_STACK);

	stacks = mmap(0, size, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
	if (stacks == MAP_FAILED)
		return stacks = 0, 0;
	for (int i = 0; i < APX_TASKS; i++)
		mprotect(apx_stack_top(&apx_tasks[i]) - APX_STACK, APX_STACK, PROT_READ | PROT_WRITE);
	return 1;
}

char *apx_stack_top(const struct apx_task *task)
{
	return stacks + (task - apx_tasks + 1) * (APX_GUARD + APX_STACK);
}

static void leave(struct apx_task *task)
{
	for (apx_u32 depth = 0; depth <= task->depth; depth++)
		apx_meter.left_held += task->actor[depth].holds;
	for (; task->depth; task->depth--)
		apx_leave_locks(&task->actor[task->depth]);
	apx_leave_locks(&task->actor[0]);
	memset(task->actor, 0, sizeof(struct apx_actor));
	task->state = APX_TASK_NONE;
	blocked &= ~(1u << (task - apx_tasks));
	task->sp = 0;
	task->entry = 0;
	task->wait = 0;
	memset(&task->call, 0, sizeof(task->call));
}

static void switch_stack(void **from, void *const *to, const struct apx_task *call)
{
	void *frames = 0;

	if (apx_stack_leaving)
		apx_stack_leaving(&frames, call);
	apx_stack_switch(from, to);
	if (apx_stack_arrived)
		apx_stack_arrived(frames, !call);
}

static __attribute__((noreturn)) void finish(enum apx_status status, int result)
{
	void *nowhere;

	if (APX_UNLIKELY(apx_is_racing))
		apx_race_end();
	leave(apx_now);
	passing.status = status;
	passing.request = (struct apx_request){ .result = result };
	switch_stack(&nowhere, &passing.caller, 0);
	__builtin_trap();
}

static void run(void)
{
	int result;

	if (apx_stack_arrived)
		apx_stack_arrived(0, 1);
	result = apx_now->entry(&apx_now->call);
	if (apx_now < &apx_tasks[APX_WORKER])
		apx_run_works();
	finish(APX_DONE, result);
}

static void take_meter(apx_u32 number)
{
	if (number == last)
		return;
	apx_meters[last] = apx_meter;
	apx_meter = apx_meters[number];
	last = number;
}

void apx_task_begin(apx_u32 number, int (*entry)(const struct apx_call *), const struct apx_call *call)
{
	struct apx_task *task = &apx_tasks[number];

	if (number >= APX_TASKS || (!stacks && !map_stacks()))
		return;
	take_meter(number);
	if (task->state != APX_TASK_NONE)
		leave(task);
	if (number >= apx_tasks_used)
		apx_tasks_used = number + 1;
	apx_events_clear();
	apx_race_begin();
	apx_meter = (struct apx_meter){ .left = budget.accesses ? budget.accesses : LLONG_MAX,
					.sleeps = budget.sleeps ? budget.sleeps : LLONG_MAX, .fail_alloc = call->fail_alloc };
	apx_meter.accesses = apx_points ? 0 : apx_path_begin(apx_meter.left);
	if (apx_points)		/* what an earlier call left there is no part of a state */
		memset(apx_stack_top(task) - CLEARED, 0, CLEARED);
	task->call = *call;
	task->entry = entry;
	task->actor[0].id = 1 + number;
	if (apx_stack_fresh)
		apx_stack_fresh(task);
	task->sp = apx_stack_new(apx_stack_top(task), run);
	task->state = APX_TASK_READY;
}

/* Of a thread: what functions left there that have returned would come up again in the frames of others, and tell states apart by how they were reached. */
void apx_wipe_below(const struct apx_task *task)
{
#ifdef APX_OWN_SWITCH
	if (task >= &apx_tasks[APX_THREAD] && task->sp && apx_stack_top(task) - (char *)task->sp < APX_STACK - WIPED)
		memset((char *)task->sp - WIPED, 0, WIPED);
#endif
}

int apx_task_step(apx_u32 number, struct apx_request *request)
{
	struct apx_task *task = &apx_tasks[number];

	passing.status = APX_DONE;
	*request = (struct apx_request){ 0 };
	if (number >= APX_TASKS || task->state == APX_TASK_NONE)
		return APX_DONE;
	take_meter(number);
	apx_events_next();
	apx_signal_stack();
	task->state = APX_TASK_RUNNING;
	blocked &= ~(1u << number);
	apx_now = task;
	switch_stack(&passing.caller, &task->sp, task);
	apx_now = 0;
	apx_wipe_below(task);
	*request = passing.request;
	if (passing.status != APX_INSTRUCTION && passing.status != APX_SLEEP && passing.status != APX_POINT)
		request->points = apx_points_passed() + 1;
	return passing.status;
}

void apx_yield(enum apx_status status, const struct apx_request *request)
{
	struct apx_task *task = apx_now;

	if (!task)
		return;
	if (apx_answer_now && status != APX_POINT)
		return apx_answer_now(status, request, &passing.answer);
	passing.status = status;
	passing.request = *request;
	task->state = APX_TASK_WAITING;
	switch_stack(&task->sp, &passing.caller, 0);
}

void apx_block(struct apx_wait *wait)
{
	struct apx_task *task = apx_now;
	struct apx_request request = { .ms = wait->ms, .lock_class = APX_STRANGE, .lock_id = APX_STRANGE, .what = wait->what };

	if (wait->lock) {
		request.lock_class = wait->lock->lock_class;
		request.lock_id = wait->lock->id;
	}
	passing.status = APX_BLOCKED;
	passing.request = request;
	task->wait = wait;
	task->state = APX_TASK_BLOCKED;
	blocked |= 1u << (task - apx_tasks);
	switch_stack(&task->sp, &passing.caller, 0);
	task->wait = 0;
}

int apx_wait_until(int (*is_over)(void *), void *argument, long most_ms, const char *what, const struct apx_place *place)
{
	struct apx_wait wait = { is_over, argument, .what = what, .ms = most_ms < 0 ? APX_FOR_EVER : most_ms };

	while (!is_over(argument)) {
		if (apx_task_number() < APX_THREAD && most_ms && apx_run_oldest_work())
			continue;	/* of calls that run at once workers are tasks of their own */
		if (wait.is_passed && most_ms >= 0)
			return 0;
		if (!apx_now || wait.is_given_up) {
			apx_fault(APX_EV_HANG, what, place);
			return 0;
		}
		apx_block(&wait);
	}
	return 1;
}

static int is_woken(void *waiter)
{
	return ((struct apx_waiter *)waiter)->is_woken;
}

/* kernel/sched/wait.c prepare_to_wait(): from now on a wake-up is not lost, whether the call sleeps already or still looks */
void apx_wait_begin(struct apx_waiter **queue, struct apx_waiter *me, const struct apx_place *place)
{
	if (!apx_check(queue, sizeof(*queue), place, 0))
		return;
	apx_point_note(queue, sizeof(*queue), 1);
	while (*queue && *queue < me)	/* by address: who came first makes no other state, since all are woken */
		queue = &(*queue)->next;
	*me = (struct apx_waiter){ .next = *queue };
	*queue = me;
}

int apx_wait_woken(struct apx_waiter *me, long most_ms, const char *what, const struct apx_place *place)
{
	int is_in_time = apx_wait_until(is_woken, me, most_ms, what, place);

	me->is_woken = 0;
	return is_in_time;
}

void apx_wait_end(struct apx_waiter **queue, struct apx_waiter *me, const struct apx_place *place)
{
	if (!apx_check(queue, sizeof(*queue), place, 0))
		return;
	while (*queue && *queue != me)
		queue = &(*queue)->next;
	if (*queue)
		*queue = me->next;
	*me = (struct apx_waiter){ 0 };	/* it lies in a frame that goes on */
}

void apx_wake_up(struct apx_waiter **queue, const struct apx_place *place)
{
	apx_point(place, 0, "wake_up");
	if (!apx_check(queue, sizeof(*queue), place, 0))
		return;
	apx_point_note(queue, sizeof(*queue), 1);
	for (struct apx_waiter *each = *queue; each; each = each->next)
		each->is_woken = 1;
}

apx_u32 apx_tasks_ready(void)
{
	apx_u32 ready = 0;

	for (apx_u32 i = 0; blocked >> i; i++)
		if (blocked >> i & 1 && apx_tasks[i].wait->is_over(apx_tasks[i].wait->argument))
			ready |= 1u << i;
	return ready;
}

apx_u32 apx_tasks_blocked(void)
{
	return blocked;
}

void apx_task_pass(apx_u32 number)
{
	if (number < APX_TASKS && apx_tasks[number].state == APX_TASK_BLOCKED)
		apx_tasks[number].wait->is_passed = 1;
}

void apx_task_give_up(apx_u32 number)
{
	if (number < APX_TASKS && apx_tasks[number].state == APX_TASK_BLOCKED)
		apx_tasks[number].wait->is_given_up = 1;
}

void apx_abandon(enum apx_status status)
{
	if (!apx_now)
		__builtin_trap();
	finish(status, 0);
}

void apx_task_answer(const struct apx_answer *answer)
{
	passing.answer = *answer;
}

const struct apx_answer *apx_last_answer(void)
{
	return &passing.answer;
}

const struct apx_call *apx_call_now(void)
{
	static const struct apx_call none;

	return apx_now ? &apx_now->call : &none;
}

apx_u32 apx_task_number(void)
{
	return apx_now ? apx_now - apx_tasks : APX_TASKS;
}

apx_u32 apx_locks_of_task(apx_u32 number, struct apx_held *held)
{
	const struct apx_task *task = &apx_tasks[number];
	apx_u32 count = 0;

	for (apx_u32 depth = 0; number < APX_TASKS && task->state && depth <= task->depth; depth++)
		for (apx_u32 i = 0; i < task->actor[depth].holds && count < APX_HELD_MAX; i++) {
			const struct apx_hold *hold = &task->actor[depth].hold[i];

			held[count++] = (struct apx_held){ hold->lock->lock_class, hold->lock->id, hold->is_shared, .text = hold->lock->text };
		}
	return count;
}

int apx_in_call(void)
{
	return apx_now != 0;
}

void apx_budgets(apx_u32 sleeps, apx_u64 accesses)
{
	budget.sleeps = sleeps;
	budget.accesses = accesses;
}

void apx_out_of_accesses(const struct apx_place *place, const void *pc)
{
	static const char subject[] = "memory accesses without end";

	if (apx_path_goes_on(pc))
		return;
	if (apx_now && place)
		apx_fault(APX_EV_HANG, subject, place);
	else if (apx_now)
		apx_fault_pc(APX_EV_HANG, subject, pc);
	apx_meter.accesses = LLONG_MAX;
}

int apx_is_chosen_to_fail(enum apx_owner owner)
{
	if (owner == APX_OWNER_SHIM || !apx_now || !apx_meter.fail_alloc)
		return 0;
	if (apx_meter.fail_alloc < APX_FAIL_STEP)
		return --apx_meter.fail_alloc == 0;
	if (apx_meter.fail_alloc != APX_FAIL_LENT)
		return 0;
	if (owner != APX_OWNER_LENT)
		return 0;
	apx_meter.fail_alloc = 0;
	return 1;
}

int apx_is_step_to_fail(void)
{
	if (!apx_now || apx_meter.fail_alloc <= APX_FAIL_STEP || apx_meter.fail_alloc >= APX_FAIL_NO_AP)
		return 0;
	apx_meter.fail_alloc--;
	return apx_meter.fail_alloc == APX_FAIL_STEP;
}

int apx_has_ap(void)
{
	return !apx_now || apx_meter.fail_alloc != APX_FAIL_NO_AP;
}

struct apx_actor *apx_actor(void)
{
	return apx_now ? &apx_now->actor[apx_now->depth] : 0;
}

struct apx_actor *apx_worker_begin(const struct apx_work *work)
{
	struct apx_actor *actor;

	if (!apx_now || apx_now->depth + 1 == APX_DEPTH)
		return 0;
	actor = &apx_now->actor[++apx_now->depth];
	actor->id = 1 + apx_now - apx_tasks + apx_now->depth * WORKER;
	actor->work = work;
	return actor;
}

/* Whoever runs the next work is another worker: this one's locks stay locked. */
void apx_worker_end(void)
{
	struct apx_actor *actor = &apx_now->actor[apx_now->depth--];

	apx_meter.left_held += apx_leave_locks(actor);
	memset(actor, 0, sizeof(*actor));
}
