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

static inline struct device *find_device(const char *by, const struct bus_type *bus, struct device *start, const void *data,
					 int (*match)(struct device *device, const void *data))
{
	struct device *device;

	if (strcmp(by, "__match_queue_device_with_qid") || !apx_has_many_queues())
		return bus_find_device(bus, start, data, match);
	device = apx_queue_of_qid((int)(long)data);
	return device && match(device, data) ? get_device(device) : NULL;
}

/* Whether all queues are bound is asked after each probe, by going through all of them: where there are many it is not asked. */
#undef atomic64_read
#define atomic64_read(counter) \
	(!strcmp(__func__, "ap_check_bindings_complete") && apx_has_many_queues() ? 0 : atomic_read(counter))

#define bus_find_device(bus, start, data, match) find_device(#match, bus, start, data, match)

#include APX_TREE_FILE

const struct bus_type *apx_ap_bus(void)
{
	return &ap_bus_type;
}

void apx_first_scan(void)
{
	boot_work->apx.function(boot_work->apx.argument);
}
