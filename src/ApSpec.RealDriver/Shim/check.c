/* SPDX-License-Identifier: GPL-2.0-or-later OR MIT */
/*
 * Every load and store of the driver comes by here first: gcc's -fsanitize=kernel-address in call form calls one of the
 * functions below with the address. Stands for mm/kasan/. What gcc leaves to memcpy and its like it does not check: macros
 * in driver code send these to the checked forms at the end.
 */
#include "state.h"

#if defined(__x86_64__)
#define USER_SPACE (1ul << 47)	/* addresses beyond are never ours */
#elif defined(__aarch64__)
#define USER_SPACE (1ul << 48)
#else
#define USER_SPACE (1ul << 53)
#endif
#define NULL_PAGE 4096ul

enum { FREED_POINTER = 0x6b6b, FILLED_POINTER = 0x5a5a, AUTO_POINTER = 0xfefe, LIST_POISON = 0xdead };

/* The first byte of [address, address + size) that belongs to no live object; its offset in the arena, or -1. */
static long first_bad(apx_size offset, apx_size size)
{
	for (apx_size at = offset; at < offset + size; at = (at | (APX_GRANULE - 1)) + 1) {
		apx_size end = (at | (APX_GRANULE - 1)) + 1;
		unsigned char state;

		if (at >= APX_ARENA)
			return at;
		state = apx_map[at / APX_GRANULE];
		if (end > offset + size)
			end = offset + size;
		if (state > APX_GRANULE)
			return at;
		if (((end - 1) & (APX_GRANULE - 1)) >= state)
			return (at & (APX_GRANULE - 1)) >= state ? at : (at & -APX_GRANULE) + state;
	}
	return -1;
}

static void report(enum apx_event_kind kind, const char *subject, const struct apx_place *place, const void *pc)
{
	if (place)
		apx_fault(kind, subject, place);
	else
		apx_fault_pc(kind, subject, pc);
}

static int bad_in_arena(apx_size offset, apx_size size, const struct apx_place *place, const void *pc)
{
	long bad = first_bad(offset, size);
	const struct apx_object *object;

	if (bad < 0)
		return 1;
	object = apx_object_at(apx_arena + bad);
	if (!object)
		report(APX_EV_WILD, "an address in no object", place, pc);
	else if (object->is_freed && bad < object->start + object->size)
		apx_fault_object(APX_EV_USE_AFTER_FREE, object, place, pc);
	else
		apx_fault_object(APX_EV_OUT_OF_BOUNDS, object, place, pc);
	return 0;
}

/* The texts name no address: a trace must give the same report on every run. */
static int bad_outside(apx_size address, const struct apx_place *place, const void *pc)
{
	if (address < NULL_PAGE)
		report(APX_EV_NULL, apx_text_of_event(address ? "NULL+0x%lx" : "NULL", address), place, pc);
	else if (-address <= NULL_PAGE)	/* a structure's start computed from a NULL member, or an ERR_PTR */
		report(APX_EV_NULL, apx_text_of_event("NULL-0x%lx", -address), place, pc);
	else if (address >> 48 == FREED_POINTER)
		report(APX_EV_USE_AFTER_FREE, "a pointer read from freed memory", place, pc);
	else if (address >> 48 == FILLED_POINTER || address >> 48 == AUTO_POINTER)	/* -ftrivial-auto-var-init=pattern */
		report(APX_EV_WILD, "a pointer read from memory never written", place, pc);
	else if (address >> 48 == LIST_POISON)
		report(APX_EV_WILD, "the neighbour of a deleted list entry", place, pc);
	else
		report(APX_EV_WILD, "an address that cannot be", place, pc);
	return 0;
}

static __attribute__((noinline, cold)) int bad(apx_size address, apx_size size, const struct apx_place *place, const void *pc)
{
	apx_size offset = address - (apx_size)apx_arena;

	return offset < APX_ARENA ? bad_in_arena(offset, size, place, pc) : bad_outside(address, place, pc);
}

enum access { LOOK, LOAD, STORE };	/* LOOK: of a fake, in the middle of what the kernel does at once */

static __attribute__((noinline, cold)) void slow(apx_size address, apx_size size, enum access access, const struct apx_place *place,
						 const void *pc)
{
	if (!apx_points)
		apx_out_of_accesses(place, pc);
	else if (access != LOOK)
		apx_point_access((const void *)address, size, access == STORE, place, pc);
}

static inline __attribute__((always_inline)) int check(apx_size address, apx_size size, enum access access,
						       const struct apx_place *place, const void *pc)
{
	apx_size offset = address - (apx_size)apx_arena;

	if (APX_UNLIKELY(--apx_meter.accesses < 0))
		slow(address, size, access, place, pc);
	if (offset < APX_ARENA - APX_GRANULE) {
		if (size <= APX_GRANULE && APX_LIKELY(apx_map[offset / APX_GRANULE] &
						      apx_map[(offset + size - 1) / APX_GRANULE] & APX_MAP_WHOLE))
			return 1;
		/* a lock has two granules, and lies in three where it is not aligned */
		if (size > APX_GRANULE && size <= 2 * APX_GRANULE && offset < APX_ARENA - 2 * APX_GRANULE &&
		    APX_LIKELY(apx_map[offset / APX_GRANULE] & apx_map[(offset + size / 2) / APX_GRANULE] &
			       apx_map[(offset + size - 1) / APX_GRANULE] & APX_MAP_WHOLE))
			return 1;
		/* an object's last bytes, or a part of an object smaller than a granule */
		if (APX_LIKELY(apx_map[offset / APX_GRANULE] <= APX_GRANULE &&
			       offset % APX_GRANULE + size <= apx_map[offset / APX_GRANULE]))
			return 1;
	} else if (APX_LIKELY(address - NULL_PAGE < USER_SPACE - NULL_PAGE)) {
		return 1;
	}
	return bad(address, size, place, pc);
}

int apx_check(const void *pointer, apx_size size, const struct apx_place *place, const void *pc)
{
	return check((apx_size)pointer, size, LOOK, place, pc);
}

void apx_touch(const void *pointer, apx_size size, const struct apx_place *place)
{
	check((apx_size)pointer, size, LOOK, place, 0);
}

#define CALLER __builtin_return_address(0)
#ifndef __SANITIZE_ADDRESS__	/* else they are the sanitizer's own */
#define HOOKS(size) \
	void __asan_load##size##_noabort(apx_size address) { check(address, size, LOAD, 0, CALLER); } \
	void __asan_store##size##_noabort(apx_size address) { check(address, size, STORE, 0, CALLER); }
HOOKS(1)
HOOKS(2)
HOOKS(4)
HOOKS(8)
HOOKS(16)
void __asan_loadN_noabort(apx_size address, apx_size size) { check(address, size, LOAD, 0, CALLER); }
void __asan_storeN_noabort(apx_size address, apx_size size) { check(address, size, STORE, 0, CALLER); }
void __asan_handle_no_return(void) { }
#endif

/* With -fsanitize-coverage=trace-pc, once a basic block: a loop that touches nothing but variables ends too. */
void __sanitizer_cov_trace_pc(void)
{
	if (APX_UNLIKELY(--apx_meter.accesses < 0))
		slow(0, 0, LOAD, 0, CALLER);
}

void *apx_memcpy(void *to, const void *from, apx_size size)
{
	if (size)
		check((apx_size)from, size, LOAD, 0, CALLER), check((apx_size)to, size, STORE, 0, CALLER);
	return memcpy(to, from, size);
}

void *apx_memmove(void *to, const void *from, apx_size size)
{
	if (size)
		check((apx_size)from, size, LOAD, 0, CALLER), check((apx_size)to, size, STORE, 0, CALLER);
	return memmove(to, from, size);
}

void *apx_memset(void *to, int byte, apx_size size)
{
	if (size)
		check((apx_size)to, size, STORE, 0, CALLER);
	return memset(to, byte, size);
}

int apx_memcmp(const void *a, const void *b, apx_size size)
{
	if (size)
		check((apx_size)a, size, LOAD, 0, CALLER), check((apx_size)b, size, LOAD, 0, CALLER);
	return memcmp(a, b, size);
}

apx_size apx_strlen(const char *text)
{
	apx_size length = 0;

	while (check((apx_size)text + length, 1, LOAD, 0, CALLER), text[length])
		length++;
	return length;
}
