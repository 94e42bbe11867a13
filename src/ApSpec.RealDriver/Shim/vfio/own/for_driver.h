/* SPDX-License-Identifier: GPL-2.0-or-later OR MIT */
/* In front of a file in which one function allocates what a call of the driver needs: that allocation can be chosen to fail. */
#undef kzalloc
#define kzalloc(size, flags) \
	apx_alloc(size, 1, __builtin_strcmp(__func__, APX_ALLOCATES_FOR_DRIVER) ? APX_OWNER_SHIM : APX_OWNER_LENT, \
		  "kzalloc(" #size ")", APX_HERE)
