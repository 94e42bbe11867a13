/* SPDX-License-Identifier: GPL-2.0-or-later OR MIT */
/*
 * User space of VFIO (Documentation/driver-api/vfio.rst): for each mdev a group, a container of type 1 with the guest's memory in it, and
 * descriptors of the device. It opens group and container when it first needs them, and keeps them until the mdev is removed.
 */
#include "vfio/own/own.h"

struct apx_user apx_users[APX_MDEVS];

static void close_fd(int *fd)
{
	if (*fd >= 0)
		apx_close(*fd);
	*fd = -1;
}

static long ioctl_with(int fd, unsigned int command, const void *argument, size_t size)
{
	void *memory = apx_user_memory(size);

	__builtin_memcpy(memory, argument, size);
	return apx_ioctl(fd, command, memory);
}

static long map(u32 mdev, u64 frame)
{
	struct vfio_iommu_type1_dma_map map = {
		.argsz = sizeof(map),
		.flags = VFIO_DMA_MAP_FLAG_READ | VFIO_DMA_MAP_FLAG_WRITE,
		.vaddr = apx_user_address(mdev, frame),
		.iova = frame << PAGE_SHIFT,
		.size = PAGE_SIZE,
	};

	return ioctl_with(apx_users[mdev].container, VFIO_IOMMU_MAP_DMA, &map, sizeof(map));
}

static int open_group(u32 mdev)
{
	const struct iommu_group *group = apx_mdevs[mdev].device->iommu_group;
	char name[8];

	if (!group)
		return -ENOENT;
	snprintf(name, sizeof(name), "%d", iommu_group_id((struct iommu_group *)group));
	return apx_open_number(apx_device_number("vfio", name));
}

static long set_container(u32 mdev)
{
	struct apx_user *user = &apx_users[mdev];
	long error = ioctl_with(user->group, VFIO_GROUP_SET_CONTAINER, &user->container, sizeof(user->container));

	if (!error)
		error = apx_ioctl(user->container, VFIO_SET_IOMMU, (void *)VFIO_TYPE1v2_IOMMU);
	for (u32 i = 0; !error && i < apx_scope.pages; i++)
		error = map(mdev, apx_scope.page[i]);
	return error;
}

int apx_user_attach(u32 mdev)
{
	struct apx_user *user = &apx_users[mdev];
	long error;

	if (user->group >= 0)
		return 0;
	user->group = open_group(mdev);
	if (user->group < 0)
		return user->group;
	user->container = apx_open_misc("vfio/vfio");
	error = user->container < 0 ? user->container : set_container(mdev);
	if (error) {
		close_fd(&user->group);
		close_fd(&user->container);
	}
	return error;
}

/* No code of the driver runs here: what it left behind was seen when its last descriptor was closed. */
void apx_user_forget(u32 mdev)
{
	struct apx_user *user = &apx_users[mdev];

	apx_is_quiet = 1;
	apx_kvm_vfio_forget(mdev);
	close_fd(&user->group);
	close_fd(&user->container);
	apx_is_quiet = 0;
	for (u32 i = 0; i < apx_scope.pages; i++)
		apx_page_of(mdev, i)->pins = 0;
}

int apx_mdev_open(u32 mdev)
{
	struct apx_user *user = &apx_users[mdev];
	char *name;
	long fd;

	if (!apx_mdevs[mdev].device)
		return -ENODEV;
	if (user->opens == APX_DEVICE_FDS)
		return -EMFILE;
	fd = apx_user_attach(mdev);
	if (fd)
		return fd;
	name = apx_user_memory(64);
	snprintf(name, 64, "%s", dev_name(apx_mdevs[mdev].device));
	fd = apx_ioctl(user->group, VFIO_GROUP_GET_DEVICE_FD, name);
	if (fd >= 0)
		user->device[user->opens++] = fd;
	return min(fd, 0L);
}

int apx_mdev_close(u32 mdev)
{
	struct apx_user *user = &apx_users[mdev];
	int fd;

	if (!user->opens)
		return -EBADF;
	fd = user->device[--user->opens];
	user->device[user->opens] = -1;
	apx_close(fd);
	if (!user->opens && apx_mdevs[mdev].is_removing)
		apx_user_forget(mdev);
	return 0;
}

int apx_mdev_ioctl(u32 mdev, unsigned int command, void *argument)
{
	if (!apx_users[mdev].opens)
		return -EBADF;
	return min(apx_ioctl(apx_users[mdev].device[0], command, argument), 0L);
}

/* What is unmapped is mapped again at once: the guest goes on. */
int apx_mdev_unmap(u32 mdev, u64 iova, u32 count)
{
	struct vfio_iommu_type1_dma_unmap unmap = { .argsz = sizeof(unmap), .iova = iova & PAGE_MASK, .size = (u64)count << PAGE_SHIFT };
	long error;

	if (!apx_users[mdev].opens)
		return -EBADF;
	error = ioctl_with(apx_users[mdev].container, VFIO_IOMMU_UNMAP_DMA, &unmap, sizeof(unmap));
	for (u32 i = 0; !error && i < apx_scope.pages; i++) {
		if (apx_scope.page[i] >= iova >> PAGE_SHIFT && apx_scope.page[i] - (iova >> PAGE_SHIFT) < count)
			error = map(mdev, apx_scope.page[i]);
	}
	return error;
}
