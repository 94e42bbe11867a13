/* SPDX-License-Identifier: GPL-2.0-or-later OR MIT */
/* Mdevs as user space makes and removes them, by their files in sysfs, and what of VFIO is in the ledger. */
#include "vfio/own/own.h"

struct apx_mdev_slot apx_mdevs[APX_MDEVS];
u8 apx_instances, apx_stray_pins;
int kvm_vfio_ops_init(void);	/* virt/kvm/vfio.c */

void apx_mdev_boot(void)
{
	for (u32 m = 0; m < APX_MDEVS; m++)
		snprintf(apx_mdevs[m].name, sizeof(apx_mdevs[m].name), "m%u", m);
	apx_users_boot();
}

/* Before the guests, which have a device of it. */
void apx_kvm_vfio_boot(void)
{
	kvm_vfio_ops_init();
}

void apx_mdev_allocated(void *memory)
{
	struct apx_mdev_slot *slot = &apx_mdevs[apx_call_now()->mdev];

	slot->matrix_mdev = memory;
	apx_name(memory, slot->name);
}

static struct device *find(const char *uuid)
{
	struct device *device = bus_find_device_by_name(apx_mdev_bus(), NULL, uuid);

	put_device(device);
	return device;
}

/* How many instances there are is the scope's word; older drivers count them themselves. */
#ifdef HAVE_AVAILABLE_INSTANCES
#define APX_INSTANCES_MAX U32_MAX

void apx_mdevs_loaded(void)
{
	atomic_set(&matrix_dev->available_instances, apx_scope.instances);
}

static u8 instances(void)
{
	return matrix_dev && apx_is_live(matrix_dev) ? apx_scope.instances - atomic_read(&matrix_dev->available_instances) : 0;
}
#else
#define APX_INSTANCES_MAX apx_scope.instances

void apx_mdevs_loaded(void)
{
}

static u8 instances(void)
{
	return apx_mdev_count();
}
#endif

/* The driver's own of an mdev, by which the mdev core or the device core knows it: trees in between can do both, and their driver uses one. */
static void *drvdata_of(struct device *device)
{
#ifdef HAVE_MDEV_DRVDATA
	void *data = mdev_get_drvdata(mdev_from_dev(device));

	if (data)
		return data;
#endif
	return dev_get_drvdata(device);
}

int apx_mdev_create(u32 mdev)
{
	struct apx_mdev_slot *slot = &apx_mdevs[mdev];
	char uuid[40];
	ssize_t result;

	if (!apx_mdev_type)
		return -ENODEV;
	if (slot->device)
		return -EEXIST;
	if (apx_mdev_count() >= APX_INSTANCES_MAX)
		return -EUSERS;
	snprintf(uuid, sizeof(uuid), "00000000-0000-0000-0000-00000000000%u\n", mdev);
	slot->matrix_mdev = NULL;
	result = apx_sysfs_store(apx_mdev_type, "create", uuid, strlen(uuid));
	if (result < 0)
		return result;
	uuid[36] = 0;
	slot->device = find(uuid);
	if (!slot->device)
		return -ENODEV;
	apx_name(slot->device, slot->name);
	if (!slot->matrix_mdev) {
		slot->matrix_mdev = drvdata_of(slot->device);
		apx_name(slot->matrix_mdev, slot->name);
	}
	return 0;
}

static void forget(u32 mdev)
{
	apx_mdevs[mdev].device = NULL;
	apx_mdevs[mdev].group_kvm = NULL;
	apx_users[mdev].is_left = 1;
}

/* Waits for the last close. */
int apx_mdev_remove(u32 mdev)
{
	struct apx_mdev_slot *slot = &apx_mdevs[mdev];
	ssize_t result;

	if (!slot->device || slot->is_removing)
		return -ENODEV;
	slot->is_removing = 1;
	if (!apx_users[mdev].opens && !apx_users[mdev].closing)
		apx_user_forget(mdev);
	result = apx_sysfs_store(&slot->device->kobj, "remove", "1\n", 2);
	slot->is_removing = 0;
	if (result >= 0)
		forget(mdev);
	return min(result, (ssize_t)0);
}

/* The removal itself asks. */
int apx_mdev_request(u32 mdev, u32 count)
{
	return -ENOSYS;
}

/* The module takes its mdevs with it. */
void apx_mdevs_gone(void)
{
	for (u32 m = 0; m < apx_scope.mdevs; m++) {
		if (apx_mdevs[m].device)
			forget(m);
	}
	apx_mdev_type = NULL;
}

int apx_mdev_store(u32 mdev, u32 attribute, const char *text)
{
	struct apx_mdev_slot *slot = &apx_mdevs[mdev];

	if (!slot->device || attribute > APX_AP_CONFIG)
		return -ENOENT;
	return apx_taken(apx_sysfs_store(&slot->device->kobj, apx_attribute_names[attribute], text, strlen(text)), strlen(text));
}

int apx_mdev_show(u32 mdev, u32 attribute)
{
	struct apx_mdev_slot *slot = &apx_mdevs[mdev];

	if (!slot->device || attribute > APX_AP_CONFIG)
		return -ENOENT;
	return min(apx_sysfs_show(&slot->device->kobj, apx_attribute_names[attribute]), (ssize_t)0);
}

static void add_pins(void *to, u64 iova, u32 pins)
{
	u16 *pin = to;
	int place = apx_page_place(iova >> PAGE_SHIFT);

	if (place < 0)
		apx_stray_pins = min(apx_stray_pins + pins, 255u);
	else if (pins)
		pin[place] += pins - 1;	/* one of them is the page's own */
}

static u8 is_held(enum apx_lock lock_class, u32 mdev)
{
	const struct apx_lockobj *lock = apx_lock_of(lock_class, mdev);

	return lock && apx_is_held(lock);
}

u32 apx_pins(u32 mdev, u32 place)
{
	return apx_page_of(mdev, place)->pins;
}

void apx_vfio_look(void)
{
	apx_stray_pins = 0;
	for (u32 m = 0; m < apx_scope.mdevs; m++) {
		struct apx_mdev_slot *slot = &apx_mdevs[m];
		const struct apx_lockobj *iommu = apx_lock_of(APX_LOCK_IOMMU, m);

		slot->opens = apx_users[m].opens + apx_users[m].closing;
		slot->descriptors = apx_user_descriptors(m);
		slot->group_kvm = slot->device && slot->device->iommu_group ? apx_group_kvm(slot->device->iommu_group) : NULL;
		slot->iommu_held = is_held(APX_LOCK_IOMMU, m);
		slot->list_held = is_held(APX_LOCK_DEVICE_LIST, m);
		slot->dev_set_held = is_held(APX_LOCK_DEV_SET, m);
		slot->group_held = is_held(APX_LOCK_GROUP, m);
		for (u32 i = 0; i < apx_scope.pages; i++)
			slot->pins[i] = apx_pins(m, i);
		if (iommu)
			apx_type1_pins(iommu, add_pins, slot->pins);
	}
	apx_instances = instances();
}
