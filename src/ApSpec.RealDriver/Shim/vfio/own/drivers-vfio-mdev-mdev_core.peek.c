/* SPDX-License-Identifier: GPL-2.0-or-later OR MIT */
/* How many mdevs there are: an entry goes with the last reference. */
#include "vfio/own/own.h"
#include APX_TREE_FILE

u32 apx_mdev_count(void)
{
	const struct list_head *at;
	u32 count = 0;

	list_for_each(at, &mdev_list)
		count++;
	return count;
}
