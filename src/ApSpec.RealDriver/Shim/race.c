/* SPDX-License-Identifier: GPL-2.0-or-later OR MIT */
/*
 * Which accesses of different calls have no lock in common. Calls run one after the other here, so this says what two calls
 * could do at the same time, not what they did: Eraser's lockset idea, with the pair of accesses kept instead of the
 * intersection. Left out are the call that allocates an object (nobody else knows it yet) and the one that frees it (the
 * driver has made sure that nobody else does), and a pair of the first open or last close with a call on an open descriptor,
 * which is between them. Stands for kernel/kcsan/; like it, two marked accesses are no race.
 * Awake only when the driver is compiled with -fsanitize=thread (tsan.c).
 */
#include "state.h"

enum { PLACES = 6, PENDING = 64, KNOWN = 1 << 14 };

/* One way in which a granule was accessed. Each lock is a bit; those in alone are held by nobody else meanwhile. */
struct access {
	apx_u64 held, alone;
	apx_u32 pc, call;		/* call 0: none */
	apx_u8 is_write, is_marked, of;	/* of: enum of_call */
};

/* Which calls VFIO keeps apart, whatever they lock. */
enum of_call { ANY = 0, OPEN_OR_CLOSE, DESCRIPTOR };

struct shadow {
	struct access access[PLACES];
	apx_u32 next;			/* the one to forget */
	apx_u32 allocated;		/* by this call */
};

struct pair {
	apx_u32 object, at;		/* at: offset in the object */
	struct access first, second;
};

int apx_is_racing;

/* Not in the block, since what was seen is not what is; but a snapshot keeps it, so that the same calls from the same
 * state give the same report. */
static APX_OUTSIDE struct seen {
	apx_u32 calls;			/* since boot */
	apx_u64 known[KNOWN / 64];	/* pairs that were reported, hashed */
	struct shadow shadow[];
} *seen;
static APX_OUTSIDE struct apx_region memory;

static APX_OUTSIDE struct pair pending[PENDING];
static APX_OUTSIDE apx_u32 pending_count;

static const struct { apx_u8 first, count; } bits[APX_LOCKS_MAX] = {
	[APX_LOCK_MATRIX] = { 0, 1 }, [APX_LOCK_GUESTS] = { 1, 1 }, [APX_LOCK_MDEVS] = { 2, 1 },
	[APX_LOCK_PERMS] = { 3, 1 }, [APX_LOCK_OTHER] = { 4, 1 }, [APX_LOCK_KVM] = { 8, 8 },
	[APX_LOCK_VCPU] = { 16, 8 }, [APX_LOCK_HOOK] = { 24, 8 }, [APX_LOCK_IOMMU] = { 32, 8 },
	[APX_LOCK_DEV_SET] = { 40, 8 }, [APX_LOCK_GROUP] = { 48, 8 }, [APX_LOCK_DEVICE_LIST] = { 56, 8 },
};

void apx_gates_now(struct apx_gates *gates)
{
	*gates = (struct apx_gates){ 0, 0 };
	for (apx_u32 depth = 0; depth <= apx_now->depth; depth++)
		for (apx_u32 i = 0; i < apx_now->actor[depth].holds; i++) {
			const struct apx_hold *hold = &apx_now->actor[depth].hold[i];
			apx_u64 bit;

			if (apx_is_freed(hold->lock))
				continue;
			bit = 1ull << APX_LOCK_BIT(bits, hold->lock);
			gates->held |= bit;
			if (!hold->is_shared)
				gates->alone |= bit;
		}
}

static void read_locks(struct access *access)
{
	struct apx_gates gates;

	apx_gates_now(&gates);
	access->held = gates.held;
	access->alone = gates.alone;
}

static enum of_call of_call(void)
{
	switch (apx_call_now()->op) {
	case APX_OPEN:
	case APX_CLOSE:
		return OPEN_OR_CLOSE;
	case APX_RESET:
	case APX_GET_INFO:
	case APX_SET_IRQ:
	case APX_IOCTL:
		return DESCRIPTOR;
	default:
		return ANY;
	}
}

static int may_meet(const struct access *a, const struct access *b)
{
	return a->of == ANY || b->of == ANY || (a->of == DESCRIPTOR && b->of == DESCRIPTOR);
}

static int is_race(const struct access *a, const struct access *b)
{
	return a->call && a->call != b->call && may_meet(a, b) && (a->is_write || b->is_write) &&
	       !(a->is_marked && b->is_marked) && !(a->held & b->alone) && !(a->alone & b->held);
}

static apx_u64 key_of(const struct pair *pair)
{
	apx_u32 a = pair->first.pc, b = pair->second.pc;

	return ((apx_u64)(a < b ? a : b) << 32 | (a < b ? b : a)) * 0x9e3779b97f4a7c15ull ^
	       ((pair->first.held ^ pair->second.held << 1) + pair->at) * 0xbf58476d1ce4e5b9ull;
}

static int is_known(const struct pair *pair)
{
	apx_u64 hash = key_of(pair) >> 40;

	return !!(seen->known[hash / 64 % (KNOWN / 64)] & 1ull << hash % 64);
}

static int was_known(const struct pair *pair)
{
	apx_u64 hash = key_of(pair) >> 40;
	int was = is_known(pair);

	seen->known[hash / 64 % (KNOWN / 64)] |= 1ull << hash % 64;
	return was;
}

/* Once a call, so that a loop over two masks leaves room for others. */
static void keep(struct pair pair)
{
	if (pending_count == PENDING || is_known(&pair))
		return;
	for (apx_u32 i = 0; i < pending_count; i++)
		if (key_of(&pending[i]) == key_of(&pair))
			return;
	pending[pending_count++] = pair;
}

static void remember(struct shadow *shadow, const struct access *access)
{
	for (int i = 0; i < PLACES; i++) {
		struct access *old = &shadow->access[i];

		if (old->call && old->held == access->held && old->alone == access->alone &&
		    old->is_write == access->is_write && old->is_marked == access->is_marked && old->of == access->of) {
			if (old->call != access->call)
				*old = *access;
			return;
		}
	}
	shadow->access[shadow->next++ % PLACES] = *access;
}

void apx_race_access(const void *pointer, apx_size size, int is_write, int is_marked, const void *pc)
{
	const struct apx_object *object = apx_object_at(pointer);
	apx_u32 start = (const unsigned char *)pointer - apx_arena;
	struct access now = { .pc = (const char *)pc - 1 - apx_image()->base, .call = seen->calls, .is_write = is_write,
			      .is_marked = is_marked };

	if (!object || !apx_now)
		return;
	read_locks(&now);
	now.of = of_call();
	for (apx_u32 at = start; at < start + size; at = (at | (APX_GRANULE - 1)) + 1) {
		struct shadow *shadow = &seen->shadow[at / APX_GRANULE];

		if (shadow->allocated == seen->calls)
			continue;
		for (int i = 0; i < PLACES; i++)
			if (is_race(&shadow->access[i], &now))
				keep((struct pair){ object - apx_objects, at - object->start, shadow->access[i], now });
		remember(shadow, &now);
	}
}

static apx_u16 classes_of(apx_u64 held)
{
	apx_u16 classes = 0;

	for (int class = 0; class < APX_LOCKS_MAX; class++)
		if (held >> bits[class].first & ((1u << bits[class].count) - 1))
			classes |= 1u << class;
	if (held & APX_SECOND_VCPUS)
		classes |= 1u << APX_LOCK_VCPU;
	return classes;
}

static void report(const struct pair *pair, const struct access *access)
{
	const struct apx_object *object = &apx_objects[pair->object];
	struct apx_event *event = apx_record_pc(APX_EV_RACE, object->what, apx_image()->base + access->pc);

	if (event) {
		event->a_class = access->is_write;
		event->locks = classes_of(access->held);
		event->at = pair->at;
		event->size = object->size;
	}
}

void apx_race_begin(void)
{
	if (apx_is_racing)
		seen->calls++;
	pending_count = 0;
}

void apx_race_end(void)
{
	for (apx_u32 i = 0; i < pending_count; i++) {
		if (apx_objects[pending[i].object].is_freed || was_known(&pending[i]))
			continue;
		report(&pending[i], &pending[i].first);
		report(&pending[i], &pending[i].second);
	}
	pending_count = 0;
}

void apx_race_new(const struct apx_object *object)
{
	apx_u32 start = object->start / APX_GRANULE, end = (object->start + object->size + APX_GRANULE - 1) / APX_GRANULE;

	for (apx_u32 granule = start; granule < end; granule++)
		seen->shadow[granule] = (struct shadow){ .allocated = seen->calls };
}

/* Only where races are looked for: what is known of a granule takes much more than the granule. */
int apx_race_reach(apx_size granules)
{
	if (!apx_is_racing)
		return 1;
	if (!seen && !apx_region_reserve(&memory, sizeof(*seen) + APX_ARENA / APX_GRANULE * sizeof(seen->shadow[0]), 0))
		return 0;
	seen = (struct seen *)memory.start;
	return apx_region_reach(&memory, sizeof(*seen) + granules * sizeof(seen->shadow[0]));
}

void *apx_race_memory(apx_u32 arena_used, apx_size *size)
{
	*size = apx_is_racing ? (char *)&seen->shadow[arena_used / APX_GRANULE] - (char *)seen : 0;
	return seen;
}
