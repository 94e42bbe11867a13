/* SPDX-License-Identifier: GPL-2.0-or-later OR MIT */
/*
 * The driver compiled for finding races: gcc's -fsanitize=thread calls these with each address (with --param
 * tsan-distinguish-volatile=1, so that READ_ONCE and WRITE_ONCE are told from plain accesses). Memory is checked as ever.
 */
#include "state.h"

#define CALLER __builtin_return_address(0)

static inline __attribute__((always_inline)) void see(const void *pointer, apx_size size, int is_write, int is_marked,
						      const void *pc)
{
	if (size && apx_check(pointer, size, 0, pc) && (const unsigned char *)pointer - apx_arena < (long)APX_ARENA &&
	    (const unsigned char *)pointer >= apx_arena)
		apx_race_access(pointer, size, is_write, is_marked, pc);
}

#define HOOKS(size) \
	void __tsan_read##size(void *pointer) { see(pointer, size, 0, 0, CALLER); } \
	void __tsan_write##size(void *pointer) { see(pointer, size, 1, 0, CALLER); } \
	void __tsan_volatile_read##size(void *pointer) { see(pointer, size, 0, 1, CALLER); } \
	void __tsan_volatile_write##size(void *pointer) { see(pointer, size, 1, 1, CALLER); }
#define UNALIGNED(size) \
	void __tsan_unaligned_read##size(void *pointer) { see(pointer, size, 0, 0, CALLER); } \
	void __tsan_unaligned_write##size(void *pointer) { see(pointer, size, 1, 0, CALLER); } \
	void __tsan_unaligned_volatile_read##size(void *pointer) { see(pointer, size, 0, 1, CALLER); } \
	void __tsan_unaligned_volatile_write##size(void *pointer) { see(pointer, size, 1, 1, CALLER); }
HOOKS(1)
HOOKS(2)
HOOKS(4)
HOOKS(8)
HOOKS(16)
UNALIGNED(2)
UNALIGNED(4)
UNALIGNED(8)
UNALIGNED(16)
void __tsan_read_range(void *pointer, apx_size size) { see(pointer, size, 0, 0, CALLER); }
void __tsan_write_range(void *pointer, apx_size size) { see(pointer, size, 1, 0, CALLER); }
void __tsan_func_entry(void *caller) { }
void __tsan_func_exit(void) { }

/* A constructor that gcc adds calls it: so the rest of the runtime knows. */
void __tsan_init(void)
{
	apx_is_racing = 1;
}
