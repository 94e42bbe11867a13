/* SPDX-License-Identifier: GPL-2.0-or-later OR MIT */
/* Tests the shim's runtime with a driver full of bugs, then measures it. See build.sh. */
#include <dlfcn.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>
#include "abi.h"
#include "bugs.h"

static const struct apx_api *api;
static struct apx_scope scope = { .size = sizeof(struct apx_scope), .flags = APX_LOCKS };
static struct apx_request request;
static struct apx_obs obs;
static const struct apx_event *event;	/* of the last call */
static apx_u32 count, lost;
static int failures, checks;

static void expect(int is_true, const char *what, int line)
{
	checks++;
	if (!is_true) {
		failures++;
		printf("FAILED line %d: %s\n", line, what);
	}
}
#define EXPECT(condition) expect(condition, #condition, __LINE__)

static int step(void)
{
	int status = api->step(0, &request);

	api->observe(&obs);
	event = api->events(&count, &lost);
	return status;
}

static int call(int bug)
{
	api->begin(0, &(struct apx_call){ .op = bug });
	return step();
}

/* The last fault: where its memory was freed stands behind it. */
static const struct apx_event *last(void)
{
	return &event[count > 1 && event[count - 1].kind == APX_EV_FREED ? count - 2 : count - 1];
}

static int dies(int bug, int kind, const char *subject, int line)
{
	int is_good = call(bug) == APX_DIED && last() == event && last()->kind == kind && !strcmp(last()->subject, subject) &&
		      (last()->pc || last()->line);

	if (!is_good)
		printf("line %d: request %d, %u events, kind %d, subject %s\n", line, request.result, count,
		       count ? last()->kind : -1, count ? last()->subject : "-");
	return is_good;
}
#define DIES(bug, kind, subject) EXPECT(dies(bug, kind, subject, __LINE__))

static void memory(void)
{
	EXPECT(call(COUNT) == APX_DONE && request.result == 1 && count == 0 && obs.live_allocs == 0);
	DIES(READ_FREED, APX_EV_USE_AFTER_FREE, "i0");
	EXPECT(count == 2 && event[1].kind == APX_EV_FREED && !strcmp(event[1].function, "gone"));
	DIES(WRITE_FREED, APX_EV_USE_AFTER_FREE, "i0");
	DIES(FREE_TWICE, APX_EV_DOUBLE_FREE, "i0");
	DIES(FREE_MIDDLE, APX_EV_WILD, "freed: no start of an object");
	DIES(READ_NULL, APX_EV_NULL, "NULL");
	DIES(READ_NULL_MEMBER, APX_EV_NULL, "NULL+0x34");
	DIES(READ_NULL_CONTAINER, APX_EV_NULL, "NULL-0x40");
	DIES(READ_BEYOND, APX_EV_OUT_OF_BOUNDS, "i0");
	DIES(WRITE_TAIL, APX_EV_OUT_OF_BOUNDS, "thirteen");
	DIES(COPY_BEYOND, APX_EV_OUT_OF_BOUNDS, "i0");
	DIES(READ_NO_OBJECT, APX_EV_WILD, "an address in no object");
	DIES(READ_FILLED_POINTER, APX_EV_WILD, "a pointer read from memory never written");
	DIES(READ_IMPOSSIBLE, APX_EV_WILD, "an address that cannot be");
	api->boot(&(struct apx_scope){ .flags = APX_NOTES });
	EXPECT(call(READ_FREED) == APX_DIED && count == 3 && event[0].kind == APX_EV_USE_AFTER_FREE);
	EXPECT(event[1].kind == APX_EV_FREED && !strcmp(event[1].function, "gone"));
	EXPECT(event[2].kind == APX_EV_ALLOCATED && !strcmp(event[2].function, "item"));
	api->begin(0, &(struct apx_call){ .op = FAIL_SECOND_ALLOC, .fail_alloc = 2 });
	EXPECT(step() == APX_DONE && request.result == 5);
	api->boot(&scope);
	EXPECT(call(LEAK) == APX_DONE && obs.live_allocs == 1);
	EXPECT(call(FILL_ARENA) == APX_DONE && obs.is_arena_full && obs.live_allocs == 1);
	api->boot(&scope);
	EXPECT(call(COUNT) == APX_DONE && request.result == 1 && !obs.is_arena_full && obs.live_allocs == 0);
}

static void signals(void)
{
#ifdef __s390x__		/* tells the page of a faulting address, not the byte */
	DIES(CRASH, APX_EV_NULL, "NULL");
	DIES(CRASH_IN_LIBC, APX_EV_NULL, "NULL");
#else
	DIES(CRASH, APX_EV_NULL, "NULL+0x18");
	DIES(CRASH_IN_LIBC, APX_EV_NULL, "NULL+0x10");
	DIES(CRASH_IMPOSSIBLE, APX_EV_WILD, "an address without memory");
#endif
	DIES(CRASH_FREED_POINTER, APX_EV_USE_AFTER_FREE, "a pointer read from freed memory");
	DIES(OVERFLOW_STACK, APX_EV_WILD, "the stack is used up");
	DIES(DIVIDE_BY_ZERO, APX_EV_BUG, "a division by zero");
	DIES(UNDEFINED_INSTRUCTION, APX_EV_BUG, "an undefined instruction");
	EXPECT(call(COUNT) == APX_DONE && request.result == 2);
}

static int is_about(int kind, int lock_class)
{
	return count == 1 && last()->kind == kind && last()->a_class == lock_class && last()->line && last()->function;
}

static void locks(void)
{
	api->boot(&(struct apx_scope){ 0 });
	EXPECT(call(LOCK_TWICE) == APX_STUCK && is_about(APX_EV_DEADLOCK, APX_LOCK_MATRIX) && obs.locks_of_call == 1);
	EXPECT(call(LOCK_TWICE) == APX_STUCK && is_about(APX_EV_DEADLOCK, APX_LOCK_MATRIX) && obs.locks_of_call == 0);
	api->boot(&(struct apx_scope){ 0 });
	EXPECT(call(LOCK_UPGRADE) == APX_STUCK && is_about(APX_EV_DEADLOCK, APX_LOCK_HOOK));
	EXPECT(call(UNLOCK_FREE) == APX_DONE && request.result == 7 && is_about(APX_EV_UNLOCK_NOT_HELD, APX_LOCK_MATRIX));
	EXPECT(call(UNLOCK_TWICE) == APX_DONE && request.result == 7 && is_about(APX_EV_UNLOCK_NOT_HELD, APX_LOCK_MATRIX));
	EXPECT(call(LEAVE_LOCKED) == APX_DONE && obs.locks_of_call == 1 && obs.other_held == 1);
	EXPECT(call(TAKE_LEFT) == APX_STUCK && is_about(APX_EV_DEADLOCK, APX_LOCK_OTHER) && obs.other_held == 1);
	EXPECT(call(FREE_HELD_LOCK) == APX_DONE && is_about(APX_EV_WARNING, APX_LOCK_OTHER));
	EXPECT(call(READ_LOCK_FREED) == APX_DIED && last()->kind == APX_EV_USE_AFTER_FREE && last()->line);
	api->boot(&scope);
	EXPECT(call(EDGES) == APX_DONE && count == 3 && obs.locks_of_call == 0);
	EXPECT(last()->kind == APX_EV_EDGE && last()->a_class == APX_LOCK_GUESTS && last()->b_class == APX_LOCK_HOOK);
}

static void budgets(void)
{
	api->boot(&scope);
	api->budget(10, 100000);
	EXPECT(call(LOOP) == APX_HUNG && last()->kind == APX_EV_HANG && last()->pc);
	EXPECT(call(SPIN) == APX_HUNG && last()->kind == APX_EV_HANG && last()->pc);
	api->begin(0, &(struct apx_call){ .op = SLEEP_FOR_EVER });
	for (int i = 0; i < 10; i++)
		EXPECT(step() == APX_SLEEP && request.ms == 20);
	EXPECT(step() == APX_HUNG && last()->kind == APX_EV_HANG && last()->line);
	api->budget(0, 0);
	EXPECT(call(SLEEP) == APX_SLEEP && request.ms == 20);
	EXPECT(step() == APX_INSTRUCTION && request.function == APX_ZAPQ);
	api->answer(&(struct apx_answer){ .response_code = 4 });
	EXPECT(step() == APX_DONE && request.result == 4);
	EXPECT(call(WARN) == APX_DONE && request.result == 3 && count == 1);
	EXPECT(call(LOTS_OF_WARNINGS) == APX_DONE && count == APX_EVENTS && lost == 300 - APX_EVENTS);
}

static void works(void)
{
	api->boot(&(struct apx_scope){ 0 });
	EXPECT(call(FLUSH_HOLDING) == APX_STUCK && is_about(APX_EV_DEADLOCK, APX_LOCK_MATRIX) && last()->b_id == 1);
	api->boot(&scope);
	EXPECT(call(FLUSH_ITSELF) == APX_STUCK && last()->kind == APX_EV_DEADLOCK);
	api->boot(&scope);
	EXPECT(call(WORK_AT_END) == APX_DONE && request.result == 6 && count == 0 && obs.locks_of_call == 0);
	EXPECT(call(WORKER_LEAVES_LOCKED) == APX_DONE && request.result == 5 && obs.locks_of_call == 1);
	api->boot(&scope);
	EXPECT(call(FREE_QUEUED_WORK) == APX_DIED && last()->kind == APX_EV_USE_AFTER_FREE);
	EXPECT(call(COUNT) == APX_DONE && count == 0);
}

static void snapshots(void)
{
	apx_u64 fresh, one, waiting;

	api->boot(&scope);
	fresh = api->hash();
	EXPECT(api->save(0) && !api->save(5000) && !api->restore(7));
	call(COUNT);
	one = api->hash();
	EXPECT(one != fresh && api->save(3));
	call(LEAK);
	call(LOCK_TWICE);
	EXPECT(api->hash() != one);
	EXPECT(api->restore(3) && api->hash() == one);
	EXPECT(call(COUNT) == APX_DONE && request.result == 2);
	EXPECT(call(READ_NO_OBJECT) == APX_DIED);	/* the map forgets what was allocated in between */
	EXPECT(api->restore(0) && api->hash() == fresh);
	EXPECT(call(NOTHING) == APX_DONE && api->hash() == fresh);
	EXPECT(call(COUNT) == APX_DONE && request.result == 1 && api->hash() == one);
	api->boot(&scope);
	EXPECT(api->hash() == fresh);

	/* In the middle of a call, twice from the same point. */
	EXPECT(call(SLEEP_HOLDING) == APX_SLEEP && step() == APX_SLEEP && request.ms == 2);
	waiting = api->hash();
	EXPECT(api->save(1));
	EXPECT(step() == APX_SLEEP && request.ms == 3 && step() == APX_DONE && request.result == 6);
	EXPECT(call(OVERFLOW_STACK) == APX_DIED);
	EXPECT(api->restore(1) && api->hash() == waiting);
	EXPECT(step() == APX_SLEEP && request.ms == 3 && step() == APX_DONE && request.result == 6 && obs.locks_of_call == 0);
}

/* A world with queues may have more memory; the next one does without it, and nothing of it is left. */
static void growth(void)
{
	const struct apx_scope big = { .adapters = 2, .domains = 128, .flags = APX_LOCKS };
	apx_u64 fresh, full, used;

	api->boot(&scope);
	fresh = api->hash();
	EXPECT(call(FILL_ARENA) == APX_DONE && obs.is_arena_full);
	used = api->block_bytes();
	EXPECT(api->boot(&big) == 0 && api->hash() == fresh && !obs.live_allocs);
	EXPECT(api->save(4));
	EXPECT(call(FILL_ARENA) == APX_DONE && obs.is_arena_full && api->block_bytes() > 2 * used);
	full = api->hash();
	EXPECT(api->save(5) && api->restore(4) && api->hash() == fresh);
	EXPECT(api->restore(5) && api->hash() == full);
	EXPECT(call(READ_FREED) == APX_DIED && api->restore(4));
	EXPECT(call(FILL_ARENA) == APX_DONE && api->hash() == full);
	api->boot(&scope);
	EXPECT(api->hash() == fresh && !api->restore(5) && api->hash() == fresh);
	EXPECT(call(FILL_ARENA) == APX_DONE && api->block_bytes() == used);
	api->boot(&scope);
	EXPECT(call(COUNT) == APX_DONE && request.result == 1 && !obs.is_arena_full);
}

static int task_step(apx_u32 task)
{
	int status = api->step(task, &request);

	api->observe(&obs);
	event = api->events(&count, &lost);
	return status;
}

static int task_call(apx_u32 task, int bug)
{
	api->begin(task, &(struct apx_call){ .op = bug });
	return task_step(task);
}

static int waits_for(const char *what, apx_u32 ms)
{
	return !strcmp(request.what, what) && request.ms == ms;
}

/* As a caller with so much on its stack. */
static int __attribute__((noinline)) step_below(apx_u32 task, int bytes)
{
	volatile char room[bytes];

	room[0] = 0;
	return task_step(task) + room[0];
}

static int is_same_below(apx_u32 task, int status)
{
	apx_u64 hash;

	if (!api->save(1) || step_below(task, 16) != status)
		return 0;
	hash = api->hash();
	return api->restore(1) && step_below(task, 2000) == status && api->hash() == hash;
}

/* A state does not depend on where the stack of whoever steps is: that of managed code moves when it is compiled again. */
static void __attribute__((unused)) callers(void)
{
	api->boot(&scope);
	api->begin(0, &(struct apx_call){ .op = SLEEP_HOLDING });
	EXPECT(is_same_below(0, APX_SLEEP) && is_same_below(0, APX_SLEEP));
	api->begin(1, &(struct apx_call){ .op = WAIT_HOLDING });
	EXPECT(is_same_below(1, APX_BLOCKED) && is_same_below(1, APX_BLOCKED));
}

/* One call waits, others go on: it holds what it took, and what it waits for ends its wait. */
static void waits(void)
{
	apx_u64 waiting;

	api->boot(&scope);
	EXPECT(task_call(1, WAIT_HOLDING) == APX_BLOCKED && waits_for("a word from another call", ~0u));
	EXPECT(request.lock_class == APX_STRANGE && obs.locks_of_call == 0 && api->blocked() == 2 && api->ready() == 0);
	EXPECT(task_call(0, TAKE) == APX_BLOCKED && request.lock_class == APX_LOCK_MATRIX && api->blocked() == 3 && api->ready() == 0);
	EXPECT(task_step(0) == APX_BLOCKED);	/* looks again, in vain */
	waiting = api->hash();
	EXPECT(api->save(1));
	EXPECT(task_call(2, LET_GO) == APX_DONE && api->ready() == 2);
	EXPECT(task_step(1) == APX_DONE && request.result == 5 && api->ready() == 1);
	EXPECT(task_step(0) == APX_DONE && request.result == 6 && api->blocked() == 0 && obs.locks_of_call == 0);
	EXPECT(api->restore(1) && api->hash() == waiting && api->blocked() == 3 && api->ready() == 0);
	api->give_up(0);
	EXPECT(task_step(0) == APX_STUCK && is_about(APX_EV_DEADLOCK, APX_LOCK_MATRIX) && api->blocked() == 2);
	EXPECT(api->restore(1));
	api->give_up(1);
	EXPECT(task_step(1) == APX_HUNG && last()->kind == APX_EV_HANG && api->ready() == 0);
	EXPECT(task_step(0) == APX_STUCK && is_about(APX_EV_DEADLOCK, APX_LOCK_MATRIX));	/* who held it is gone */

	api->boot(&scope);
	EXPECT(task_call(3, WAIT_AT_MOST) == APX_BLOCKED && request.ms == 10000);
	api->pass(3);
	EXPECT(task_step(3) == APX_DONE && request.result == 0);
	EXPECT(task_call(3, WAIT_AT_MOST) == APX_BLOCKED && task_call(0, LET_GO) == APX_DONE);
	EXPECT(task_step(3) == APX_DONE && request.result == 1);

	api->boot(&scope);
	EXPECT(task_call(1, WAIT_IN_QUEUE) == APX_BLOCKED && waits_for("let_go", ~0u) && api->ready() == 0);
	EXPECT(task_call(0, NOTHING) == APX_DONE && api->ready() == 0);
	EXPECT(task_call(0, WAKE_UP) == APX_DONE && request.result == 1 && api->ready() == 2);
	EXPECT(task_step(1) == APX_BLOCKED && api->ready() == 0);	/* woken for nothing */
	EXPECT(task_call(0, LET_GO) == APX_DONE && api->ready() == 0);	/* nobody has woken it */
	EXPECT(task_call(0, WAKE_UP) == APX_DONE && task_step(1) == APX_DONE && request.result == 2);
	EXPECT(task_call(0, WAKE_UP) == APX_DONE && request.result == 0);	/* nobody waits any more */

	api->boot(&scope);
	EXPECT(task_call(1, WAIT_FOR_WORK) == APX_DONE && request.result == 1 && api->blocked() == 0);
	api->boot(&scope);
	EXPECT(task_call(1, CANCEL_QUEUED) == APX_DONE && request.result == 1);
	EXPECT(task_call(1, WAIT_IN_QUEUE) == APX_BLOCKED);	/* the work did not run */
}

/* Readers are in together, but behind a writer that waits. */
static void readers(void)
{
	api->boot(&scope);
	EXPECT(task_call(1, READ_WAITING) == APX_BLOCKED && task_call(0, READ) == APX_DONE && request.result == 8);
	EXPECT(task_call(2, WRITE) == APX_BLOCKED && api->ready() == 0);
	EXPECT(task_call(0, READ) == APX_BLOCKED && api->ready() == 0);
	EXPECT(task_call(3, LET_GO) == APX_DONE && api->ready() == 2);
	EXPECT(task_step(1) == APX_DONE && request.result == 7 && api->ready() == 4);
	EXPECT(task_step(0) == APX_BLOCKED);	/* it is free, and the writer's */
	EXPECT(task_step(2) == APX_DONE && request.result == 9 && api->ready() == 1);
	EXPECT(task_step(0) == APX_DONE && request.result == 8 && api->blocked() == 0 && obs.locks_of_call == 0);

	api->boot(&scope);
	EXPECT(task_call(0, READ_TWICE) == APX_STUCK && last()->kind == APX_EV_DEADLOCK);
}

/* Past the points where another could come between. */
static int thread_step(apx_u32 task)
{
	int status;

	do
		status = task_step(task);
	while (status == APX_POINT);
	return status;
}

static int thread_call(apx_u32 task, int bug)
{
	api->begin(task, &(struct apx_call){ .op = bug });
	return thread_step(task);
}

/* Works that workers run beside the call that queued them, in any order. */
static void workers(void)
{
	enum { T1 = APX_THREAD, W1 = APX_WORKER, W2 };
	struct apx_held held[APX_HELD_MAX];
	apx_u64 queued, running, both;

	api->boot(&scope);
	api->points(APX_POINTS_KNOWN);
	EXPECT(api->works() == 0 && api->begin_work(W1) == APX_TASKS);

	/* One that is no object of the heap, as the scan of the AP bus is. */
	EXPECT(thread_call(T1, QUEUE_LASTING) == APX_SLEEP && api->begin_work(W1) == T1 && thread_step(W1) == APX_SLEEP);
	EXPECT(thread_call(T1 + 1, FLUSH_LASTING) == APX_BLOCKED && waits_for("work w1", ~0u) && !api->works());
	EXPECT(thread_step(W1) == APX_DONE && thread_step(T1 + 1) == APX_DONE && request.result == 1);
	EXPECT(thread_step(T1) == APX_DONE && thread_call(0, FLUSH_LASTING) == APX_DONE && request.result == 1);

	api->boot(&scope);
	api->points(APX_POINTS_KNOWN);
	EXPECT(thread_call(T1, QUEUE_TWO) == APX_SLEEP && api->works() && api->begin_work(T1) == APX_TASKS);
	queued = api->hash();
	api->save(1);

	/* Nobody begins them: they run at the end of the call, on its stack. */
	EXPECT(thread_step(T1) == APX_SLEEP && thread_step(T1) == APX_SLEEP && thread_step(T1) == APX_DONE && request.result == 0);
	EXPECT(api->works() == 0 && thread_call(0, FLUSH_FIRST) == APX_DONE && request.result == 1);

	/* The oldest begins first; a snapshot has its stack. */
	api->restore(1);
	EXPECT(api->hash() == queued && api->begin_work(W1) == T1 && thread_step(W1) == APX_SLEEP && request.ms == 20);
	running = api->hash();
	EXPECT(running != queued && api->works() && api->begin_work(W2) == T1 && thread_step(W2) == APX_SLEEP && !api->works());
	both = api->hash();
	api->save(2);
	EXPECT(thread_step(W2) == APX_DONE && thread_step(T1) == APX_DONE && request.result == 2);
	api->restore(2);
	EXPECT(api->hash() == both && thread_step(T1) == APX_DONE && request.result == 0);
	EXPECT(thread_step(W1) == APX_DONE && thread_step(W2) == APX_DONE);

	/* By another way the same state. */
	api->restore(1);
	EXPECT(api->begin_work(W1) == T1 && thread_step(W1) == APX_SLEEP);
#if defined(__x86_64__) && !defined(APX_UCONTEXT)	/* a context of libc's has registers in it that mean nothing */
	EXPECT(api->hash() == running);
#endif

	/* flush_work() waits for one that has begun, runs one that has not. */
	EXPECT(thread_call(T1 + 1, FLUSH_FIRST) == APX_BLOCKED && waits_for("work w1", ~0u) && !(api->ready() >> (T1 + 1) & 1));
	EXPECT(thread_step(W1) == APX_DONE && api->ready() >> (T1 + 1) & 1);
	EXPECT(thread_step(T1 + 1) == APX_DONE && request.result == 1 && api->works());	/* the second is the other call's */
	EXPECT(thread_step(T1) == APX_SLEEP && thread_step(T1) == APX_DONE && !api->works());

	/* A work does not run twice at once. */
	api->restore(2);
	EXPECT(thread_call(0, QUEUE_FIRST) == APX_DONE && request.result == 1 && !api->works());
	EXPECT(thread_step(W1) == APX_DONE && api->works() && api->begin_work(W1) == 0 && thread_step(W1) == APX_SLEEP);

	/* It has what the waiter waits for, and waits for what that one has. */
	api->restore(1);
	EXPECT(api->begin_work(W1) == T1 && thread_step(W1) == APX_SLEEP && thread_call(T1 + 1, FLUSH_FIRST_HOLDING) == APX_BLOCKED);
	EXPECT(thread_step(W1) == APX_BLOCKED && request.lock_class == APX_LOCK_MATRIX && api->ready() == 0);
	EXPECT(api->held(T1 + 1, held) == 1 && held[0].lock_class == APX_LOCK_MATRIX && api->held(W1, held) == 0);

	/* Its memory goes away while it runs, or before it has begun. */
	api->restore(1);
	EXPECT(api->begin_work(W1) == T1 && thread_step(W1) == APX_SLEEP && thread_call(T1 + 1, FREE_FIRST) == APX_DONE);
	EXPECT(thread_step(W1) == APX_DIED && last()->kind == APX_EV_USE_AFTER_FREE && !strcmp(last()->subject, "first"));
	api->restore(1);
	EXPECT(thread_call(T1 + 1, FREE_FIRST) == APX_DIED && last()->kind == APX_EV_USE_AFTER_FREE);	/* the call's end comes to it, */
	api->restore(1);		/* or a worker before that */
	EXPECT(task_call(T1 + 1, FREE_FIRST) == APX_POINT && api->begin_work(W1) == 0);
	EXPECT(thread_step(W1) == APX_DIED && last()->kind == APX_EV_USE_AFTER_FREE);
	api->points(APX_POINTS_NONE);
}

static int is_access(const struct apx_event *access, int at, int is_write, int locks)
{
	return access->kind == APX_EV_RACE && access->pc && access->at == at && access->size > at && access->a_class == is_write &&
	       access->locks == locks;
}

/* Only a library compiled for it sees them. */
static void races(void)
{
	api->boot(&(struct apx_scope){ 0 });
	EXPECT(call(SHARE) == APX_DONE && call(WRITE_SHARED_LOCKED) == APX_DONE && count == 0);
	EXPECT(call(READ_SHARED_LOCKED) == APX_DONE && count == 0);
	api->save(2);
	for (int i = 0; i < 2; i++) {
		EXPECT(call(READ_SHARED) == APX_DONE && count == 2 &&
		       is_access(&event[0], 0x34, 1, 1 << APX_LOCK_MATRIX) && is_access(&event[1], 0x34, 0, 0));
		EXPECT(call(READ_SHARED) == APX_DONE && count == 0);	/* once is enough */
		EXPECT(api->restore(2));
	}
	EXPECT(call(READ_SHARED_MARKED) == APX_DONE && count == 2);	/* marked, but the write is not */
	EXPECT(call(SHARE) == APX_DONE && call(WRITE_BY_FIRST_VCPU) == APX_DONE && call(WRITE_BY_FIRST_VCPU) == APX_DONE && count == 0);
	EXPECT(call(WRITE_BY_SECOND_VCPU) == APX_DONE && count == 2 &&	/* each has a lock V of its own */
	       is_access(&event[0], 0x34, 1, 1 << APX_LOCK_VCPU) && is_access(&event[1], 0x34, 1, 1 << APX_LOCK_VCPU));
	EXPECT(call(FREE_SHARED) == APX_DONE && count == 0);		/* who frees is alone */
	EXPECT(call(SHARE) == APX_DONE && call(READ_SHARED) == APX_DONE && count == 0);
}

/* What happens outside a call is not ours: it must still end the process. */
static void others_crash(void)
{
	int status;
	pid_t child = fork();

	if (!child) {
		raise(SIGSEGV), *(volatile int *)api = 1;
		_exit(0);
	}
	waitpid(child, &status, 0);
	EXPECT(WIFSIGNALED(status) && WTERMSIG(status) == SIGSEGV);
}

static double now(void)
{
	struct timespec time;

	clock_gettime(CLOCK_MONOTONIC, &time);
	return time.tv_sec * 1e9 + time.tv_nsec;
}

#define MEASURE(name, times, work) do { \
	double best = 1e18; \
	for (int round = 0; round < 5; round++) { \
		double begun = now(); \
		for (int i = 0; i < (times); i++) \
			work; \
		best = (now() - begun) / (times) < best ? (now() - begun) / (times) : best; \
	} \
	printf("%-44s %8.1f ns %12.0f /s\n", name, best, 1e9 / best); \
} while (0)

static void measure(void)
{
	struct apx_call nothing = { .op = NOTHING }, crash = { .op = CRASH }, null = { .op = READ_NULL }, leak = { .op = LEAK };
	struct apx_call overflow = { .op = OVERFLOW_STACK }, endless = { .op = SLEEP_FOR_EVER }, loop = { .op = LOOP };

	api->boot(&scope);
	MEASURE("begin + step of an empty call", 1000000, (api->begin(0, &nothing), api->step(0, &request)));
	MEASURE("crash by signal, caught", 100000, (api->begin(0, &crash), api->step(0, &request)));
	MEASURE("crash by check, caught", 1000000, (api->begin(0, &null), api->step(0, &request)));
	MEASURE("stack overflow, caught", 20000, (api->begin(0, &overflow), api->step(0, &request)));
	api->begin(0, &endless);
	MEASURE("sleep and back: two switches", 1000000, api->step(0, &request));
	api->budget(0, 1000000);
	MEASURE("one checked store (with its loop)", 5000000, (i += 999999, api->begin(0, &loop), api->step(0, &request)));
	api->budget(0, 0);
	api->boot(&scope);
	for (int i = 0; i < 100; i++)
		api->begin(0, &leak), api->step(0, &request);
	printf("block: %llu bytes, 100 objects of the driver\n", api->block_bytes());
	api->save(0);
	MEASURE("save", 100000, api->save(0));
	MEASURE("restore", 100000, api->restore(0));
	MEASURE("hash", 100000, api->hash());
}

int main(int words, char **arguments)
{
	void *library = dlopen(words > 1 ? arguments[1] : "", RTLD_NOW);
	const struct apx_api *(*get)(void) = library ? dlsym(library, "apx_api") : 0;

	alarm(60);
	setvbuf(stdout, 0, _IONBF, 0);
	if (!get)
		return puts(dlerror()), 2;
	api = get();
	api->start();
	api->boot(&scope);
	memory();
	signals();
	locks();
	waits();
	readers();
	budgets();
	works();
	workers();
	snapshots();
#if defined(__x86_64__) && !defined(APX_UCONTEXT)
	callers();
#endif
	growth();
	others_crash();
	if (strstr(arguments[1], "race"))
		races();
	printf("%d checks, %d failed\n", checks, failures);
	alarm(0);
	if (words > 2 && !strcmp(arguments[2], "--measure"))
		measure();
	return failures != 0;
}
