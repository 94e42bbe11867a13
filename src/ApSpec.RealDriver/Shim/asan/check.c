/* SPDX-License-Identifier: GPL-2.0-or-later OR MIT */
/*
 * In place of ../check.c: AddressSanitizer checks the driver's accesses, and those of the fakes. What the fakes ask to be
 * checked is read here, so that the report comes from the sanitizer and names who asked.
 */
#include "state.h"

void *__asan_region_is_poisoned(void *start, apx_size size);

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

void *apx_memcpy(void *to, const void *from, apx_size size)
{
	return memcpy(to, from, size);
}

void *apx_memmove(void *to, const void *from, apx_size size)
{
	return memmove(to, from, size);
}

void *apx_memset(void *to, int byte, apx_size size)
{
	return memset(to, byte, size);
}

int apx_memcmp(const void *a, const void *b, apx_size size)
{
	return memcmp(a, b, size);
}

apx_size apx_strlen(const char *text)
{
	return strlen(text);
}
