/* SPDX-License-Identifier: GPL-2.0-or-later OR MIT */
/*
 * Address space for the arena and for what is known of it: reserved once, made usable from its start on as it is needed. What is reserved
 * and not usable costs no memory, and counts for no limit (RLIMIT_DATA).
 */
#include <sys/mman.h>
#include "state.h"

enum { PAGE = 4096, LEAST = 64 << 10 };

APX_OUTSIDE unsigned char *apx_arena;
APX_OUTSIDE struct apx_object *apx_objects;
static APX_OUTSIDE struct apx_region arena, map, objects;

static apx_size whole_pages(apx_size size)
{
	return (size + PAGE - 1) & -PAGE;
}

/* A region that can be read where it is not usable reads as zero there. */
int apx_region_reserve(struct apx_region *region, apx_size most, int is_readable)
{
	void *start = mmap(0, whole_pages(most), is_readable ? PROT_READ : PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);

	if (start == MAP_FAILED)
		return 0;
	*region = (struct apx_region){ .start = start, .most = whole_pages(most), .is_readable = is_readable };
	return 1;
}

/* By half of what it has at least, so that a region grows seldom. */
static apx_size aim(const struct apx_region *region, apx_size size)
{
	apx_size usable = whole_pages(size > LEAST ? size : LEAST);

	if (usable < region->usable + region->usable / 2)
		usable = whole_pages(region->usable + region->usable / 2);
	return usable < region->most ? usable : region->most;
}

static int grow(struct apx_region *region, apx_size usable)
{
	if (mprotect(region->start + region->usable, usable - region->usable, PROT_READ | PROT_WRITE))
		return 0;
	region->usable = usable;
	return 1;
}

int apx_region_reach(struct apx_region *region, apx_size size)
{
	if (size <= region->usable)
		return 1;
	return size <= region->most && (grow(region, aim(region, size)) || grow(region, whole_pages(size)));
}

/* Gives back the memory behind its first bytes. */
void apx_region_shrink(struct apx_region *region, apx_size size)
{
	char *from = region->start + whole_pages(size);

	if (region->usable <= whole_pages(size))
		return;
	madvise(from, region->start + region->usable - from, MADV_DONTNEED);
	mprotect(from, region->start + region->usable - from, region->is_readable ? PROT_READ : PROT_NONE);
	region->usable = whole_pages(size);
}

/* The map lies behind the arena, so that a check knows both by one address. */
void apx_arena_start(void)
{
	if (apx_arena || !apx_region_reserve(&arena, APX_ARENA + APX_ARENA / APX_GRANULE, 0) ||
	    !apx_region_reserve(&objects, APX_OBJECTS * sizeof(struct apx_object), 0))
		return;
	mprotect(arena.start + APX_ARENA, APX_ARENA / APX_GRANULE, PROT_READ);
	map = (struct apx_region){ .start = arena.start + APX_ARENA, .most = APX_ARENA / APX_GRANULE, .is_readable = 1 };
	apx_arena = (unsigned char *)arena.start;
	apx_objects = (struct apx_object *)objects.start;
	apx_arena_begin(0);
	apx_arena_reach(APX_ARENA_FIRST);
}

/* The arena last: of each byte that it has there is room for what is known of it. */
int apx_arena_reach(apx_size bytes)
{
	apx_size granules = aim(&arena, bytes) / APX_GRANULE;

	return bytes <= arena.usable ||
	       (bytes <= arena.most && apx_region_reach(&map, granules) && apx_points_reach(granules) && apx_race_reach(granules) &&
		apx_region_reach(&arena, bytes));
}

int apx_objects_reach(apx_u32 count)
{
	return apx_region_reach(&objects, count * sizeof(struct apx_object));
}

/* For a world with so many queues; what an earlier one had more of memory is given back, and nothing is in use there. */
void apx_arena_begin(apx_size queues)
{
	apx_size most = APX_ARENA_FIRST + queues * APX_ARENA_QUEUE;

	arena.most = most < APX_ARENA ? most : APX_ARENA;
	if (arena.usable <= APX_ARENA_FIRST)
		return;
	apx_region_shrink(&arena, APX_ARENA_FIRST);
	apx_region_shrink(&map, APX_ARENA_FIRST / APX_GRANULE);
	apx_region_shrink(&objects, APX_ARENA_FIRST / 8);
	apx_points_shrink(APX_ARENA_FIRST / APX_GRANULE);
}
