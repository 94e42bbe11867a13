/* SPDX-License-Identifier: GPL-2.0-or-later OR MIT */
/*
 * User space of VFIO (Documentation/driver-api/vfio.rst): for each mdev a group, a container of type 1 with the guest's memory in it, and
 * descriptors of the device. It opens group and container when it first needs them, and keeps them until the mdev is removed; in
 * scopes with descriptors until an operation closes them (descriptors.c), and opens again what it needs.
 */
#include "vfio/own/own.h"

struct apx_user apx_users[APX_MDEVS];

void apx_users_boot(void)
{
	for (u32 m = 0; m < APX_MDEVS; m++) {
		struct apx_user *user = &apx_users[m];

		*user = (struct apx_user){ .container = -1, .group = -1 };
		for (u32 i = 0; i < APX_DEVICE_FDS; i++)
			user->device[i] = -1;
	}
}

/* In scopes with descriptors they are closed by operations alone. */
static bool is_tidy(void)
{
	return !(apx_scope.flags & APX_DESCRIPTORS);
}

static bool is_in_container(u32 mdev)
{
	const struct device *device = apx_mdevs[mdev].device;

	return device && device->iommu_group && apx_group_has_container(device->iommu_group);
}

u8 apx_user_descriptors(u32 mdev)
{
	return (apx_users[mdev].group >= 0 ? APX_GROUP_FD : 0) | (apx_users[mdev].container >= 0 ? APX_CONTAINER_FD : 0)
		| (is_in_container(mdev) ? APX_IN_CONTAINER : 0);
}

static void close_both(u32 mdev)
{
	apx_group_close(mdev);
	apx_container_close(mdev);
}

/*
 * Maps the pages of places that are not mapped. User space that handles its descriptors itself maps pages that follow each other at once, as QEMU
 * maps memory: an unmap must take both, and the driver hears of both in one call. Other traces unmap page by page.
 */
static int map(u32 mdev, u16 places)
{
	u16 left = places & ~apx_users[mdev].mapped;
	int error = 0;

	for (u32 i = 0; !error && i < apx_scope.pages; i++) {
		u32 count = 1;

		if (!(left & BIT(i)))
			continue;
		while (apx_scope.flags & APX_DESCRIPTORS && i + count < apx_scope.pages && left & BIT(i + count) &&
		       apx_scope.page[i + count] == apx_scope.page[i] + count)
			count++;
		error = apx_dma_map(mdev, (u64)apx_scope.page[i] << PAGE_SHIFT, count, false);
		left &= ~apx_users[mdev].mapped;
	}
	return error;
}

/* The group can be in a container that user space has no descriptor of any more: then that one has to do. */
static int attach(u32 mdev)
{
	struct apx_user *user = &apx_users[mdev];
	int error;

	if (user->is_left)
		apx_group_close(mdev);
	error = user->group < 0 ? apx_group_open(mdev) : 0;
	if (!error && !is_in_container(mdev)) {
		error = user->container < 0 ? apx_container_open(mdev) : 0;
		if (!error)
			error = apx_container_set(mdev);
	}
	if (error || !user->is_joined)
		return error;
	if (!user->has_iommu)
		error = apx_iommu_set(mdev);
	return error ?: map(mdev, BIT(apx_scope.pages) - 1);
}

int apx_user_attach(u32 mdev)
{
	int error;

	if (apx_users[mdev].group >= 0 && is_tidy())
		return 0;
	error = attach(mdev);
	if (error && is_tidy())
		close_both(mdev);
	return error;
}

/* No code of the driver runs here: what it left behind was seen when its last descriptor was closed. */
void apx_user_forget(u32 mdev)
{
	apx_is_quiet = 1;
	apx_kvm_vfio_forget(mdev, is_tidy());
	if (is_tidy())
		close_both(mdev);
	apx_is_quiet = 0;
	if (!is_tidy())
		return;
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
	user->closing++;
	apx_close(fd);
	user->closing--;
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

bool apx_is_mapped_read_only(u32 mdev, u32 place)
{
	return apx_users[mdev].read_only & BIT(place);
}

/* What is unmapped is mapped again at once: the guest goes on. */
int apx_mdev_unmap(u32 mdev, u64 iova, u32 count)
{
	const struct apx_user *user = &apx_users[mdev];
	u16 before = user->mapped;
	int error;

	if (!user->opens)
		return -EBADF;
	error = apx_dma_unmap(mdev, iova & PAGE_MASK, count);
	return error ?: map(mdev, before);
}
