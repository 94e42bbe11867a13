/* SPDX-License-Identifier: GPL-2.0-or-later OR MIT */
#include "vfio/own/own.h"
/* A group is made for a driver that registers: what it needs can be missing, as the driver's own memory can. */
#define APX_ALLOCATES_FOR_DRIVER "vfio_group_alloc"
#include "vfio/own/for_driver.h"
#include APX_TREE_FILE
#include "vfio/own/group_kvm.h"
