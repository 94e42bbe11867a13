/* SPDX-License-Identifier: GPL-2.0-or-later OR MIT */
/* The memory of a device is its driver's, whoever asks for it. Older trees have the groups here, too. */
#include "vfio/own/own.h"

#undef kvzalloc
#define kvzalloc(size, flags) apx_alloc_device(size, APX_HERE)
#undef kvfree
#define kvfree(pointer) apx_free(pointer, APX_HERE)
#define APX_ALLOCATES_FOR_DRIVER "vfio_group_alloc"
#include "vfio/own/for_driver.h"

static void *apx_alloc_device(size_t size, const struct apx_place *place)
{
	void *memory = apx_alloc(size, 1, APX_OWNER_DRIVER, "vfio_alloc_device", place);

	if (memory)
		apx_mdev_allocated(memory);
	return memory;
}

#include APX_TREE_FILE
#ifndef APX_HAS_GROUP
#include "vfio/own/group_kvm.h"
#endif
