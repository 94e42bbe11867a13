/* SPDX-License-Identifier: GPL-2.0-or-later OR MIT */
/*
 * In place of ../alloc.c: memory is malloc's, so that a sanitizer knows of each object. What is known of an object besides
 * is the same as there; the addresses are kept so that a leak checker does not take them for pointers.
 */
#include <stdlib.h>
#include "state.h"

enum { FILL = 0x5a };

apx_u32 apx_object_count;
static struct apx_region hidden;
static apx_u32 live_of_driver;
static int is_full;

static apx_size start_of(const struct apx_object *object)
{
	return ~((apx_size *)hidden.start)[object - apx_objects];
}

static int is_room(void)
{
	return (hidden.start || apx_region_reserve(&hidden, APX_OBJECTS * sizeof(apx_size), 0)) &&
	       apx_region_reach(&hidden, (apx_object_count + 1) * sizeof(apx_size)) && apx_objects_reach(apx_object_count + 1);
}

void *apx_alloc(apx_size size, int zero, enum apx_owner owner, const char *what, const struct apx_place *place)
{
	void *memory;

	if (apx_is_chosen_to_fail(owner))
		return 0;
	memory = is_room() ? malloc(size) : 0;
	if (!memory) {
		is_full = 1;
		return 0;
	}
	memset(memory, zero ? 0 : FILL, size);
	((apx_size *)hidden.start)[apx_object_count] = ~(apx_size)memory;
	apx_objects[apx_object_count++] = (struct apx_object){ .size = size, .owner = owner, .what = what, .allocated = place };
	live_of_driver += owner == APX_OWNER_DRIVER;
	return memory;
}

/* The newest, should malloc have used an address twice. */
const struct apx_object *apx_object_at(const void *pointer)
{
	for (apx_u32 i = apx_object_count; i-- > 0;)
		if ((apx_size)pointer - start_of(&apx_objects[i]) < apx_objects[i].size)
			return &apx_objects[i];
	return 0;
}

/* What must not be freed is left to free(): the sanitizer says what it is. */
void apx_free(const void *pointer, const struct apx_place *place)
{
	struct apx_object *object = (struct apx_object *)apx_object_at(pointer);

	if (object && !object->is_freed)
		apx_point_free(pointer, object->size, place);
	if (object && !object->is_freed && start_of(object) == (apx_size)pointer) {
		apx_freed_locks(pointer, (const char *)pointer + object->size, place);
		object->is_freed = 1;
		object->freed = place;
		live_of_driver -= object->owner == APX_OWNER_DRIVER;
	}
	free((void *)pointer);
}

apx_size apx_object_offset(const struct apx_object *object, const void *pointer)
{
	return (apx_size)pointer - start_of(object);
}

const char *apx_object_text(const struct apx_object *object)
{
	return object->name ? object->name : object->what;
}

void apx_name(const void *pointer, const char *name)
{
	struct apx_object *object = (struct apx_object *)apx_object_at(pointer);

	if (object)
		object->name = name;
}

const char *apx_name_of(const void *pointer)
{
	const struct apx_object *object = apx_object_at(pointer);

	return object ? apx_object_text(object) : 0;
}

apx_size apx_size_of(const void *pointer)
{
	const struct apx_object *object = apx_object_at(pointer);

	return object ? object->size : 0;
}

int apx_is_live(const void *pointer)
{
	const struct apx_object *object = apx_object_at(pointer);

	return object && !object->is_freed;
}

int apx_is_freed(const void *pointer)
{
	const struct apx_object *object = apx_object_at(pointer);

	return object && object->is_freed;
}

apx_u32 apx_live_allocs(void)
{
	return live_of_driver;
}

int apx_arena_is_full(void)
{
	return is_full;
}

void apx_free_own(void)
{
	for (apx_u32 i = 0; i < apx_object_count; i++)
		if (!apx_objects[i].is_freed && apx_objects[i].owner == APX_OWNER_SHIM)
			apx_free((void *)start_of(&apx_objects[i]), APX_HERE);
}
