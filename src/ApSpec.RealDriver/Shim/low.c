/* SPDX-License-Identifier: GPL-2.0-or-later OR MIT */
/*
 * Memory below 2 GiB, which s390's GFP_DMA gives: what an instruction names in 31 bits lies there, such as a guest's GISA.
 * Handed out from its start and never twice, as the arena is; nothing of it is given back.
 */
#include <sys/mman.h>
#include "state.h"

enum { FIRST = 0x40000000, LAST = 0x7f000000, STEP = 1 << 20, ALIGN = 64 };

APX_OUTSIDE char *apx_low;
apx_u32 apx_low_used;

/* The first place that is free: another library of this process may have one of its own. */
void apx_low_start(void)
{
	for (apx_size at = FIRST; !apx_low && at < LAST; at += STEP) {
		void *got = mmap((void *)at, APX_LOW, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);

		if (got == (void *)at)
			apx_low = got;
		else if (got != MAP_FAILED)
			munmap(got, APX_LOW);
	}
}

void *apx_alloc_low(apx_size size)
{
	char *start = apx_low + apx_low_used;

	if (!apx_low || size > APX_LOW - apx_low_used - ALIGN)
		return 0;
	apx_low_used += (size + ALIGN - 1) & -ALIGN;
	memset(start, 0, size);
	return start;
}
