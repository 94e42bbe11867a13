/* SPDX-License-Identifier: GPL-2.0-or-later OR MIT */
/*
 * Where another call can come between. When calls of several threads run at once (tasks from APX_THREAD on, workers among them), one gives way before it
 * takes a lock and when it has given one back, frees memory, does an instruction, sleeps, or loads or stores what lies in the kernel's memory: each of these is a
 * point. A search stops at those alone that matter: an access that two threads make, one of them to write, without a lock that
 * both have then (Eraser's locksets, over all schedules run so far), and a lock or an object that two threads use. Nothing that
 * a preemption anywhere else could show is lost, once no schedule brings up a further conflict.
 */
#include "state.h"

#define OWN "shim/"	/* where a fake gives back what is its own */
enum { THREADS = APX_TASKS - APX_THREAD, WRITERS = 8 };

APX_OUTSIDE apx_u32 apx_points;		/* enum apx_point_mode */
static const char atomic[] = "atomic";
static APX_OUTSIDE apx_u32 passed;	/* points that the running step has come by */

/* Of each granule: who read it (bits 0 to 7) and who wrote it (8 to 15), whether a search stops there, the locks that all had. */
static APX_OUTSIDE struct granule { apx_u16 touched; apx_u8 stops; } *granules;
static APX_OUTSIDE apx_u64 *locks_of;
static APX_OUTSIDE struct apx_region touched_region, locks_region;
static APX_OUTSIDE apx_size granule_count;

static const struct { apx_u8 first, count; } bits[APX_LOCKS_MAX] = {
	[APX_LOCK_MATRIX] = { 0, 1 }, [APX_LOCK_GUESTS] = { 1, 1 }, [APX_LOCK_MDEVS] = { 2, 1 }, [APX_LOCK_PERMS] = { 3, 1 },
	[APX_LOCK_KVM] = { 8, 8 }, [APX_LOCK_VCPU] = { 16, 8 }, [APX_LOCK_HOOK] = { 24, 8 }, [APX_LOCK_IOMMU] = { 32, 8 },
	[APX_LOCK_DEV_SET] = { 40, 8 }, [APX_LOCK_GROUP] = { 48, 8 }, [APX_LOCK_DEVICE_LIST] = { 56, 8 },
};

/* The locks that keep others out meanwhile: all of them for a reader, for a writer those held alone. A nameless one counts as none. */
static apx_u64 locks_now(int is_write)
{
	apx_u64 held = 0;

	for (apx_u32 depth = 0; depth <= apx_now->depth; depth++)
		for (apx_u32 i = 0; i < apx_now->actor[depth].holds; i++) {
			const struct apx_hold *hold = &apx_now->actor[depth].hold[i];

			if ((is_write && hold->is_shared) || !bits[hold->lock->lock_class].count || apx_is_freed(hold->lock))
				continue;
			held |= 1ull << APX_LOCK_BIT(bits, hold->lock);
		}
	return held;
}

static int is_preemptible(void)
{
	return apx_points && apx_now >= &apx_tasks[APX_THREAD] && !apx_is_quiet;
}

/* What an access of another build, at another address, is told by. */
static void name_object(struct apx_request *request, const void *pointer)
{
	const struct apx_object *object = apx_object_at(pointer);

	if (!object)
		return;
	request->object = object - apx_objects + 1;
	request->object_offset = apx_object_offset(object, pointer);
}

static void stop(const struct apx_place *place, const void *pc, const char *what, enum apx_point_kind kind, apx_size at, apx_size size)
{
	struct apx_request request = { .what = what, .kind = kind, .points = passed, .at = at, .size = size };

	if (place) {
		request.point_function = place->function;
		request.point_file = place->file;
		request.line = place->line;
	} else if (pc) {
		request.pc = (const char *)pc - apx_image()->base - 1;
	}
	if (size && apx_points == APX_POINTS_ALL)
		name_object(&request, apx_arena + at);
	passed = 0;
	apx_yield(APX_POINT, &request);
}

/* 1 when a search stops at one of the granules. */
static int note(apx_size offset, apx_size size, int is_write, int is_lock)
{
	apx_u16 bit = 1 << (apx_now - &apx_tasks[APX_THREAD]) << (is_write ? WRITERS : 0);
	apx_u64 held = is_lock ? 0 : locks_now(is_write);
	int is_stop = 0;

	for (apx_size granule = offset / APX_GRANULE; granule <= (offset + size - 1) / APX_GRANULE && granule < granule_count; granule++) {
		locks_of[granule] = granules[granule].touched ? locks_of[granule] & held : held;
		granules[granule].touched |= bit;
		is_stop |= granules[granule].stops;
	}
	return is_stop;
}

static void access(const void *pointer, apx_size size, int is_write, enum apx_point_kind kind, const struct apx_place *place,
		   const void *pc, const char *what)
{
	apx_size offset = (const unsigned char *)pointer - apx_arena;
	int is_stop = offset >= APX_ARENA ? 1 : note(offset, size ? size : 1, is_write, kind != APX_POINT_ACCESS);

	passed++;
	if (is_stop || apx_points == APX_POINTS_ALL)
		stop(place, pc, what, kind, offset, kind == APX_POINT_ACCESS || what == atomic ? size : 0);
}

void apx_point_access(const void *pointer, apx_size size, int is_write, const struct apx_place *place, const void *pc)
{
	apx_size offset = (const unsigned char *)pointer - apx_arena;

	if (--apx_meter.left < 0) {
		apx_meter.left = 0;
		apx_points = APX_POINTS_NONE;
		apx_out_of_accesses(place, pc);
	}
	if (!is_preemptible() || offset >= APX_ARENA)
		return;
	if (apx_meter.atomic && offset / APX_GRANULE == apx_meter.atomic / APX_GRANULE)
		return;
	apx_meter.atomic = 0;
	access(pointer, size, is_write, APX_POINT_ACCESS, place, pc, is_write ? "store" : "load");
}

/* What is done to the counter next, is done at once. */
void apx_atomic(const void *counter)
{
	if (!is_preemptible())
		return;
	access(counter, 4, 1, APX_POINT_CALL, 0, __builtin_return_address(0), atomic);
	apx_meter.atomic = (const unsigned char *)counter - apx_arena;
}

void apx_point(const struct apx_place *place, const void *pc, const char *what)
{
	if (!is_preemptible())
		return;
	passed++;
	stop(place, pc, what, APX_POINT_CALL, 0, 0);
}

void apx_point_here(const struct apx_place *place, const char *what)
{
	apx_point(place, 0, what);
}

void apx_point_lock(const struct apx_lockobj *lock, const char *text, const struct apx_place *place)
{
	if (is_preemptible())
		access(lock, sizeof(*lock), 1, APX_POINT_LOCK, place, 0, text ? text : "a lock");
}

/* What the kernel around the driver does next has no point of its own. */
void apx_point_unlocked(const struct apx_lockobj *lock, const struct apx_place *place)
{
	if (is_preemptible() && !apx_is_freed(lock))
		access(lock, sizeof(*lock), 1, APX_POINT_CALL, place, 0, "unlocked");
}

void apx_point_note(const void *pointer, apx_size size, int is_write)
{
	apx_size offset = (const unsigned char *)pointer - apx_arena;

	if (is_preemptible() && offset < APX_ARENA)
		note(offset, size, is_write, 0);
}

void apx_point_free(const void *start, apx_size size, const struct apx_place *place)
{
	if (is_preemptible() && !(place && !strncmp(place->file, OWN, sizeof(OWN) - 1)))
		access(start, size, 1, APX_POINT_ACCESS, place, 0, "free");
}

apx_u32 apx_points_passed(void)
{
	apx_u32 count = passed;

	passed = 0;
	return count;
}

static int is_conflict(apx_size granule)
{
	apx_u16 all = (granules[granule].touched >> WRITERS | granules[granule].touched) & ((1 << THREADS) - 1);

	return granules[granule].touched >> WRITERS && all & (all - 1) && !locks_of[granule];
}

apx_u32 apx_points_learn(void)
{
	apx_u32 count = 0;

	for (apx_size granule = 0; granule < granule_count; granule++) {
		if (granules[granule].touched && !granules[granule].stops && is_conflict(granule)) {
			granules[granule].stops = 1;
			count++;
		}
	}
	return count;
}

void apx_points_forget(void)
{
	memset(granules, 0, granule_count * sizeof(*granules));
}

int apx_points_reach(apx_size count)
{
	if (!granules && !(apx_region_reserve(&touched_region, APX_ARENA / APX_GRANULE * sizeof(*granules), 0) &&
			   apx_region_reserve(&locks_region, APX_ARENA / APX_GRANULE * sizeof(*locks_of), 0)))
		return 0;
	granules = (struct granule *)touched_region.start;
	locks_of = (apx_u64 *)locks_region.start;
	if (!apx_region_reach(&touched_region, count * sizeof(*granules)) || !apx_region_reach(&locks_region, count * sizeof(*locks_of)))
		return 0;
	granule_count = count;
	return 1;
}

void apx_points_shrink(apx_size count)
{
	apx_region_shrink(&touched_region, count * sizeof(*granules));
	apx_region_shrink(&locks_region, count * sizeof(*locks_of));
	granule_count = count;
}

void apx_points_set(apx_u32 mode)
{
	apx_points = mode;
}
