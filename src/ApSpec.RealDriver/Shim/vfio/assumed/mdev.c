/* SPDX-License-Identifier: GPL-2.0-or-later OR MIT */
/* The mdev core: a parent, its instances, their driver and their attributes (drivers/vfio/mdev/mdev_core.c, mdev_driver.c). */
#include "vfio/assumed/assumed.h"

struct apx_mdev_slot apx_mdevs[APX_MDEVS];
struct apx_fake apx_fakes[APX_MDEVS];
u8 apx_instances, apx_stray_pins;	/* it pins no other page */
static struct mdev_driver *mdev_driver;
static struct mdev_parent *mdev_parent;
static struct mdev_type *mdev_type;
static struct device_attribute *attributes[APX_AP_CONFIG + 1];

void apx_mdev_boot(void)
{
	for (u32 m = 0; m < apx_scope.mdevs; m++) {
		struct apx_mdev_slot *slot = &apx_mdevs[m];

		snprintf(slot->name, sizeof(slot->name), "m%u", m);
		apx_lock_init(&apx_fake_of(slot)->group_lock.apx, APX_LOCK_GROUP, m);
		apx_lock_init(&apx_fake_of(slot)->dev_set.lock.apx, APX_LOCK_DEV_SET, m);
		apx_page_lock_boot(slot, m);
	}
}

static struct device_attribute *find_attribute(const struct attribute_group **groups, const char *name)
{
	for (; groups && *groups; groups++) {
		for (struct attribute **attribute = (*groups)->attrs; attribute && *attribute; attribute++) {
			if (!strcmp((*attribute)->name, name))
				return container_of(*attribute, struct device_attribute, attr);
		}
	}
	return NULL;
}

int mdev_register_driver(struct mdev_driver *driver)
{
	mdev_driver = driver;
	for (u32 i = 0; i < ARRAY_SIZE(attributes); i++)
		attributes[i] = find_attribute(driver->driver.dev_groups, apx_attribute_names[i]);
	return 0;
}

void mdev_unregister_driver(struct mdev_driver *driver)
{
	mdev_driver = NULL;
}

int mdev_register_parent(struct mdev_parent *parent, struct device *dev, struct mdev_driver *driver,
			 struct mdev_type **types, unsigned int count)
{
	memset(parent, 0, sizeof(*parent));
	parent->dev = dev;
	mdev_type = types[0];
	mdev_type->parent = parent;
	mdev_parent = parent;
	return 0;
}

void mdev_unregister_parent(struct mdev_parent *parent)
{
	for (u32 m = 0; m < apx_scope.mdevs; m++)
		apx_mdev_remove(m);
	mdev_parent = NULL;
}

static int probe(struct device *device)
{
	return mdev_driver->probe(to_mdev_device(device));
}

static void remove(struct device *device)
{
	mdev_driver->remove(to_mdev_device(device));
}

/* mdev_device_release() */
static void release(struct device *device)
{
	apx_instances--;
	apx_free(to_mdev_device(device), APX_HERE);
}

/* mdev_device_create(). How many instances there are is the scope's word, not the driver's. */
int apx_mdev_create(u32 mdev)
{
	struct apx_mdev_slot *slot = &apx_mdevs[mdev];
	struct mdev_device *device;
	int error;

	if (!mdev_parent)
		return -ENODEV;
	if (slot->device)
		return -EEXIST;
	if (apx_instances == apx_scope.instances)
		return -EUSERS;
	device = apx_alloc(sizeof(*device), 1, APX_OWNER_SHIM, "struct mdev_device", APX_HERE);
	if (!device)
		return -ENOMEM;
	apx_name(device, slot->name);
	apx_instances++;
	device->uuid.b[0] = mdev;
	device->type = mdev_type;
	device->dev.parent = mdev_parent->dev;
	device->dev.release = release;
	device_initialize(&device->dev);
	dev_set_name(&device->dev, "%s", slot->name);
	device_add(&device->dev);
	slot->device = &device->dev;
	slot->matrix_mdev = NULL;
	error = apx_bind(&device->dev, &mdev_driver->driver, probe);
	device->active = !error;
	if (!error)
		return 0;
	slot->device = NULL;
	device_unregister(&device->dev);
	return error;
}

/* mdev_device_remove(), mdev_device_remove_common(): nobody has the device open any more. */
int apx_mdev_remove(u32 mdev)
{
	struct apx_mdev_slot *slot = &apx_mdevs[mdev];
	struct mdev_device *device = slot->device ? to_mdev_device(slot->device) : NULL;

	if (!device)
		return -ENODEV;
	if (slot->opens)
		return -EBUSY;
	device->active = false;
	apx_unbind(&device->dev, remove);
	slot->device = NULL;
	device_unregister(&device->dev);
	apx_mdev_forget(mdev);
	return 0;
}

void apx_mdevs_loaded(void)
{
}

/* Every one is removed by then. */
void apx_mdevs_gone(void)
{
}

static struct device_attribute *attribute_of(u32 mdev, u32 attribute)
{
	struct apx_mdev_slot *slot = &apx_mdevs[mdev];

	/* drivers/base/dd.c device_remove(): the driver's attributes go before its remove is called. */
	if (!slot->device || slot->is_removing || attribute >= ARRAY_SIZE(attributes))
		return NULL;
	return attributes[attribute];
}

/* drivers/base/core.c dev_attr_store(); fs/kernfs/file.c hands it a copy of what was written */
int apx_mdev_store(u32 mdev, u32 attribute, const char *text)
{
	struct device_attribute *target = attribute_of(mdev, attribute);
	size_t length = strlen(text);
	ssize_t result;

	if (!target || !target->store)
		return target ? -EIO : -ENOENT;
	__builtin_memcpy(apx_sysfs_page, text, length + 1);
	result = target->store(apx_mdevs[mdev].device, target, apx_sysfs_page, length);
	__builtin_memset(apx_sysfs_page, 0, length + 1);
	return apx_taken(result, length);
}

/* drivers/base/core.c dev_attr_show() */
int apx_mdev_show(u32 mdev, u32 attribute)
{
	struct device_attribute *source = attribute_of(mdev, attribute);
	ssize_t length;

	if (!source || !source->show)
		return source ? -EIO : -ENOENT;
	length = source->show(apx_mdevs[mdev].device, source, apx_sysfs_page);
	apx_set_text(apx_sysfs_page, length);
	__builtin_memset(apx_sysfs_page, 0, PAGE_SIZE);
	return min(length, (ssize_t)0);
}
