/* SPDX-License-Identifier: GPL-2.0-or-later OR MIT */
/* In place of ../block.c: a program that runs one trace boots once and never goes back. */
#include "state.h"

int apx_block_save(apx_u32 slot)
{
	return 0;
}

int apx_block_restore(apx_u32 slot)
{
	return 0;
}

apx_u64 apx_block_hash(void)
{
	return 0;
}

apx_u64 apx_block_used(void)
{
	return 0;
}

void apx_block_start(void)
{
}

void apx_block_reset(apx_u32 queues)
{
	apx_arena_begin(queues);
	apx_events_clear();
}
