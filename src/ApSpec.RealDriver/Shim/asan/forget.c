/* SPDX-License-Identifier: GPL-2.0-or-later OR MIT */
/* The world ends before leaks are looked for: what only the fakes still know of is lost to the driver. */
#include "world.h"

void apx_free_own(void);	/* alloc.c */

void apx_forget(void)
{
	apx_free_own();
	__builtin_memset(apx_mdevs, 0, sizeof(apx_mdevs));
	__builtin_memset(apx_guests, 0, sizeof(apx_guests));
	apx_sysfs_page = NULL;
}
