/* SPDX-License-Identifier: GPL-2.0-or-later OR MIT */
/* In place of ../race.c: nobody looks for races in a trace that is run again. */
#include "state.h"

int apx_is_racing;

void apx_race_begin(void)
{
}

void apx_race_end(void)
{
}

int apx_race_reach(apx_size granules)
{
	return 1;
}

void apx_race_new(const struct apx_object *object)
{
}

void apx_race_access(const void *pointer, apx_size size, int is_write, int is_marked, const void *pc)
{
}

/* Nobody reads the order of locks either. */
void apx_gates_now(struct apx_gates *gates)
{
	*gates = (struct apx_gates){ 0, 0 };
}

void *apx_race_memory(apx_u32 arena_used, apx_size *size)
{
	*size = 0;
	return 0;
}
