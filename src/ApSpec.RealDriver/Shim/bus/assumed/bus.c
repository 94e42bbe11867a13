/* SPDX-License-Identifier: GPL-2.0-or-later OR MIT */
/* Queue devices and the AP bus's calls into the driver, where they are not the tree's own (drivers/s390/crypto/ap_bus.c, ap_queue.c). */
#include "bus/assumed/assumed.h"

struct apx_queue_device *apx_queues;
struct ap_driver *apx_ap_driver;
static struct ap_config_info config_before;

/* ap_queue_create(): one device a queue, from boot on; a queue that leaves the configuration is only unbound. */
void apx_bus_boot(void)
{
	apx_lock_init(&ap_perms_mutex.apx, APX_LOCK_PERMS, 0);
	config_before = apx_config;
	apx_queues = apx_alloc(apx_queue_count() * sizeof(*apx_queues), 1, APX_OWNER_SHIM, "queue devices", APX_HERE);
	for (u32 i = 0; i < apx_queue_count(); i++) {
		struct apx_queue_device *queue = &apx_queues[i];
		u8 apid = apx_scope.apid[i / apx_scope.domains], apqi = apx_scope.apqi[i % apx_scope.domains];

		snprintf(queue->name, sizeof(queue->name), "q%02x.%04x", apid, apqi);
		queue->device = apx_alloc(sizeof(*queue->device), 1, APX_OWNER_SHIM, "struct ap_queue", APX_HERE);
		apx_name(queue->device, queue->name);
		queue->device->qid = AP_MKQID(apid, apqi);
		queue->device->ap_dev.device_type = APX_CARD_TYPE;
		dev_set_name(&queue->device->ap_dev.device, "%02x.%04x", apid, apqi);
		device_register(&queue->device->ap_dev.device);
	}
}

struct ap_queue *apx_queue_now(u32 queue)
{
	return apx_queues[queue].device;
}

/* The host's drivers have no structures: whose else a queue is, the caller knows. */
enum apx_queue_driver apx_driver_of_queue(const struct ap_queue *queue)
{
	return queue->ap_dev.device.driver ? APX_QUEUE_OURS : APX_QUEUE_NOBODYS;
}

static int probe(struct device *device)
{
	return apx_ap_driver->probe(to_ap_dev(device));
}

static void remove(struct device *device)
{
	apx_ap_driver->remove(to_ap_dev(device));
}

/* ap_device_probe(): a queue that the host's own drivers own is not for this one; one whose driver_override names it is. */
int apx_probe_queue(u32 queue)
{
	const struct apx_place *place = APX_IN("drivers/s390/crypto/ap_bus.c", "ap_device_probe");
	struct ap_queue *device = apx_queues[queue].device;
	bool is_owned;
	int error;

	if (!apx_ap_driver || device->ap_dev.device.driver)
		return -EBUSY;
	if (!apx_queues[queue].is_overridden) {
		apx_core_lock(&ap_perms_mutex, place);
		is_owned = ap_owned_by_def_drv(AP_QID_CARD(device->qid), AP_QID_QUEUE(device->qid));
		apx_core_unlock(&ap_perms_mutex, place);
		if (is_owned)
			return -ENODEV;
	}
	error = apx_bind(&device->ap_dev.device, &apx_ap_driver->driver, probe);
	if (!error)
		apx_name(dev_get_drvdata(&device->ap_dev.device), apx_queues[queue].name);
	return error;
}

/* ap_device_remove() */
int apx_remove_queue(u32 queue)
{
	struct device *device = &apx_queues[queue].device->ap_dev.device;

	if (!device->driver)
		return -ENODEV;
	apx_unbind(device, remove);
	return 0;
}

/* drivers/s390/crypto/ap_queue.c driver_override_store(): nothing is bound or unbound by it */
int apx_override(u32 queue, u8 driver)
{
	if (queue >= apx_queue_count())
		return -EINVAL;
	apx_queues[queue].is_overridden = driver != APX_QUEUE_NOBODYS;
	return 0;
}

/*
 * apmask_commit(), __verify_card_reservations(): which domains are asked for is the caller's to know. User space gets -EBUSY
 * for whatever the driver says; the driver's own word is what is returned here.
 */
int apx_in_use(const struct apx_call *call)
{
	const struct apx_place *place = APX_IN("drivers/s390/crypto/ap_bus.c", "apmask_store");
	unsigned long adapters[4] = { }, domains[4] = { };
	int error = 0;

	apx_mask_of(adapters, call->apm, apx_scope.apid, apx_scope.adapters);
	apx_mask_of(domains, call->aqm, apx_scope.apqi, apx_scope.domains);
	apx_core_lock(&ap_perms_mutex, place);
#ifdef HAVE_IN_USE
	if (apx_ap_driver && apx_ap_driver->in_use && try_module_get(apx_ap_driver->driver.owner)) {
		error = apx_ap_driver->in_use(adapters, domains);
		module_put(apx_ap_driver->driver.owner);
	}
#endif
	apx_core_unlock(&ap_perms_mutex, place);
	return error;
}

/* ap_get_configuration(), __drv_notify_config_changed() */
int apx_config_changed(const struct apx_call *call)
{
	config_before = apx_config;
	apx_mask_of((unsigned long *)apx_config.apm, call->apm, apx_scope.apid, apx_scope.adapters);
	apx_mask_of((unsigned long *)apx_config.aqm, call->aqm, apx_scope.apqi, apx_scope.domains);
	apx_mask_of((unsigned long *)apx_config.adm, call->adm, apx_scope.apqi, apx_scope.domains);
#ifdef HAVE_CFG_CHANGED
	if (apx_ap_driver && apx_ap_driver->on_config_changed && try_module_get(apx_ap_driver->driver.owner)) {
		apx_ap_driver->on_config_changed(&apx_config, &config_before);
		apx_noted(APX_EV_CONFIG, 0, 0, !__builtin_memcmp(&matrix_dev->info, &apx_config, sizeof(apx_config)), 0, NULL);
		module_put(apx_ap_driver->driver.owner);
	}
#endif
	return 0;
}

/* __drv_notify_scan_complete() */
int apx_scan_complete(void)
{
#ifdef HAVE_SCAN_COMPLETE
	if (apx_ap_driver && apx_ap_driver->on_scan_complete && try_module_get(apx_ap_driver->driver.owner)) {
		apx_ap_driver->on_scan_complete(&apx_config, &config_before);
		module_put(apx_ap_driver->driver.owner);
	}
#endif
	return 0;
}

/* sysfs attribute "status", which the driver adds to a queue */
int apx_queue_status(u32 queue)
{
	return min(apx_sysfs_show(&apx_queues[queue].device->ap_dev.device.kobj, "status"), (ssize_t)0);
}
