/* SPDX-License-Identifier: GPL-2.0-or-later OR MIT */
/* What is behind the peek into the tree's ap_bus.c, and what the glue offers to it. */
#ifndef APX_BUS_OWN_H
#define APX_BUS_OWN_H

#include "runtime.h"

struct bus_type;
const struct bus_type *apx_ap_bus(void);
struct device;
void apx_first_scan(void);	/* the scan that the bus queued as it was initialised */

/* Before the scan removes or adds a device, or tells drivers of its end: one that is made step by step waits here. */
void apx_scan_moves(struct device *device);
void apx_scan_tells(const char *function);

/* The scan looks for the device of each queue that can be: where there are many, not by going through all. */
bool apx_has_many_queues(void);
struct device *apx_queue_of_qid(int qid);

#endif
