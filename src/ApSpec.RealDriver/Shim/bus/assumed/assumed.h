/* SPDX-License-Identifier: GPL-2.0-or-later OR MIT */
/* What the two files of the assumed AP bus share. */
#ifndef APX_BUS_ASSUMED_H
#define APX_BUS_ASSUMED_H

#include "world.h"

struct apx_queue_device {
	struct ap_queue *device;
	u8 is_overridden;			/* driver_override names a driver: which one shows when it is bound */
	char name[12];
};
extern struct apx_queue_device *apx_queues;	/* as many as the scope has */
extern struct ap_driver *apx_ap_driver;
extern struct mutex ap_perms_mutex;

#endif
