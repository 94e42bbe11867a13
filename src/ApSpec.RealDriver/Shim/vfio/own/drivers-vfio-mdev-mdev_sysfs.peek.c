/* SPDX-License-Identifier: GPL-2.0-or-later OR MIT */
/* Which kobject is the type that mdevs are created with. */
#include "vfio/own/own.h"

struct kobject *apx_mdev_type;

#define kobject_init_and_add(type, arguments...) ({ \
	struct kobject *apx_type = (type); \
	apx_mdev_type = apx_type; \
	(kobject_init_and_add)(apx_type, ##arguments); })
#include APX_TREE_FILE
