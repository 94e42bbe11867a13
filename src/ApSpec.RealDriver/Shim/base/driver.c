/* SPDX-License-Identifier: GPL-2.0-or-later OR MIT */
/* Drivers of a bus and their files bind and unbind (drivers/base/driver.c, bus.c bus_add_driver()). */
#include "base/base.h"

static void driver_release(struct kobject *kobject)
{
	apx_free(container_of(kobject, struct driver_private, kobj), APX_HERE);
}

static ssize_t drv_attr_show(struct kobject *kobject, struct attribute *attribute, char *buffer)
{
	struct driver_attribute *shown = container_of(attribute, struct driver_attribute, attr);

	return shown->show ? shown->show(apx_driver_of(kobject), buffer) : -EIO;
}

static ssize_t drv_attr_store(struct kobject *kobject, struct attribute *attribute, const char *buffer, size_t count)
{
	struct driver_attribute *stored = container_of(attribute, struct driver_attribute, attr);

	return stored->store ? stored->store(apx_driver_of(kobject), buffer, count) : -EIO;
}

static const struct sysfs_ops driver_sysfs_ops = { .show = drv_attr_show, .store = drv_attr_store };
static const struct kobj_type driver_ktype = { .release = driver_release, .sysfs_ops = &driver_sysfs_ops };

struct device_driver *apx_driver_of(struct kobject *kobject)
{
	return container_of(kobject, struct driver_private, kobj)->driver;
}

struct kobject *apx_driver_directory(const struct device_driver *driver)
{
	return &driver->p->kobj;
}

/* What is written to bind and unbind is the name of a device of the bus. */
static ssize_t change_device(struct device_driver *driver, const char *name, size_t count, bool is_bind)
{
	struct device *device = bus_find_device_by_name(driver->bus, NULL, name);
	ssize_t result = count;

	if (!device)
		return -ENODEV;
	if (is_bind ? apx_match(driver, device) <= 0 : device->driver != driver)
		result = -ENODEV;
	else if (is_bind)
		result = device_driver_attach(driver, device) ?: result;
	else
		device_driver_detach(device);
	apx_put_device(device, APX_HERE);
	return result;
}

static ssize_t unbind_store(struct device_driver *driver, const char *buffer, size_t count)
{
	return change_device(driver, buffer, count, false);
}

static ssize_t bind_store(struct device_driver *driver, const char *buffer, size_t count)
{
	return change_device(driver, buffer, count, true);
}

static DRIVER_ATTR_WO(unbind);
static DRIVER_ATTR_WO(bind);
static const struct attribute *const bind_files[] = { &driver_attr_unbind.attr, &driver_attr_bind.attr, NULL };

static int add_driver(struct apx_bus *bus, struct device_driver *driver, enum apx_owner owner)
{
	struct driver_private *private = apx_alloc(sizeof(*private), 1, owner, "struct driver_private", APX_HERE);
	int error;

	if (!private)
		return -ENOMEM;
	apx_members_init(&private->devices, NULL);
	private->driver = driver;
	driver->p = private;
	error = kobject_init_and_add(&private->kobj, &driver_ktype, &bus->kobj, "%s", driver->name);
	if (error) {
		apx_kobject_put(&private->kobj, APX_HERE);
		driver->p = NULL;
		return error;
	}
	apx_join(&bus->drivers, &private->in_bus, driver);
	if (bus->drivers_autoprobe)
		apx_driver_attach(driver);
	/* the kernel goes on without these when they fail */
	apx_sysfs_create_groups(&private->kobj, bus->bus->drv_groups, APX_OWNER_SHIM);
	if (!driver->suppress_bind_attrs)
		apx_sysfs_create_files(&private->kobj, bind_files, APX_OWNER_SHIM);
	return 0;
}

static void remove_driver(struct device_driver *driver)
{
	struct driver_private *private = driver->p;

	if (!driver->suppress_bind_attrs)
		sysfs_remove_files(&private->kobj, bind_files);
	sysfs_remove_groups(&private->kobj, driver->bus->drv_groups);
	apx_quit_and_wait(&private->in_bus);
	apx_driver_detach(driver);
	kobject_del(&private->kobj);
	apx_kobject_put(&private->kobj, APX_HERE);
	driver->p = NULL;
}

/* What is registered for the driver's module counts as its memory: a driver that is registered still when the module is gone is left. */
int apx_driver_register(struct device_driver *driver, enum apx_owner owner)
{
	struct apx_bus *bus = apx_bus_of(driver->bus);
	int error;

	if (!bus)
		return -EINVAL;
	if (driver_find(driver->name, driver->bus))
		return -EBUSY;
	error = add_driver(bus, driver, driver->owner == &apx_module ? APX_OWNER_DRIVER : owner);
	if (error)
		return error;
	error = apx_sysfs_create_groups(&driver->p->kobj, driver->groups, APX_OWNER_SHIM);
	if (error)
		remove_driver(driver);
	return error;
}

void driver_unregister(struct device_driver *driver)
{
	if (!driver || !driver->p) {
		apx_fault_pc(APX_EV_WARNING, "driver_unregister: the driver is not registered", __builtin_return_address(0));
		return;
	}
	sysfs_remove_groups(&driver->p->kobj, driver->groups);
	remove_driver(driver);
}

struct wanted { const char *name; struct device_driver *driver; };

static int is_wanted(void *thing, void *argument)
{
	struct device_driver *driver = thing;
	struct wanted *wanted = argument;

	if (!strcmp(driver->name, wanted->name))
		wanted->driver = driver;
	return wanted->driver != NULL;
}

struct device_driver *driver_find(const char *name, const struct bus_type *type)
{
	struct wanted wanted = { name };

	apx_visit(&apx_bus_of(type)->drivers, NULL, is_wanted, &wanted);
	return wanted.driver;
}

int driver_create_file(const struct device_driver *driver, const struct driver_attribute *attribute)
{
	return apx_sysfs_create_file(&driver->p->kobj, &attribute->attr, APX_OWNER_SHIM);
}

void driver_remove_file(const struct device_driver *driver, const struct driver_attribute *attribute)
{
	sysfs_remove_file(&driver->p->kobj, &attribute->attr);
}

int driver_for_each_device(struct device_driver *driver, struct device *start, void *data,
			   int (*function)(struct device *device, void *data))
{
	return apx_each_device(&driver->p->devices, start ? &start->apx_in_driver : NULL, data, function);
}

/* A device is in its driver's list from the end of its probe on. */
struct device *driver_find_device(const struct device_driver *driver, struct device *start, const void *data,
				  int (*match)(struct device *device, const void *data))
{
	return driver && driver->p ? apx_find_device(&driver->p->devices, start ? &start->apx_in_driver : NULL, data, match) : NULL;
}
