/* SPDX-License-Identifier: GPL-2.0-or-later OR MIT */
/*
 * The tree's drivers/s390/crypto/ap_bus.c, with three things replaced: it reads QCI's masks by words of 32 bits and everybody else by
 * words of 64, which are the other way round where bytes are; the work that it queues at boot is kept for the end of it; and
 * __ap_revise_reserved() reads the flags of a queue's driver also when the queue has none. On s390 that is no fault: what lies at address 0
 * is the processor's lowcore, which can be read. Here it reads as zero, a driver that is not the host's. A scan that is made step by step
 * waits before each queue device that it adds or removes, and before it tells the drivers of its end.
 */
#include "bus/own/own.h"

#define ap_test_bit tree_ap_test_bit
#include "ap_bus.h"
#undef ap_test_bit

static inline int ap_test_bit(const unsigned int *word, unsigned int nr)
{
	word = (const unsigned int *)((uintptr_t)word ^ (APX_IS_LITTLE ? sizeof(*word) : 0));
	return (*word & 0x80000000U >> nr) != 0;
}

static struct ap_driver lowcore;

#undef to_ap_drv
#define to_ap_drv(x) ((x) ? container_of((x), struct ap_driver, driver) : &lowcore)

static struct work_struct *boot_work;

static inline bool queue_at_boot(struct work_struct *work)
{
	if (apx_in_call())
		return apx_queue_work(&work->apx) != 0;
	boot_work = work;
	return true;
}

#undef queue_work
#define queue_work(queue, work) queue_at_boot(work)

#define device_register(device) (apx_scan_moves(device), device_register(device))
#define device_unregister(device) (apx_scan_moves(device), device_unregister(device))
#define bus_for_each_drv(bus, start, data, function) (apx_scan_tells(#function), bus_for_each_drv(bus, start, data, function))

#include APX_TREE_FILE

const struct bus_type *apx_ap_bus(void)
{
	return &ap_bus_type;
}

void apx_first_scan(void)
{
	boot_work->apx.function(boot_work->apx.argument);
}
