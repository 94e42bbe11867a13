/* SPDX-License-Identifier: GPL-2.0-or-later OR MIT */
/*
 * Locks: owners, classes, and the order in which they are taken. A lock that a waiting call holds may become free: the call
 * that wants it is blocked. One that its own call holds, or a call that died or left it held, never does: a deadlock.
 * Stands for kernel/locking/mutex.c, rwsem.c, and the checks of lockdep.c.
 */
#include "state.h"

/* What an event about a lock says in b_id: who holds it. */
enum { HELD_BY_ITSELF, HELD_BY_WAITER, HELD_FOR_EVER };

static const struct { const char *end; apx_u8 lock_class; } names[] = {
	{ "matrix_dev->guests_lock", APX_LOCK_GUESTS },
	{ "matrix_dev->mdevs_lock", APX_LOCK_MDEVS },
	{ "matrix_dev->lock", APX_LOCK_MATRIX },
	{ "ap_perms_mutex", APX_LOCK_PERMS },
	{ "ap_attr_mutex", APX_LOCK_PERMS },
	{ "pqap_hook_rwsem", APX_LOCK_HOOK },
	{ "kvm->lock", APX_LOCK_KVM },
	{ "vcpu->mutex", APX_LOCK_VCPU },
	{ "iommu->lock", APX_LOCK_IOMMU },
	{ "device_list_lock", APX_LOCK_DEVICE_LIST },
	{ "dev_set->lock", APX_LOCK_DEV_SET },
	{ "container->group_lock", APX_LOCK_OTHER },
	{ "vfio.group_lock", APX_LOCK_OTHER },
	{ "group_lock", APX_LOCK_GROUP },
	{ "group_rwsem", APX_LOCK_GROUP },
};

/* Of a lock's is_known. */
enum { KNOWN = 1, CORE = 2 };

int apx_lock_edges;
static apx_u8 others_held;

static apx_u8 class_of(const char *text)
{
	apx_size length = strlen(text);

	for (int i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		apx_size end = strlen(names[i].end);

		if (end <= length && !strcmp(text + length - end, names[i].end))
			return names[i].lock_class;
	}
	return APX_LOCK_OTHER;
}

/* A text is static, so what it says is looked up once. */
static void look_up(struct apx_lockobj *lock, const char *text)
{
	static APX_OUTSIDE struct { const char *text; apx_u8 lock_class; } known[64];
	apx_u32 at = ((apx_size)text ^ (apx_size)text >> 6) % (sizeof(known) / sizeof(known[0]));

	if (known[at].text != text) {
		known[at].lock_class = class_of(text);
		known[at].text = text;
	}
	lock->is_known |= KNOWN;
	lock->lock_class = known[at].lock_class;
	lock->text = text;
}

static int is_usable(struct apx_lockobj *lock, const char *text, const struct apx_place *place)
{
	if (!apx_check(lock, sizeof(*lock), place, 0))
		return 0;
	if (APX_UNLIKELY(!(lock->is_known & KNOWN)))
		look_up(lock, text);
	return 1;
}

void apx_lock_init(struct apx_lockobj *lock, enum apx_lock lock_class, apx_u8 id)
{
	*lock = (struct apx_lockobj){ .lock_class = lock_class, .id = id, .is_known = KNOWN };
}

/* Those of each mdev, as the calls that make it or open it initialise them. */
static struct apx_lockobj *of_mdev[APX_LOCKS_MAX][APX_MDEVS];

void apx_lock_is_core(struct apx_lockobj *lock, const char *text)
{
	look_up(lock, text);
	lock->is_known |= CORE;
	if (lock->lock_class == APX_LOCK_OTHER)
		return;
	lock->id = apx_call_now()->mdev;
	if (lock->id < APX_MDEVS)
		of_mdev[lock->lock_class][lock->id] = lock;
}

const struct apx_lockobj *apx_lock_of(enum apx_lock lock_class, apx_u8 id)
{
	const struct apx_lockobj *lock = of_mdev[lock_class][id];

	return lock && apx_is_live(lock) ? lock : 0;
}

/* A lock of the kernel around the driver that reports have no name for: what order it has with others is not the driver's to keep. */
static int is_nameless(const struct apx_lockobj *lock)
{
	return lock->lock_class == APX_LOCK_OTHER && lock->is_known & CORE;
}

static struct apx_hold *hold_of(struct apx_actor *actor, const struct apx_lockobj *lock)
{
	for (apx_u32 i = actor->holds; i-- > 0;)
		if (actor->hold[i].lock == lock)
			return &actor->hold[i];
	return 0;
}

static int holder(const struct apx_lockobj *lock)
{
	if (hold_of(apx_actor(), lock))
		return HELD_BY_ITSELF;
	for (apx_u32 i = 0; i < apx_now->depth; i++)
		if (hold_of(&apx_now->actor[i], lock))
			return HELD_BY_WAITER;
	return HELD_FOR_EVER;
}

/* By a call that waits, and can give it back. */
static int is_held_by_another(const struct apx_lockobj *lock)
{
	for (apx_u32 i = 0; i < APX_TASKS; i++)
		for (apx_u32 depth = 0; &apx_tasks[i] != apx_now && apx_tasks[i].state && depth <= apx_tasks[i].depth; depth++)
			if (hold_of(&apx_tasks[i].actor[depth], lock))
				return 1;
	return 0;
}

/* A worker's locks come after those of whoever waits for it, as lockdep sees flush_work(). */
static void report_edges(const struct apx_lockobj *lock, int shared, const struct apx_place *place)
{
	struct apx_gates gates;

	if (is_nameless(lock))
		return;
	apx_gates_now(&gates);
	for (apx_u32 depth = 0; depth <= apx_now->depth; depth++)
		for (apx_u32 i = 0; i < apx_now->actor[depth].holds; i++)
			if (!apx_is_freed(apx_now->actor[depth].hold[i].lock) && !is_nameless(apx_now->actor[depth].hold[i].lock))
				apx_edge(&apx_now->actor[depth].hold[i], lock, shared, &gates, place);
}

static void take(struct apx_lockobj *lock, int shared, const struct apx_place *place)
{
	struct apx_actor *actor = apx_actor();

	if (shared)
		lock->depth_shared++;
	else
		lock->owner = actor ? actor->id : APX_GONE;
	others_held += lock->lock_class == APX_LOCK_OTHER && !is_nameless(lock);
	if (!actor)
		return;
	if (actor->holds == APX_HOLDS)
		return apx_fault(APX_EV_WARNING, "more locks at once than the shim can count", place);
	actor->hold[actor->holds++] = (struct apx_hold){ lock, shared, place };
}

static int is_free_alone(void *of)
{
	const struct apx_lockobj *lock = of;

	return !lock->owner && !lock->depth_shared;
}

/* A semaphore is fair: who wants to read comes behind a writer that waits already (rwsem_down_read_slowpath()). */
static int is_wanted_alone(const struct apx_lockobj *lock)
{
	for (apx_u32 i = 0; i < APX_TASKS; i++)
		if (apx_tasks[i].state == APX_TASK_BLOCKED && apx_tasks[i].wait->argument == lock && apx_tasks[i].wait->is_over == is_free_alone)
			return 1;
	return 0;
}

static int is_free_shared(void *of)
{
	const struct apx_lockobj *lock = of;

	return !lock->owner && !is_wanted_alone(lock);
}

static int is_free(struct apx_lockobj *lock, int shared)
{
	return shared ? is_free_shared(lock) : is_free_alone(lock);
}

static void wait_for(struct apx_lockobj *lock, int shared, const char *text, const struct apx_place *place)
{
	struct apx_wait wait = { shared ? is_free_shared : is_free_alone, lock, lock, text ? text : "a lock", APX_FOR_EVER };

	while (!is_free(lock, shared)) {
		if (wait.is_given_up)
			return apx_fault_lock(APX_EV_DEADLOCK, lock, HELD_BY_WAITER, text, place);
		if (hold_of(apx_actor(), lock) || !(is_held_by_another(lock) || (shared && is_wanted_alone(lock))))
			return apx_fault_lock(APX_EV_DEADLOCK, lock, holder(lock), text, place);
		apx_block(&wait);
		if (!is_usable(lock, text, place))
			return;
	}
}

void apx_lock(struct apx_lockobj *lock, int shared, const char *text, const struct apx_place *place)
{
	apx_point_lock(lock, text, place);
	if (!is_usable(lock, text, place))
		return;
	if (apx_now && apx_lock_edges)
		report_edges(lock, shared, place);
	if (apx_now && shared && hold_of(apx_actor(), lock)) /* a writer that came between would wait for this call, and this call for it */
		return apx_fault_lock(APX_EV_DEADLOCK, lock, HELD_BY_ITSELF, text, place);
	if (apx_now && !is_free(lock, shared))
		wait_for(lock, shared, text, place);
	take(lock, shared, place);
}

int apx_trylock(struct apx_lockobj *lock, const char *text, const struct apx_place *place)
{
	apx_point_lock(lock, text, place);
	if (!is_usable(lock, text, place) || !is_free(lock, 0))
		return 0;
	take(lock, 0, place);
	return 1;
}

int apx_trylock_shared(struct apx_lockobj *lock, const char *text, const struct apx_place *place)
{
	apx_point_lock(lock, text, place);
	if (!is_usable(lock, text, place) || !is_free(lock, 1))
		return 0;
	take(lock, 1, place);
	return 1;
}

static void release(struct apx_lockobj *lock, int shared)
{
	if (shared)
		lock->depth_shared--;
	else
		lock->owner = 0;
	others_held -= lock->lock_class == APX_LOCK_OTHER && !is_nameless(lock);
}

void apx_unlock(struct apx_lockobj *lock, int shared, const char *text, const struct apx_place *place)
{
	struct apx_actor *actor = apx_actor();
	struct apx_hold *hold;

	if (!is_usable(lock, text, place))
		return;
	if (!actor) {
		if (shared ? lock->depth_shared : lock->owner)
			release(lock, shared);
		return;
	}
	hold = hold_of(actor, lock);
	if (!hold || hold->is_shared != shared)
		return apx_fault_lock(APX_EV_UNLOCK_NOT_HELD, lock, 0, text, place);
	release(lock, shared);
	for (actor->holds--; hold < &actor->hold[actor->holds]; hold++)
		hold[0] = hold[1];
	actor->hold[actor->holds] = (struct apx_hold){ 0 };
	apx_point_unlocked(lock, place);
}

int apx_is_held(const struct apx_lockobj *lock)
{
	return lock->owner || lock->depth_shared;
}

int apx_is_held_here(const struct apx_lockobj *lock)
{
	for (apx_u32 depth = 0; apx_now && depth <= apx_now->depth; depth++)
		if (hold_of(&apx_now->actor[depth], lock))
			return 1;
	return !apx_now && apx_is_held(lock);
}

void apx_assert_held(const struct apx_lockobj *lock, const char *text, const struct apx_place *place)
{
	if (!apx_check(lock, sizeof(*lock), place, 0))
		return;
	if (apx_now && !hold_of(apx_actor(), lock))
		apx_fault_lock(APX_EV_WARNING, lock, 0, text, place);
}

apx_u32 apx_leave_locks(struct apx_actor *actor)
{
	apx_u32 count = actor->holds;

	for (apx_u32 i = 0; i < count; i++) {
		if (!actor->hold[i].is_shared && !apx_is_freed(actor->hold[i].lock))
			actor->hold[i].lock->owner = APX_GONE;
		actor->hold[i] = (struct apx_hold){ 0 };
	}
	actor->holds = 0;
	return count;
}

void apx_freed_locks(const void *start, const void *end, const struct apx_place *place)
{
	for (apx_u32 depth = 0; apx_now && depth <= apx_now->depth; depth++) {
		struct apx_actor *actor = &apx_now->actor[depth];

		for (apx_u32 i = 0; i < actor->holds; i++)
			if ((const void *)actor->hold[i].lock >= start && (const void *)actor->hold[i].lock < end)
				apx_fault_lock(APX_EV_WARNING, actor->hold[i].lock, 0, "a lock is freed while it is held", place);
	}
}

apx_u8 apx_held_by_call(void)
{
	return apx_meter.left_held;
}

apx_u8 apx_other_held(void)
{
	return others_held;
}
