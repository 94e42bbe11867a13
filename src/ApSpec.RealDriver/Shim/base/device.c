/* SPDX-License-Identifier: GPL-2.0-or-later OR MIT */
/* Devices: references, names, files, children (drivers/base/core.c). */
#include "base/base.h"

static ssize_t dev_attr_show(struct kobject *kobject, struct attribute *attribute, char *buffer)
{
	struct device_attribute *shown = container_of(attribute, struct device_attribute, attr);

	return shown->show ? shown->show(kobj_to_dev(kobject), shown, buffer) : -EIO;
}

static ssize_t dev_attr_store(struct kobject *kobject, struct attribute *attribute, const char *buffer, size_t count)
{
	struct device_attribute *stored = container_of(attribute, struct device_attribute, attr);

	return stored->store ? stored->store(kobj_to_dev(kobject), stored, buffer, count) : -EIO;
}

static void device_release(struct kobject *kobject)
{
	struct device *device = kobj_to_dev(kobject);

	if (device->driver_override.name)
		apx_free(device->driver_override.name, APX_HERE);
	if (device->release)
		device->release(device);
	else if (device->type && device->type->release)
		device->type->release(device);
	else if (device->class && device->class->dev_release)
		device->class->dev_release(device);
}

static const struct sysfs_ops dev_sysfs_ops = { .show = dev_attr_show, .store = dev_attr_store };
static const struct kobj_type device_type = { .release = device_release, .sysfs_ops = &dev_sysfs_ops };

int dev_set_name(struct device *device, const char *format, ...)
{
	va_list arguments;
	int error;

	APX_LOOK_FROM_CALLER(device, 8);
	va_start(arguments, format);
	error = apx_kobject_set_name(&device->kobj, format, arguments);
	va_end(arguments);
	return error;
}

const char *dev_driver_string(const struct device *device)
{
	const struct device_driver *driver = READ_ONCE(device->driver);

	return driver ? driver->name : device->bus ? device->bus->name : device->class ? device->class->name : "";
}

/* klist_children_put() */
static void let_child_go(void *device)
{
	apx_put_device(device, APX_HERE);
}

void device_initialize(struct device *device)
{
	APX_LOOK_FROM_CALLER(device, 8);
	kobject_init(&device->kobj, &device_type);
	apx_members_init(&device->apx_children, let_child_go);
	apx_lock_init(&device->driver_override.lock.apx, APX_LOCK_OTHER, 0);
	device->apx_is_initialized = true;
}

/* device_add_attrs() */
static int add_attributes(struct device *device)
{
	int error = device->class ? apx_sysfs_create_groups(&device->kobj, device->class->dev_groups, APX_OWNER_SHIM) : 0;

	if (!error && device->type)
		error = apx_sysfs_create_groups(&device->kobj, device->type->groups, APX_OWNER_SHIM);
	if (!error)
		error = apx_sysfs_create_groups(&device->kobj, device->groups, APX_OWNER_SHIM);
	return error;
}

static int add(struct device *device)
{
	struct device *parent = apx_get_device(device->parent, APX_HERE);
	int error = kobject_add(&device->kobj, parent ? &parent->kobj : device->kobj.parent, NULL);

	if (!error)
		error = add_attributes(device);
	if (!error)
		error = apx_bus_add_device(device);
	if (!error)
		return 0;
	/* the whole directory goes with what was made in it */
	kobject_del(&device->kobj);
	apx_put_device(parent, APX_HERE);
	return error;
}

int device_add(struct device *device)
{
	int error;

	APX_LOOK_FROM_CALLER(device, 8);
	apx_get_device(device, APX_HERE);
	error = device->init_name ? dev_set_name(device, "%s", device->init_name) : 0;
	device->init_name = NULL;
	if (!error && !device->kobj.name)
		error = -EINVAL;
	if (!error)
		error = add(device);
	if (!error && MAJOR(device->devt))
		devtmpfs_create_node(device);
	if (!error) {
		apx_bus_probe_device(device);
		if (device->parent)
			apx_join(&device->parent->apx_children, &device->apx_in_parent, apx_get_device(device, APX_HERE));
	}
	apx_put_device(device, APX_HERE);
	return error;
}

void device_del(struct device *device)
{
	struct device *parent;

	APX_LOOK_FROM_CALLER(device, 8);
	parent = device->parent;
	if (!device_is_registered(device)) {
		apx_fault_pc(APX_EV_WARNING, "device_del: the device was not added", __builtin_return_address(0));
		return;
	}
	apx_device_lock(device, APX_HERE);
	device->apx_is_dead = true;
	device_unlock(device);
	if (parent)
		apx_quit(&device->apx_in_parent);
	if (MAJOR(device->devt))
		devtmpfs_delete_node(device);
	sysfs_remove_groups(&device->kobj, device->groups);
	if (device->type)
		sysfs_remove_groups(&device->kobj, device->type->groups);
	if (device->class)
		sysfs_remove_groups(&device->kobj, device->class->dev_groups);
	apx_bus_remove_device(device);
	kobject_del(&device->kobj);
	apx_put_device(parent, APX_HERE);
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
	if (device->kobj.apx_refs == 0)
		apx_fault(APX_EV_WARNING, "get_device: no reference is left", place);
	device->kobj.apx_refs++;
	return device;
}

void apx_put_device(struct device *device, const struct apx_place *place)
{
	if (device)
		apx_kobject_put(&device->kobj, place);
}

static void root_device_release(struct device *device)
{
	apx_free(device, APX_HERE);
}

struct device *apx_root_device_register(const char *name, enum apx_owner owner)
{
	struct device *device = apx_alloc(sizeof(*device), 1, owner, "root device", APX_HERE);
	int error;

	if (!device)
		return ERR_PTR(-ENOMEM);
	device->release = root_device_release;
	device_initialize(device);
	error = dev_set_name(device, "%s", name);
	if (!error)
		error = device_add(device);
	if (!error)
		return device;
	apx_put_device(device, APX_HERE);
	return ERR_PTR(error);
}

void root_device_unregister(struct device *device)
{
	device_unregister(device);
}

int device_for_each_child(struct device *parent, void *data, int (*function)(struct device *device, void *data))
{
	return apx_each_device(&parent->apx_children, NULL, data, function);
}

struct device *device_find_child(struct device *parent, void *data, int (*match)(struct device *device, void *data))
{
	return apx_find_device(&parent->apx_children, NULL, data, (void *)match);
}

static int is_unlocked(void *device)
{
	return !((struct device *)device)->apx_is_locked;
}

void apx_device_lock(struct device *device, const struct apx_place *place)
{
	while (!is_unlocked(device))
		apx_wait_until(is_unlocked, device, -1, "device_lock", place);
	device->apx_is_locked = true;
}

int device_trylock(struct device *device)
{
	return is_unlocked(device) ? device->apx_is_locked = true : false;
}

void device_unlock(struct device *device)
{
	device->apx_is_locked = false;
}
