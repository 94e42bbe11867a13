/* SPDX-License-Identifier: GPL-2.0-or-later OR MIT */
/*
 * Memory: one arena, handed out from its start and never twice, so that a pointer into freed memory stays recognisable for
 * good. What is known of an object lies beside the arena, where a stray store of the driver does not reach it.
 * Stands for mm/slub.c: kmalloc, kfree; poison bytes as in include/linux/poison.h.
 */
#include "state.h"

enum { FILL = 0x5a, POISON = 0x6b, ALIGN = 16, FIRST_REDZONE = 64 };

apx_u32 apx_arena_used, apx_object_count;
static apx_u32 live_of_driver;
static int is_full;

static void mark(apx_u32 start, apx_u32 end, int what)
{
	memset(apx_map + start / APX_GRANULE, what, (end - start + APX_GRANULE - 1) / APX_GRANULE);
}

/* Wide enough that an index one or two elements off still meets it. */
static apx_u32 redzone_of(apx_u32 size)
{
	return size <= 64 ? 16 : size <= 512 ? 64 : 256;
}

void *apx_alloc(apx_size size, int zero, enum apx_owner owner, const char *what, const struct apx_place *place)
{
	apx_u32 start = apx_arena_used ? apx_arena_used : FIRST_REDZONE, end, used;
	struct apx_object *object = &apx_objects[apx_object_count];

	if (apx_is_chosen_to_fail(owner))
		return 0;
	if (size > APX_ARENA || !apx_arena_reach(start + size + redzone_of(size) + ALIGN) || !apx_objects_reach(apx_object_count + 1)) {
		is_full = 1;
		return 0;
	}
	if (!apx_arena_used)
		mark(0, start, APX_MAP_REDZONE);
	end = start + size;
	used = (end + redzone_of(size) + ALIGN - 1) & -ALIGN;
	mark(start, end, APX_MAP_WHOLE);
	mark((end + APX_GRANULE - 1) & -APX_GRANULE, used, APX_MAP_REDZONE);
	if (end % APX_GRANULE)
		apx_map[end / APX_GRANULE] = end % APX_GRANULE;
	memset(apx_arena + start, zero ? 0 : FILL, size);
	memset(apx_arena + end, 0, used - end);	/* what stood there before a restore is no part of a state */
	*object = (struct apx_object){ .start = start, .size = size, .owner = owner, .what = what, .allocated = place };
	if (APX_UNLIKELY(apx_is_racing))
		apx_race_new(object);
	apx_object_count++;
	apx_arena_used = used;
	live_of_driver += owner == APX_OWNER_DRIVER;
	return apx_arena + start;
}

void apx_free(const void *pointer, const struct apx_place *place)
{
	struct apx_object *object = (struct apx_object *)apx_object_at(pointer);

	if (!pointer)
		return;
	if (object && !object->is_freed)
		apx_point_free(pointer, object->size, place);
	if (!object || apx_arena + object->start != pointer)
		return apx_fault(APX_EV_WILD, "freed: no start of an object", place);
	if (object->is_freed)
		return apx_fault_object(APX_EV_DOUBLE_FREE, object, place, __builtin_return_address(0));
	apx_freed_locks(pointer, (const char *)pointer + object->size, place);
	memset(apx_arena + object->start, POISON, object->size);
	mark(object->start, object->start + object->size, APX_MAP_FREED);
	object->is_freed = 1;
	object->freed = place;
	live_of_driver -= object->owner == APX_OWNER_DRIVER;
}

const struct apx_object *apx_object_at(const void *pointer)
{
	apx_size offset = (const unsigned char *)pointer - apx_arena;
	apx_u32 low = 0, high = apx_object_count;

	if (offset >= apx_arena_used)
		return 0;
	while (low < high) {
		apx_u32 middle = (low + high) / 2;

		if (apx_objects[middle].start <= offset)
			low = middle + 1;
		else
			high = middle;
	}
	return low ? &apx_objects[low - 1] : 0;
}

apx_size apx_object_offset(const struct apx_object *object, const void *pointer)
{
	return (const unsigned char *)pointer - apx_arena - object->start;
}

const char *apx_object_text(const struct apx_object *object)
{
	return object->name ? object->name : object->what;
}

static const struct apx_object *inside(const void *pointer)
{
	const struct apx_object *object = apx_object_at(pointer);

	return object && (const unsigned char *)pointer < apx_arena + object->start + object->size ? object : 0;
}

void apx_name(const void *pointer, const char *name)
{
	struct apx_object *object = (struct apx_object *)inside(pointer);

	if (object)
		object->name = name;
}

const char *apx_name_of(const void *pointer)
{
	const struct apx_object *object = inside(pointer);

	return object ? apx_object_text(object) : 0;
}

apx_size apx_size_of(const void *pointer)
{
	const struct apx_object *object = apx_object_at(pointer);

	return object ? object->size : 0;
}

/* The map tells without a search. */
static apx_u8 mark_of(const void *pointer)
{
	apx_size offset = (const unsigned char *)pointer - apx_arena;
	apx_u8 mark = offset < apx_arena_used ? apx_map[offset / APX_GRANULE] : APX_MAP_NOTHING;

	return mark < APX_MAP_WHOLE && offset % APX_GRANULE >= mark ? APX_MAP_NOTHING : mark;
}

int apx_is_live(const void *pointer)
{
	apx_u8 mark = mark_of(pointer);

	return mark && mark <= APX_MAP_WHOLE;
}

int apx_is_freed(const void *pointer)
{
	return mark_of(pointer) == APX_MAP_FREED;
}

apx_u32 apx_live_allocs(void)
{
	return live_of_driver;
}

int apx_arena_is_full(void)
{
	return is_full;
}
