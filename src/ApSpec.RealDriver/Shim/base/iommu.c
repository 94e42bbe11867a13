/* SPDX-License-Identifier: GPL-2.0-or-later OR MIT */
/* IOMMU groups of devices without an IOMMU (drivers/iommu/iommu.c). */
#include "world.h"

struct iommu_group {
	int id, refs;
	struct device *device;		/* at most one */
	void *data;
	void (*release)(void *data);
	struct blocking_notifier_head notifier;
};

static struct ida ids;
static struct iommu_group *group_of_id[APX_NUMBERS];

struct iommu_group *iommu_group_alloc(void)
{
	struct iommu_group *group = apx_alloc(sizeof(*group), 1, APX_OWNER_SHIM, "struct iommu_group", APX_HERE);
	int id;

	if (!group)
		return ERR_PTR(-ENOMEM);
	id = ida_alloc(&ids, GFP_KERNEL);
	if (id < 0) {
		apx_free(group, APX_HERE);
		return ERR_PTR(id);
	}
	BLOCKING_INIT_NOTIFIER_HEAD(&group->notifier);
	group->id = id;
	group->refs = 1;
	group_of_id[id] = group;
	return group;
}

static struct iommu_group *get(struct iommu_group *group)
{
	if (group)
		group->refs++;
	return group;
}

struct iommu_group *iommu_group_ref_get(struct iommu_group *group)
{
	APX_LOOK_FROM_CALLER(group, sizeof(*group));
	return get(group);
}

struct iommu_group *iommu_group_get(struct device *device)
{
	APX_LOOK_FROM_CALLER(device, 8);
	return get(device->iommu_group);
}

struct iommu_group *iommu_group_get_by_id(int id)
{
	return id >= 0 && id < APX_NUMBERS ? get(group_of_id[id]) : NULL;
}

/* iommu_group_release(), with the group's last reference */
void iommu_group_put(struct iommu_group *group)
{
	if (!group)
		return;
	APX_LOOK_FROM_CALLER(group, sizeof(*group));
	if (--group->refs > 0)
		return;
	if (group->release)
		group->release(group->data);
	group_of_id[group->id] = NULL;
	ida_free(&ids, group->id);
	apx_free(group, APX_IN("drivers/iommu/iommu.c", "iommu_group_release"));
}

int iommu_group_set_name(struct iommu_group *group, const char *name)
{
	return 0;
}

int iommu_group_id(struct iommu_group *group)
{
	APX_LOOK_FROM_CALLER(group, sizeof(*group));
	return group->id;
}

int iommu_group_add_device(struct iommu_group *group, struct device *device)
{
	APX_LOOK_FROM_CALLER(group, sizeof(*group));
	APX_LOOK_FROM_CALLER(device, 8);
	group->device = device;
	device->iommu_group = get(group);
	blocking_notifier_call_chain(&group->notifier, IOMMU_GROUP_NOTIFY_ADD_DEVICE, device);
	return 0;
}

void iommu_group_remove_device(struct device *device)
{
	struct iommu_group *group;

	APX_LOOK_FROM_CALLER(device, 8);
	group = device->iommu_group;
	if (!group)
		return;
	blocking_notifier_call_chain(&group->notifier, IOMMU_GROUP_NOTIFY_DEL_DEVICE, device);
	if (group->device == device)
		group->device = NULL;
	device->iommu_group = NULL;
	iommu_group_put(group);
}

int iommu_group_for_each_dev(struct iommu_group *group, void *data, int (*function)(struct device *, void *))
{
	return group->device ? function(group->device, data) : 0;
}

void *iommu_group_get_iommudata(struct iommu_group *group)
{
	return group->data;
}

void iommu_group_set_iommudata(struct iommu_group *group, void *data, void (*release)(void *data))
{
	group->data = data;
	group->release = release;
}

int iommu_group_register_notifier(struct iommu_group *group, struct notifier_block *block)
{
	return blocking_notifier_chain_register(&group->notifier, block);
}

int iommu_group_unregister_notifier(struct iommu_group *group, struct notifier_block *block)
{
	return blocking_notifier_chain_unregister(&group->notifier, block);
}

/* Of a device without an IOMMU, of a bus without one */
bool device_iommu_capable(struct device *device, enum iommu_cap capability)
{
	return false;
}

bool iommu_capable(const struct bus_type *bus, enum iommu_cap capability)
{
	return false;
}
