/* SPDX-License-Identifier: GPL-2.0-or-later OR MIT */
/*
 * Single steps of user space with an mdev's group and container, in any order: -EBADF before the kernel hears of it where a descriptor
 * is missing, else what the kernel says.
 */
#include "vfio/own/own.h"

static long ioctl_with(int fd, unsigned int command, const void *argument, size_t size)
{
	void *memory = apx_user_memory(size);

	__builtin_memcpy(memory, argument, size);
	return apx_ioctl(fd, command, memory);
}

/* A descriptor opened into a place that has none. */
static int keep(int *place, int fd)
{
	if (fd < 0)
		return fd;
	*place = fd;
	return 0;
}

static int close_fd(int *place)
{
	int fd = *place;

	*place = -1;
	return apx_close(fd);
}

/* The pages in play of a range of guest memory, by place. */
static u16 places_of(u64 iova, u32 pages)
{
	u16 places = 0;

	for (u32 i = 0; i < apx_scope.pages; i++) {
		if (apx_scope.page[i] >= iova >> PAGE_SHIFT && apx_scope.page[i] - (iova >> PAGE_SHIFT) < pages)
			places |= BIT(i);
	}
	return places;
}

int apx_group_open(u32 mdev)
{
	const struct device *device = apx_mdevs[mdev].device;
	char name[8];

	if (!device || apx_users[mdev].group >= 0)
		return -EBADF;
	if (!device->iommu_group)
		return -ENOENT;
	apx_users[mdev].is_left = 0;
	snprintf(name, sizeof(name), "%d", iommu_group_id(device->iommu_group));
	return keep(&apx_users[mdev].group, apx_open_number(apx_device_number("vfio", name)));
}

int apx_group_close(u32 mdev)
{
	apx_users[mdev].is_left = 0;
	return close_fd(&apx_users[mdev].group);
}

int apx_container_open(u32 mdev)
{
	return apx_users[mdev].container >= 0 ? -EBADF : keep(&apx_users[mdev].container, apx_open_misc("vfio/vfio"));
}

int apx_container_close(u32 mdev)
{
	apx_users[mdev].is_joined = 0;
	return close_fd(&apx_users[mdev].container);
}

int apx_container_set(u32 mdev)
{
	struct apx_user *user = &apx_users[mdev];
	long error;

	if (user->group < 0 || user->container < 0)
		return -EBADF;
	error = ioctl_with(user->group, VFIO_GROUP_SET_CONTAINER, &user->container, sizeof(user->container));
	if (error)
		return error;
	/* It is the first group in it: there was no IOMMU before. */
	user->is_joined = 1;
	user->has_iommu = 0;
	user->mapped = user->read_only = 0;
	return 0;
}

int apx_container_unset(u32 mdev)
{
	struct apx_user *user = &apx_users[mdev];
	long error = apx_ioctl(user->group, VFIO_GROUP_UNSET_CONTAINER, NULL);

	if (!error)
		user->is_joined = 0;
	return error;
}

int apx_iommu_set(u32 mdev)
{
	struct apx_user *user = &apx_users[mdev];
	long error = apx_ioctl(user->container, VFIO_SET_IOMMU, (void *)VFIO_TYPE1v2_IOMMU);

	if (!error)
		user->has_iommu = 1;
	return error;
}

int apx_dma_map(u32 mdev, u64 iova, u32 pages, bool is_read_only)
{
	struct vfio_iommu_type1_dma_map map = {
		.argsz = sizeof(map),
		.flags = VFIO_DMA_MAP_FLAG_READ | (is_read_only ? 0 : VFIO_DMA_MAP_FLAG_WRITE),
		.vaddr = apx_user_address(mdev, iova >> PAGE_SHIFT),
		.iova = iova,
		.size = (u64)pages << PAGE_SHIFT,
	};
	long error = ioctl_with(apx_users[mdev].container, VFIO_IOMMU_MAP_DMA, &map, sizeof(map));

	if (!error)
		apx_users[mdev].mapped |= places_of(iova, pages);
	if (!error && is_read_only)
		apx_users[mdev].read_only |= places_of(iova, pages);
	return error;
}

int apx_dma_unmap(u32 mdev, u64 iova, u32 pages)
{
	struct vfio_iommu_type1_dma_unmap unmap = { .argsz = sizeof(unmap), .iova = iova, .size = (u64)pages << PAGE_SHIFT };
	long error = ioctl_with(apx_users[mdev].container, VFIO_IOMMU_UNMAP_DMA, &unmap, sizeof(unmap));

	if (!error)
		apx_users[mdev].mapped &= ~places_of(iova, pages);
	apx_users[mdev].read_only &= apx_users[mdev].mapped;
	return error;
}
