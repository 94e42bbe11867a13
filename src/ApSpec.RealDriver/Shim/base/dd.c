/* SPDX-License-Identifier: GPL-2.0-or-later OR MIT */
/* Which driver has a device (drivers/base/dd.c). */
#include "base/base.h"

/* driver_match_device() */
int apx_match(const struct device_driver *driver, struct device *device)
{
	return driver->bus->match ? driver->bus->match(device, (struct device_driver *)driver) : 1;
}

static int call_probe(struct device *device, struct device_driver *driver)
{
	if (device->bus->probe)
		return device->bus->probe(device);
	return driver->probe ? driver->probe(device) : 0;
}

static void call_remove(struct device *device)
{
	sysfs_remove_groups(&device->kobj, device->driver->dev_groups);
	if (device->bus && device->bus->remove)
		device->bus->remove(device);
	else if (device->driver->remove)
		device->driver->remove(device);
}

/* device_unbind_cleanup() */
static void clean_up(struct device *device)
{
	device->driver = NULL;
	device->driver_data = NULL;
}

/* really_probe(): the driver is set before its probe runs; its groups come after it. */
static int really_probe(struct device *device, struct device_driver *driver)
{
	int error;

	device->driver = driver;
	error = call_probe(device, driver);
	if (error) {
		clean_up(device);
		return error;
	}
	error = apx_sysfs_create_groups(&device->kobj, driver->dev_groups, APX_OWNER_SHIM);
	if (!error) {
		apx_join(&driver->p->devices, &device->apx_in_driver, device);
		return 0;
	}
	if (device->bus->remove)
		device->bus->remove(device);
	else if (driver->remove)
		driver->remove(device);
	clean_up(device);
	return error;
}

/* __driver_probe_device() */
static int probe_device(struct device_driver *driver, struct device *device)
{
	if (device->apx_is_dead || !device_is_registered(device))
		return -ENODEV;
	return device->driver ? -EBUSY : really_probe(device, driver);
}

static int attach_driver(struct device_driver *driver, void *device)
{
	int matches = apx_match(driver, device);

	if (matches <= 0)
		return matches;
	return probe_device(driver, device) == 0;	/* a driver that failed is passed over */
}

/* 1: a driver has it now, or had it before */
int device_attach(struct device *device)
{
	int result = 0;

	apx_device_lock(device, APX_HERE);
	if (device->driver)
		result = 1;
	else if (!device->apx_is_dead)
		result = bus_for_each_drv(device->bus, NULL, device, attach_driver);
	device_unlock(device);
	return result;
}

void apx_bus_probe_device(struct device *device)
{
	struct apx_bus *bus = apx_bus_of(device->bus);

	if (bus && bus->drivers_autoprobe)
		device_attach(device);
}

static int attach_device(struct device *device, void *driver)
{
	if (apx_match(driver, device) <= 0)
		return 0;
	apx_device_lock(device, APX_HERE);
	probe_device(driver, device);
	device_unlock(device);
	return 0;
}

int apx_driver_attach(struct device_driver *driver)
{
	return bus_for_each_dev(driver->bus, NULL, driver, attach_device);
}

int device_driver_attach(const struct device_driver *driver, struct device *device)
{
	int error;

	apx_device_lock(device, APX_HERE);
	error = probe_device((struct device_driver *)driver, device);
	device_unlock(device);
	return error;
}

/* __device_release_driver() */
static void release_driver(struct device *device, const struct device_driver *driver)
{
	apx_device_lock(device, APX_HERE);
	if (device->driver && (!driver || device->driver == driver)) {
		call_remove(device);
		clean_up(device);
		apx_quit_and_wait(&device->apx_in_driver);
	}
	device_unlock(device);
}

void device_release_driver(struct device *device)
{
	release_driver(device, NULL);
}

void device_driver_detach(struct device *device)
{
	release_driver(device, NULL);
}

/* The last that was bound goes first. */
void apx_driver_detach(struct device_driver *driver)
{
	struct list_head *devices = &driver->p->devices.list;

	while (!list_empty(devices)) {
		struct device *device = apx_get_device(list_last_entry(devices, struct apx_member, entry)->thing, APX_HERE);

		release_driver(device, driver);
		apx_put_device(device, APX_HERE);
	}
}

/* bus_rescan_devices_helper() */
int apx_rescan_device(struct device *device)
{
	int result = device->driver ? 0 : device_attach(device);

	return min(result, 0);
}

int device_reprobe(struct device *device)
{
	if (device->driver)
		device_driver_detach(device);
	return apx_rescan_device(device);
}

/* drivers/base/core.c: the text up to its newline; none takes the override back. */
int __device_set_driver_override(struct device *device, const char *text, size_t length)
{
	const char *old = device->driver_override.name;
	char *name = NULL;
	u32 end = 0;

	if (length >= PAGE_SIZE - 1)
		return -EINVAL;
	while (text && text[end] && text[end] != '\n')
		end++;
	if (end) {
		name = apx_base_alloc(end + 1, "driver_override", APX_HERE);
		if (!name)
			return -ENOMEM;
		__builtin_memcpy(name, text, end);
	}
	device->driver_override.name = name;
	if (old)
		apx_free(old, APX_HERE);
	return 0;
}

bool device_has_driver_override(struct device *device)
{
	return device->driver_override.name != NULL;
}

int device_match_driver_override(struct device *device, const struct device_driver *driver)
{
	return device->driver_override.name ? !strcmp(device->driver_override.name, driver->name) : -1;
}

/* For fakes of a whole bus, which know their devices and their one driver: the driver can look up the devices that it has. */
void apx_bind_to(struct device_driver *driver)
{
	static struct driver_private private;

	private = (struct driver_private){ .driver = driver };
	apx_members_init(&private.devices, NULL);
	driver->p = &private;
}

int apx_bind(struct device *device, struct device_driver *driver, int (*probe)(struct device *))
{
	int error;

	device->driver = driver;
	error = probe(device);
	if (error)
		clean_up(device);
	else if (driver->p)
		apx_join(&driver->p->devices, &device->apx_in_driver, device);
	return error;
}

void apx_unbind(struct device *device, void (*remove)(struct device *))
{
	remove(device);
	if (device->driver->p)
		apx_quit_and_wait(&device->apx_in_driver);
	clean_up(device);
}
