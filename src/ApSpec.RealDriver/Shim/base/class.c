/* SPDX-License-Identifier: GPL-2.0-or-later OR MIT */
/* Classes, and devices that only a class makes (drivers/base/class.c, core.c device_create()). A class has no directory here. */
#include "base/base.h"

enum { CREATED = 32 };	/* devices of device_create() at a time */

static struct device *created[CREATED];

int class_register(const struct class *class)
{
	return apx_base_may_fail();
}

void class_unregister(const struct class *class)
{
	if (class->class_release)
		class->class_release((struct class *)class);
}

static void class_create_release(struct class *class)
{
	apx_free(class, APX_HERE);
}

struct class *apx_class_create(const char *name, struct module *owner)
{
	struct class *class = apx_base_alloc(sizeof(*class), "struct class", APX_HERE);
	int error;

	if (!class)
		return ERR_PTR(-ENOMEM);
	class->name = name;
	class->owner = owner;
	class->class_release = class_create_release;
	error = class_register(class);
	if (!error)
		return class;
	apx_free(class, APX_HERE);
	return ERR_PTR(error);
}

void class_destroy(const struct class *class)
{
	if (!IS_ERR_OR_NULL(class))
		class_unregister(class);
}

static void device_create_release(struct device *device)
{
	apx_free(device, APX_HERE);
}

static struct device **slot_of(const struct class *class, dev_t devt)
{
	for (u32 i = 0; i < CREATED; i++) {
		if (class ? created[i] && created[i]->class == class && created[i]->devt == devt : !created[i])
			return &created[i];
	}
	return NULL;
}

struct device *device_create(const struct class *class, struct device *parent, dev_t devt, void *data, const char *format, ...)
{
	struct device *device = apx_base_alloc(sizeof(*device), "struct device", APX_HERE);
	struct device **slot = slot_of(NULL, 0);
	va_list arguments;
	int error;

	if (!device || !slot)
		return ERR_PTR(-ENOMEM);
	device_initialize(device);
	device->devt = devt;
	device->class = class;
	device->parent = parent;
	device->release = device_create_release;
	dev_set_drvdata(device, data);
	va_start(arguments, format);
	error = apx_kobject_set_name(&device->kobj, format, arguments);
	va_end(arguments);
	if (!error)
		error = device_add(device);
	if (error) {
		apx_put_device(device, APX_HERE);
		return ERR_PTR(error);
	}
	*slot = device;
	return device;
}

void device_destroy(const struct class *class, dev_t devt)
{
	struct device **slot = slot_of(class, devt);

	if (!slot)
		return;
	device_unregister(*slot);
	*slot = NULL;
}

struct class_compat { struct kobject *kobj; };

struct class_compat *class_compat_register(const char *name)
{
	struct class_compat *class = apx_base_alloc(sizeof(*class), "struct class_compat", APX_HERE);

	if (!class)
		return NULL;
	class->kobj = kobject_create_and_add(name, NULL);
	if (class->kobj)
		return class;
	apx_free(class, APX_HERE);
	return NULL;
}

void class_compat_unregister(struct class_compat *class)
{
	apx_kobject_put(class->kobj, APX_HERE);
	apx_free(class, APX_HERE);
}

int apx_class_compat_create_link(struct class_compat *class, struct device *device)
{
	return apx_sysfs_create_link(class->kobj, &device->kobj, dev_name(device), APX_OWNER_SHIM);
}

void apx_class_compat_remove_link(struct class_compat *class, struct device *device)
{
	sysfs_remove_link(class->kobj, dev_name(device));
}
