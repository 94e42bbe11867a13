/* SPDX-License-Identifier: GPL-2.0-or-later OR MIT */
/* The device core as far as the driver sees it: references, drivers, sysfs groups (drivers/base, fs/sysfs), the module
 * (kernel/module/main.c), the debug feature (arch/s390/kernel/debug.c). */
#include "world.h"

struct module apx_module = { .name = "vfio_ap" };
struct device_driver *apx_matrix_driver;
static debug_info_t debug_info;

/* The last word of "&matrix_dev->guests_lock" is the member; drivers/s390/crypto/vfio_ap_private.h names them. */
enum apx_lock apx_class_of(const char *text)
{
	const char *member = text;

	for (; *text; text++) {
		if (*text == '>' || *text == '.' || *text == '&')
			member = text + 1;
	}
	if (!strcmp(member, "guests_lock"))
		return APX_LOCK_GUESTS;
	if (!strcmp(member, "mdevs_lock"))
		return APX_LOCK_MDEVS;
	return strcmp(member, "lock") ? APX_LOCK_OTHER : APX_LOCK_MATRIX;
}

/* kernel/module/main.c */
bool try_module_get(struct module *module)
{
	if (!module || module->is_going)
		return !module;
	if (module == &apx_module && apx_open_failure == APX_OPEN_MODULE)
		return false;
	module->refs++;
	return true;
}

void module_put(struct module *module)
{
	if (!module)
		return;
	if (module->refs == 0)
		apx_fault_pc(APX_EV_REF_UNDERFLOW, "module", __builtin_return_address(0));
	else
		module->refs--;
}

/* arch/s390/kernel/debug.c */
debug_info_t *debug_register(const char *name, int pages, int areas, int size)
{
	debug_info.level = 3;
	return &debug_info;
}

void debug_unregister(debug_info_t *info)
{
}

/* drivers/base/core.c */
int dev_set_name(struct device *device, const char *format, ...)
{
	va_list arguments;

	APX_LOOK_FROM_CALLER(device, 8);
	va_start(arguments, format);
	vsnprintf(device->apx_name, sizeof(device->apx_name), format, arguments);
	va_end(arguments);
	return 0;
}

void device_initialize(struct device *device)
{
	APX_LOOK_FROM_CALLER(device, 8);
	device->apx_refs = 1;
}

int device_add(struct device *device)
{
	APX_LOOK_FROM_CALLER(device, 8);
	device->apx_is_added = true;
	return 0;
}

void device_del(struct device *device)
{
	APX_LOOK_FROM_CALLER(device, 8);
	if (!device->apx_is_added)
		apx_fault_pc(APX_EV_WARNING, "device_del: the device was not added", __builtin_return_address(0));
	device->apx_is_added = false;
}

int device_register(struct device *device)
{
	device_initialize(device);
	return device_add(device);
}

void device_unregister(struct device *device)
{
	device_del(device);
	apx_put_device(device, APX_IN("drivers/base/core.c", "device_unregister"));
}

struct device *apx_get_device(struct device *device, const struct apx_place *place)
{
	if (!device)
		return NULL;
	APX_LOOK_AT(device, place);
	if (device->apx_refs == 0)
		apx_fault(APX_EV_WARNING, "get_device: no reference is left", place);
	device->apx_refs++;
	return device;
}

void apx_put_device(struct device *device, const struct apx_place *place)
{
	if (!device)
		return;
	APX_LOOK_AT(device, place);
	if (device->apx_refs == 0) {
		apx_fault(APX_EV_REF_UNDERFLOW, apx_name_of(device), place);
		return;
	}
	if (--device->apx_refs == 0 && device->release)
		device->release(device);
}

static void root_device_release(struct device *device)
{
	apx_free(device, APX_HERE);
}

struct device *root_device_register(const char *name)
{
	struct device *device = apx_alloc(sizeof(*device), 1, APX_OWNER_DRIVER, "root device", APX_HERE);

	if (!device)
		return ERR_PTR(-ENOMEM);
	dev_set_name(device, "%s", name);
	device->release = root_device_release;
	device_register(device);
	return device;
}

void root_device_unregister(struct device *device)
{
	device_unregister(device);
}

/* drivers/base/driver.c, bus.c: the driver of the matrix device is the one without an AP or mdev driver around it */
int driver_register(struct device_driver *driver)
{
	apx_matrix_driver = driver;
	return 0;
}

void driver_unregister(struct device_driver *driver)
{
	apx_matrix_driver = NULL;
}

int bus_register(const struct bus_type *bus)
{
	return 0;
}

void bus_unregister(const struct bus_type *bus)
{
}

/* drivers/base/dd.c really_probe(): the driver is set before its probe runs, and taken back when that fails. */
int apx_bind(struct device *device, struct device_driver *driver, int (*probe)(struct device *))
{
	int error;

	device->driver = driver;
	error = probe(device);
	if (error) {
		device->driver = NULL;
		device->driver_data = NULL;
	}
	return error;
}

/* drivers/base/dd.c __device_release_driver(), device_unbind_cleanup() */
void apx_unbind(struct device *device, void (*remove)(struct device *))
{
	remove(device);
	device->driver = NULL;
	device->driver_data = NULL;
}

struct device_attribute *apx_find_attribute(const struct attribute_group **groups, const char *name)
{
	for (; groups && *groups; groups++) {
		for (struct attribute **attribute = (*groups)->attrs; attribute && *attribute; attribute++) {
			if (!strcmp((*attribute)->name, name))
				return container_of(*attribute, struct device_attribute, attr);
		}
	}
	return NULL;
}
