/* SPDX-License-Identifier: GPL-2.0-or-later OR MIT */
/*
 * In place of ../check.c: AddressSanitizer checks the driver's accesses, and those of the fakes. What the fakes ask to be
 * checked is read here, so that the report comes from the sanitizer and names who asked.
 */
#include "state.h"

#define UNCHECKED __attribute__((no_sanitize("address", "undefined")))

void *__asan_region_is_poisoned(void *start, apx_size size);
void __asan_get_shadow_mapping(apx_size *scale, apx_size *offset);
void __asan_report_error(void *pc, void *bp, void *sp, void *address, int is_write, apx_size size);

/* What a program has to be told by environment variables otherwise; the sanitizers' libraries must find these. */
__attribute__((visibility("default"))) const char *__asan_default_options(void);
__attribute__((visibility("default"))) const char *__ubsan_default_options(void);

const char *__asan_default_options(void)
{
	return "detect_stack_use_after_return=1:strict_string_checks=1:print_legend=0";
}

const char *__ubsan_default_options(void)
{
	return "print_stacktrace=1";
}

int apx_check(const void *pointer, apx_size size, const struct apx_place *place, const void *pc)
{
	const volatile char *bad = size ? __asan_region_is_poisoned((void *)pointer, size) : 0;

	if (!size)
		return 1;
	if (bad || !pointer)
		*bad;
	*(const volatile char *)pointer;
	return 1;
}

void apx_touch(const void *pointer, apx_size size, const struct apx_place *place)
{
	apx_check(pointer, size, place, 0);
}

#define CALLER __builtin_return_address(0)

/* A byte of the shadow: 0 for eight bytes that may be used, 1 to 7 for so many of them, else none. */
static UNCHECKED int is_bad(apx_size address, apx_size size)
{
	static apx_size scale, offset;
	signed char state;

	if (!offset)
		__asan_get_shadow_mapping(&scale, &offset);
	for (apx_size at = address; at < address + size; at = (at | (APX_GRANULE - 1)) + 1) {
		apx_size end = (at | (APX_GRANULE - 1)) + 1;

		if (end > address + size)
			end = address + size;
		state = *(const signed char *)((at >> scale) + offset);
		if (state && (signed char)((end - 1) & (APX_GRANULE - 1)) >= state)
			return 1;
	}
	return 0;
}

/* The driver calls these before each load and store, instead of the sanitizer's own: another thread may come first, and then it is checked. */
#define NAMED(name, own) void own __asm__(name)
#define HOOK(way, size, is_write) \
	NAMED("__asan_" #way #size, own_##way##size(apx_size address)); \
	UNCHECKED void own_##way##size(apx_size address) \
	{ \
		apx_point_access((const void *)address, size, is_write, 0, CALLER); \
		if (APX_UNLIKELY(is_bad(address, size))) \
			__asan_report_error(CALLER, __builtin_frame_address(0), __builtin_frame_address(0), (void *)address, is_write, size); \
	}
#define HOOKS(size) HOOK(load, size, 0) HOOK(store, size, 1)
#define HOOK_N(way, is_write) \
	NAMED("__asan_" #way "N", own_##way##N(apx_size address, apx_size size)); \
	UNCHECKED void own_##way##N(apx_size address, apx_size size) \
	{ \
		apx_point_access((const void *)address, size, is_write, 0, CALLER); \
		if (APX_UNLIKELY(is_bad(address, size))) \
			__asan_report_error(CALLER, __builtin_frame_address(0), __builtin_frame_address(0), (void *)address, is_write, size); \
	}
HOOKS(1)
HOOKS(2)
HOOKS(4)
HOOKS(8)
HOOKS(16)
HOOK_N(load, 0)
HOOK_N(store, 1)

static void touch(const void *pointer, apx_size size, int is_write)
{
	if (size)
		apx_point_access(pointer, size, is_write, 0, 0);
}

void *apx_memcpy(void *to, const void *from, apx_size size)
{
	touch(from, size, 0);
	touch(to, size, 1);
	return memcpy(to, from, size);
}

void *apx_memmove(void *to, const void *from, apx_size size)
{
	touch(from, size, 0);
	touch(to, size, 1);
	return memmove(to, from, size);
}

void *apx_memset(void *to, int byte, apx_size size)
{
	touch(to, size, 1);
	return memset(to, byte, size);
}

int apx_memcmp(const void *a, const void *b, apx_size size)
{
	touch(a, size, 0);
	touch(b, size, 0);
	return memcmp(a, b, size);
}

apx_size apx_strlen(const char *text)
{
	apx_size length = strlen(text);

	for (apx_size i = 0; i <= length; i++)
		touch(text + i, 1, 0);
	return length;
}
