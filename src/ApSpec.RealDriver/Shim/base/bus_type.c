/* SPDX-License-Identifier: GPL-2.0-or-later OR MIT */
/* Buses: their devices, drivers and files (drivers/base/bus.c). */
#include "base/base.h"

static LIST_HEAD(buses);

static struct apx_bus *of_kobject(struct kobject *kobject)
{
	return container_of(kobject, struct apx_bus, kobj);
}

static ssize_t bus_attr_show(struct kobject *kobject, struct attribute *attribute, char *buffer)
{
	struct bus_attribute *shown = container_of(attribute, struct bus_attribute, attr);

	return shown->show ? shown->show(of_kobject(kobject)->bus, buffer) : 0;
}

static ssize_t bus_attr_store(struct kobject *kobject, struct attribute *attribute, const char *buffer, size_t count)
{
	struct bus_attribute *stored = container_of(attribute, struct bus_attribute, attr);

	return stored->store ? stored->store(of_kobject(kobject)->bus, buffer, count) : 0;
}

static void bus_release(struct kobject *kobject)
{
	apx_free(of_kobject(kobject), APX_HERE);
}

static const struct sysfs_ops bus_sysfs_ops = { .show = bus_attr_show, .store = bus_attr_store };
static const struct kobj_type bus_ktype = { .release = bus_release, .sysfs_ops = &bus_sysfs_ops };

struct apx_bus *apx_bus_of(const struct bus_type *type)
{
	struct apx_bus *bus;

	if (!type)
		return NULL;
	list_for_each_entry(bus, &buses, entry) {
		if (bus->bus == type)
			return bus;
	}
	return NULL;
}

struct kobject *apx_bus_directory(const struct bus_type *bus)
{
	return &apx_bus_of(bus)->kobj;
}

static ssize_t drivers_autoprobe_show(const struct bus_type *bus, char *buffer)
{
	return sysfs_emit(buffer, "%d\n", apx_bus_of(bus)->drivers_autoprobe);
}

static ssize_t drivers_autoprobe_store(const struct bus_type *bus, const char *buffer, size_t count)
{
	apx_bus_of(bus)->drivers_autoprobe = buffer[0] != '0';
	return count;
}

static ssize_t drivers_probe_store(const struct bus_type *bus, const char *buffer, size_t count)
{
	struct device *device = bus_find_device_by_name(bus, NULL, buffer);
	int error;

	if (!device)
		return -ENODEV;
	error = apx_rescan_device(device);
	apx_put_device(device, APX_HERE);
	return error ? -EINVAL : count;
}

static BUS_ATTR_WO(drivers_probe);
static BUS_ATTR_RW(drivers_autoprobe);
static const struct attribute *const probe_files[] = { &bus_attr_drivers_probe.attr, &bus_attr_drivers_autoprobe.attr, NULL };

static void let_device_go(void *device)
{
	apx_put_device(device, APX_HERE);
}

int bus_register(const struct bus_type *type)
{
	struct apx_bus *bus = apx_base_alloc(sizeof(*bus), "struct subsys_private", APX_HERE);
	int error;

	if (!bus)
		return -ENOMEM;
	bus->bus = type;
	bus->drivers_autoprobe = true;
	apx_members_init(&bus->devices, let_device_go);
	apx_members_init(&bus->drivers, NULL);
	list_add_tail(&bus->entry, &buses);
	error = kobject_init_and_add(&bus->kobj, &bus_ktype, NULL, "%s", type->name);
	if (!error)
		error = apx_sysfs_create_files(&bus->kobj, probe_files, APX_OWNER_SHIM);
	if (!error)
		error = apx_sysfs_create_groups(&bus->kobj, type->bus_groups, APX_OWNER_SHIM);
	if (!error)
		return 0;
	list_del(&bus->entry);
	kobject_del(&bus->kobj);
	apx_kobject_put(&bus->kobj, APX_HERE);
	return error;
}

void bus_unregister(const struct bus_type *type)
{
	struct apx_bus *bus = apx_bus_of(type);

	if (!bus)
		return;
	sysfs_remove_groups(&bus->kobj, type->bus_groups);
	sysfs_remove_files(&bus->kobj, probe_files);
	list_del(&bus->entry);
	kobject_del(&bus->kobj);
	apx_kobject_put(&bus->kobj, APX_HERE);
}

int bus_create_file(const struct bus_type *bus, struct bus_attribute *attribute)
{
	return apx_bus_of(bus) ? apx_sysfs_create_file(&apx_bus_of(bus)->kobj, &attribute->attr, APX_OWNER_SHIM) : -EINVAL;
}

void bus_remove_file(const struct bus_type *bus, struct bus_attribute *attribute)
{
	if (apx_bus_of(bus))
		sysfs_remove_file(&apx_bus_of(bus)->kobj, &attribute->attr);
}

static ssize_t driver_override_show(struct device *device, struct device_attribute *attribute, char *buffer)
{
	return sysfs_emit(buffer, "%s\n", device->driver_override.name ?: "");
}

static ssize_t driver_override_store(struct device *device, struct device_attribute *attribute, const char *buffer, size_t count)
{
	return __device_set_driver_override(device, buffer, count) ?: count;
}

static struct device_attribute dev_attr_driver_override = __ATTR_RW(driver_override);

void apx_bus_tells(const struct bus_type *type, void (*joined)(struct device *device), struct device *(*find)(const char *name))
{
	struct apx_bus *bus = apx_bus_of(type);

	bus->joined = joined;
	bus->find = find;
}

int apx_bus_add_device(struct device *device)
{
	struct apx_bus *bus = apx_bus_of(device->bus);
	int error;

	if (!device->bus)
		return 0;
	if (!bus)
		return -EINVAL;
	error = apx_sysfs_create_groups(&device->kobj, device->bus->dev_groups, APX_OWNER_SHIM);
	if (!error && device->bus->driver_override)
		error = apx_sysfs_create_file(&device->kobj, &dev_attr_driver_override.attr, APX_OWNER_SHIM);
	if (error)
		return error;
	apx_join(&bus->devices, &device->apx_in_bus, apx_get_device(device, APX_HERE));
	if (bus->joined)
		bus->joined(device);
	return 0;
}

void apx_bus_remove_device(struct device *device)
{
	if (!apx_bus_of(device->bus))
		return;
	if (device->bus->driver_override)
		sysfs_remove_file(&device->kobj, &dev_attr_driver_override.attr);
	sysfs_remove_groups(&device->kobj, device->bus->dev_groups);
	if (device->apx_in_bus.of)
		apx_quit(&device->apx_in_bus);
	device_release_driver(device);
}

int bus_for_each_dev(const struct bus_type *type, struct device *start, void *data, int (*function)(struct device *device, void *data))
{
	struct apx_bus *bus = apx_bus_of(type);

	return bus ? apx_each_device(&bus->devices, start ? &start->apx_in_bus : NULL, data, function) : -EINVAL;
}

struct device *bus_find_device(const struct bus_type *type, struct device *start, const void *data,
			       int (*match)(struct device *device, const void *data))
{
	struct apx_bus *bus = apx_bus_of(type);

	return bus ? apx_find_device(&bus->devices, start ? &start->apx_in_bus : NULL, data, match) : NULL;
}

struct each_driver { int (*function)(struct device_driver *driver, void *data); void *data; };

static int call_with_driver(void *driver, void *argument)
{
	const struct each_driver *each = argument;

	return each->function(driver, each->data);
}

int bus_for_each_drv(const struct bus_type *type, struct device_driver *start, void *data,
		     int (*function)(struct device_driver *driver, void *data))
{
	struct apx_bus *bus = apx_bus_of(type);
	struct each_driver each = { function, data };

	return bus ? apx_visit(&bus->drivers, start ? &start->p->in_bus : NULL, call_with_driver, &each) : -EINVAL;
}

/* sysfs_streq(): as user space writes it, with a newline or without */
int device_match_name(struct device *device, const void *wanted)
{
	const char *name = wanted;
	size_t length = strlen(dev_name(device));

	return !strncmp(dev_name(device), name, length) && (!name[length] || !strcmp(name + length, "\n"));
}

struct device *bus_find_device_by_name(const struct bus_type *bus, struct device *start, const char *name)
{
	struct apx_bus *known = apx_bus_of(bus);
	struct device *device = known && known->find && !start ? known->find(name) : NULL;

	if (device && device_match_name(device, name))
		return apx_get_device(device, APX_HERE);
	return bus_find_device(bus, start, name, device_match_name);
}
