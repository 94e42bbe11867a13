/* SPDX-License-Identifier: GPL-2.0-or-later OR MIT */
/* The bus of mdevs, constant in newer trees. */
#include "vfio/own/own.h"
#include APX_TREE_FILE

const struct bus_type *apx_mdev_bus(void)
{
	return &mdev_bus_type;
}
