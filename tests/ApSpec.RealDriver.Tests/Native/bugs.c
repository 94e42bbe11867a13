/* SPDX-License-Identifier: GPL-2.0-or-later OR MIT */
/* Stands in for a driver in the runtime's test: one bug a call. Compiled with the driver's flags. */
#include "runtime.h"
#include "bugs.h"

struct item {
	struct item *next;
	int number[10];
	char letter;
	int last;
};

static int counter;
static struct apx_lockobj matrix = { .lock_class = APX_LOCK_MATRIX, .is_known = 1 };
static struct apx_lockobj vcpu[] = {
	{ .lock_class = APX_LOCK_VCPU, .is_known = 1 }, { .lock_class = APX_LOCK_VCPU, .id = APX_KVMS, .is_known = 1 },
};
static struct apx_lockobj guests, hook, unknown;
static volatile int zero;
static int let_go;
void unchecked_crash(void);		/* unchecked.c */
void unchecked_crash_at(volatile void *pointer);

static int is_let_go(void *argument)
{
	return *(int *)argument;
}

static struct item *item(void)
{
	struct item *item = apx_alloc(sizeof(struct item), 1, APX_OWNER_DRIVER, "item", APX_HERE);

	if (item)
		apx_name(item, "i0");
	return item;
}

static struct item *gone(void)
{
	struct item *freed = item();

	apx_free(freed, APX_HERE);
	return freed;
}

#define LOCK(lock) apx_lock(&lock, 0, "&" #lock, APX_HERE)
#define UNLOCK(lock) apx_unlock(&lock, 0, "&" #lock, APX_HERE)

#define READ_LOCK(lock) apx_lock(&lock, 1, "&" #lock, APX_HERE)
#define READ_UNLOCK(lock) apx_unlock(&lock, 1, "&" #lock, APX_HERE)

static __attribute__((noinline)) int deep(volatile int *number)
{
	volatile int here[64];

	here[*number & 63] = *number;
	return deep(here) + here[3];
}

static void take_matrix(void *unused)
{
	LOCK(matrix);
	UNLOCK(matrix);
}

static void leave_matrix(void *unused)
{
	LOCK(matrix);
}

static struct apx_work taking = { take_matrix }, leaving = { leave_matrix }, itself;

static void wait_for_itself(void *unused)
{
	apx_flush_work(&itself, APX_HERE);
}

static struct apx_work itself = { wait_for_itself };

/* Two works that sleep, read what they belong to, and take a lock. */
static struct sleeper {
	struct apx_work work;
	int woken;
} *sleeper[2], lasting;

static void sleep_and_wake(void *argument)
{
	struct sleeper *it = argument;

	apx_sleep(20, APX_HERE);
	it->woken++;
	LOCK(matrix);
	UNLOCK(matrix);
}

static struct apx_waiter *queue;

static void let_waiters_go(void *unused)
{
	let_go = 1;
	apx_wake_up(&queue, APX_HERE);
}

static struct apx_work letting_go = { let_waiters_go };

static struct item *shared;

static int race(const struct apx_call *call)
{
	switch (call->op) {
	case SHARE:
		shared = item();
		shared->last = 1;
		return 0;
	case WRITE_SHARED_LOCKED:
		LOCK(matrix);
		shared->last = 2;
		UNLOCK(matrix);
		return 0;
	case READ_SHARED_LOCKED:
		LOCK(matrix);
		counter = shared->last;
		UNLOCK(matrix);
		return 0;
	case WRITE_BY_FIRST_VCPU:
		LOCK(vcpu[0]);
		shared->last = 4;
		UNLOCK(vcpu[0]);
		return 0;
	case WRITE_BY_SECOND_VCPU:
		LOCK(vcpu[1]);
		shared->last = 5;
		UNLOCK(vcpu[1]);
		return 0;
	case READ_SHARED:
		return shared->last;
	case READ_SHARED_MARKED:
		return *(volatile int *)&shared->last;
	case FREE_SHARED:
		shared->last = 3;
		apx_free(shared, APX_HERE);
		return 0;
	}
	return -38;
}

static int memory(const struct apx_call *call)
{
	struct item *it;

	switch (call->op) {
	case READ_FREED:
		return gone()->last;
	case WRITE_FREED:
		gone()->last = 1;
		return 0;
	case FREE_TWICE:
		apx_free(gone(), APX_HERE);
		return 0;
	case FREE_MIDDLE:
		apx_free(&item()->last, APX_HERE);
		return 0;
	case READ_NULL:
		return *(volatile int *)(apx_size)zero;
	case READ_NULL_MEMBER:
		return ((struct item *)(apx_size)zero)->last;
	case READ_NULL_CONTAINER:
		return *(volatile int *)(-(apx_size)64 + zero);
	case READ_BEYOND:
		return item()[zero + 1].number[0];
	case WRITE_TAIL:
		((char *)apx_alloc(13, 1, APX_OWNER_DRIVER, "thirteen", APX_HERE))[13 + zero] = 1;
		return 0;
	case COPY_BEYOND:
		it = item();
		apx_memcpy(it, item(), sizeof(*it) + 1);
		return 0;
	case READ_NO_OBJECT:
		return ((char *)item())[90000];
	case READ_FILLED_POINTER:
		it = apx_alloc(sizeof(*it), 0, APX_OWNER_DRIVER, "item", APX_HERE);
		return it->next->last;
	case READ_IMPOSSIBLE:
		return *(volatile int *)(0x1234567812345678 + zero);
	case CRASH:
		unchecked_crash();
		return 0;
	case CRASH_IN_LIBC:
		memcpy((void *)(apx_size)(zero + 16), call, 40);
		return 0;
	case CRASH_IMPOSSIBLE:
		unchecked_crash_at((void *)0x1234567812345678);
		return 0;
	case CRASH_FREED_POINTER:
		it = gone();
		unchecked_crash_at(*(void *volatile *)memcpy(&it, it, sizeof(it)));
		return 0;
	case OVERFLOW_STACK:
		return deep((int *)&zero);
	case DIVIDE_BY_ZERO:
		return call->op / zero;
	case UNDEFINED_INSTRUCTION:
		__builtin_trap();
	case FAIL_SECOND_ALLOC:
		return !!item() + 2 * !!item() + 4 * !!item();
	case FILL_ARENA:
		while (apx_alloc(4096, 0, APX_OWNER_SHIM, "page", APX_HERE))
			;
		return 0;
	case LEAK:
		return item() == 0;
	}
	return -38;
}

static int locks(const struct apx_call *call)
{
	struct apx_lockobj *lock;

	switch (call->op) {
	case LOCK_TWICE:
		LOCK(matrix);
		LOCK(matrix);
		return 0;
	case LOCK_UPGRADE:
		apx_lock(&hook, 1, "&kvm->arch.crypto.pqap_hook_rwsem", APX_HERE);
		apx_lock(&hook, 0, "&kvm->arch.crypto.pqap_hook_rwsem", APX_HERE);
		return 0;
	case UNLOCK_FREE:
		UNLOCK(matrix);
		return 7;
	case UNLOCK_TWICE:
		LOCK(matrix);
		UNLOCK(matrix);
		UNLOCK(matrix);
		return 7;
	case LEAVE_LOCKED:
		LOCK(unknown);
		return 0;
	case TAKE_LEFT:
		LOCK(unknown);
		return 0;
	case EDGES:
		LOCK(matrix);
		apx_lock(&guests, 0, "&matrix_dev->guests_lock", APX_HERE);
		apx_lock(&hook, 1, "&vcpu->kvm->arch.crypto.pqap_hook_rwsem", APX_HERE);
		apx_unlock(&hook, 1, "x", APX_HERE);
		apx_unlock(&guests, 0, "x", APX_HERE);
		apx_lock(&guests, 0, "&matrix_dev->guests_lock", APX_HERE);
		apx_unlock(&guests, 0, "x", APX_HERE);
		UNLOCK(matrix);
		return 0;
	case FREE_HELD_LOCK:
		lock = apx_alloc(sizeof(*lock), 1, APX_OWNER_DRIVER, "lock", APX_HERE);
		apx_lock(lock, 0, "&q->lock", APX_HERE);
		apx_free(lock, APX_HERE);
		return 0;
	case READ_LOCK_FREED:
		apx_lock((struct apx_lockobj *)gone(), 0, "&q->lock", APX_HERE);
		return 0;
	}
	return -38;
}

static int works(const struct apx_call *call)
{
	struct apx_work *work;

	switch (call->op) {
	case FLUSH_HOLDING:
		apx_queue_work(&taking);
		LOCK(matrix);
		apx_flush_work(&taking, APX_HERE);
		return 0;
	case FLUSH_ITSELF:
		apx_queue_work(&itself);
		apx_flush_work(&itself, APX_HERE);
		return 0;
	case WORKER_LEAVES_LOCKED:
		apx_queue_work(&leaving);
		apx_flush_work(&leaving, APX_HERE);
		return 5;
	case WORK_AT_END:
		LOCK(matrix);
		apx_queue_work(&taking);
		apx_queue_work(&taking);
		UNLOCK(matrix);
		return 6;
	case QUEUE_TWO:
		for (int i = 0; i < 2; i++) {
			sleeper[i] = apx_alloc(sizeof(*sleeper[i]), 1, APX_OWNER_DRIVER, i ? "second" : "first", APX_HERE);
			sleeper[i]->work = (struct apx_work){ sleep_and_wake, sleeper[i] };
			apx_queue_work(&sleeper[i]->work);
		}
		apx_sleep(1, APX_HERE);
		return sleeper[0]->woken + 2 * sleeper[1]->woken;
	case FLUSH_FIRST:
		apx_flush_work(&sleeper[0]->work, APX_HERE);
		return sleeper[0]->woken;
	case FLUSH_FIRST_HOLDING:
		LOCK(matrix);
		apx_flush_work(&sleeper[0]->work, APX_HERE);
		UNLOCK(matrix);
		return 0;
	case FREE_FIRST:
		apx_free(sleeper[0], APX_HERE);
		return 0;
	case QUEUE_FIRST:
		return apx_queue_work(&sleeper[0]->work) && apx_queue_work(&sleeper[0]->work) == 0;
	case QUEUE_LASTING:
		lasting.work = (struct apx_work){ sleep_and_wake, &lasting };
		apx_queue_work(&lasting.work);
		apx_sleep(1, APX_HERE);
		return 0;
	case FLUSH_LASTING:
		apx_flush_work(&lasting.work, APX_HERE);
		return lasting.woken;
	case FREE_QUEUED_WORK:
		work = apx_alloc(sizeof(*work), 1, APX_OWNER_DRIVER, "work", APX_HERE);
		work->function = take_matrix;
		apx_queue_work(work);
		apx_free(work, APX_HERE);
		return 0;
	}
	return -38;
}

int bugs(const struct apx_call *call)
{
	struct apx_request request = { .function = APX_ZAPQ };

	switch (call->op) {
	case NOTHING:
		return 0;
	case COUNT:
		counter++;
		gone();
		return counter;
	case LOOP:
		for (volatile int *number = &item()->last;; *number = 0)
			;
	case SPIN:		/* gcc has no check for a variable that it sees to be there */
		while (!zero)
			;
		return 0;
	case SLEEP:
		apx_sleep(20, APX_HERE);
		apx_yield(APX_INSTRUCTION, &request);
		return apx_last_answer()->response_code;
	case WAIT_HOLDING:
		LOCK(matrix);
		apx_wait_until(is_let_go, &let_go, -1, "a word from another call", APX_HERE);
		UNLOCK(matrix);
		return 5;
	case READ_WAITING:
		READ_LOCK(hook);
		apx_wait_until(is_let_go, &let_go, -1, "a word from another call", APX_HERE);
		READ_UNLOCK(hook);
		return 7;
	case READ:
		READ_LOCK(hook);
		READ_UNLOCK(hook);
		return 8;
	case READ_TWICE:
		READ_LOCK(hook);
		READ_LOCK(hook);
		return 0;
	case WRITE:
		LOCK(hook);
		UNLOCK(hook);
		return 9;
	case WAIT_AT_MOST:
		return apx_wait_until(is_let_go, &let_go, 10000, "a word from another call", APX_HERE);
	case WAIT_IN_QUEUE:
	case WAIT_FOR_WORK: {
		struct apx_waiter me;

		if (call->op == WAIT_FOR_WORK)
			apx_queue_work(&letting_go);
		apx_wait_begin(&queue, &me, APX_HERE);
		while (!let_go && apx_wait_woken(&me, -1, "let_go", APX_HERE))
			counter++;
		apx_wait_end(&queue, &me, APX_HERE);
		return counter;
	}
	case WAKE_UP:
		apx_wake_up(&queue, APX_HERE);
		return queue != 0;
	case CANCEL_QUEUED:
		apx_queue_work(&letting_go);
		return apx_cancel_work(&letting_go, 1, APX_HERE) + apx_cancel_work(&letting_go, 1, APX_HERE);
	case LET_GO:
		let_go = 1;
		return 0;
	case TAKE:
		LOCK(matrix);
		UNLOCK(matrix);
		return 6;
	case SLEEP_FOR_EVER:
		while (1)
			apx_sleep(20, APX_HERE);
	case SLEEP_HOLDING:
		LOCK(matrix);
		for (int i = 1; i <= 3; i++) {
			counter += i;
			apx_sleep(i, APX_HERE);
		}
		UNLOCK(matrix);
		return counter;
	case WARN:
		apx_fault(APX_EV_WARNING, "a condition", APX_HERE);
		return 3;
	case LOTS_OF_WARNINGS:
		for (int i = 0; i < 300; i++)
			apx_fault(APX_EV_WARNING, "a condition", APX_HERE);
		return 3;
	default:
		return call->op >= SHARE ? race(call) :
		       call->op < LOCK_TWICE || call->op >= FAIL_SECOND_ALLOC ? memory(call) :
		       call->op < LOOP ? locks(call) : works(call);
	}
}
