/* SPDX-License-Identifier: GPL-2.0-or-later OR MIT */
/* In place of ../points.c: a thread of a recorded trace gives way where the record says, or where it has to. The points are the same ones. */
#include "state.h"
#include "replay.h"

#define OWN "shim/"	/* where a fake gives back what is its own */

APX_OUTSIDE apx_u32 apx_points;
static const struct apx_stop *wanted;
static apx_u32 calls, accesses;

void apx_stop_at(const struct apx_stop *stop)
{
	wanted = stop;
	calls = accesses = 0;
}

static int is_preemptible(void)
{
	return apx_points && apx_now >= &apx_tasks[APX_THREAD] && !apx_is_quiet;
}

static void give_way(void)
{
	static const struct apx_request none;

	wanted = 0;
	apx_yield(APX_POINT, &none);
}

/* A point that every build has. */
static void pass_call(void)
{
	if (!wanted)
		return;
	if (wanted->object && calls == wanted->calls)
		apx_stop_missed();
	calls++;
	if (!wanted->object && calls == wanted->calls)
		give_way();
}

static void pass_access(const void *pointer, apx_size size, int is_write)
{
	const struct apx_object *object;
	apx_size offset;

	if (!wanted || !wanted->object || calls != wanted->calls || !is_write != !wanted->is_write)
		return;
	object = apx_object_at(pointer);
	if (!object || object - apx_objects + 1 != wanted->object)
		return;
	offset = apx_object_offset(object, pointer);
	if (offset < wanted->offset + wanted->size && wanted->offset < offset + size && ++accesses == wanted->accesses)
		give_way();
}

void apx_point_access(const void *pointer, apx_size size, int is_write, const struct apx_place *place, const void *pc)
{
#ifndef APX_ASAN
	if (--apx_meter.left < 0) {
		apx_meter.left = 0;
		apx_points = APX_POINTS_NONE;
		apx_out_of_accesses(place, pc);
	}
#endif
	if (!is_preemptible() || !size || !apx_object_at(pointer))
		return;
	if (apx_meter.atomic && (apx_size)pointer / APX_GRANULE == apx_meter.atomic / APX_GRANULE)
		return;
	apx_meter.atomic = 0;
	pass_access(pointer, size, is_write);
}

void apx_atomic(const void *counter)
{
	if (!is_preemptible())
		return;
	pass_call();
	apx_meter.atomic = (apx_size)counter;
}

void apx_point(const struct apx_place *place, const void *pc, const char *what)
{
	if (is_preemptible())
		pass_call();
}

void apx_point_here(const struct apx_place *place, const char *what)
{
	apx_point(place, 0, what);
}

void apx_point_lock(const struct apx_lockobj *lock, const char *text, const struct apx_place *place)
{
	if (is_preemptible())
		pass_call();
}

void apx_point_unlocked(const struct apx_lockobj *lock, const struct apx_place *place)
{
	if (is_preemptible() && !apx_is_freed(lock))
		pass_call();
}

void apx_point_free(const void *start, apx_size size, const struct apx_place *place)
{
	if (is_preemptible() && !(place && !strncmp(place->file, OWN, sizeof(OWN) - 1)))
		pass_call();
}

void apx_point_note(const void *pointer, apx_size size, int is_write) { }
void apx_points_forget(void) { }
void apx_points_shrink(apx_size granules) { }

void apx_points_set(apx_u32 mode)
{
	apx_points = mode;
}

apx_u32 apx_points_passed(void)
{
	return 0;
}

apx_u32 apx_points_learn(void)
{
	return 0;
}

int apx_points_reach(apx_size granules)
{
	return 1;
}
