/* SPDX-License-Identifier: GPL-2.0-or-later OR MIT */
/* What the fakes of the generic kernel allocate is not the driver's; where the kernel allocates and these need no memory, they fail alike. */
#include "base/base.h"

void *apx_base_alloc(size_t size, const char *what, const struct apx_place *place)
{
	return apx_alloc(size, 1, APX_OWNER_SHIM, what, place);
}

int apx_base_may_fail(void)
{
	return apx_arena_is_full() || apx_is_step_to_fail() ? -ENOMEM : 0;
}
