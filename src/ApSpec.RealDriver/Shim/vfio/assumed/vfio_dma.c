/* SPDX-License-Identifier: GPL-2.0-or-later OR MIT */
/* Pinned guest pages: one container an mdev, each page of the scope mapped in it (drivers/vfio/vfio_iommu_type1.c). */
#include "vfio/assumed/assumed.h"

void apx_page_lock_boot(struct apx_mdev_slot *slot, u32 mdev)
{
	apx_lock_init(&apx_fake_of(slot)->iommu_lock.apx, APX_LOCK_IOMMU, mdev);
	apx_lock_init(&apx_fake_of(slot)->device_list_lock.apx, APX_LOCK_DEVICE_LIST, mdev);
}

u32 apx_pins(u32 mdev, u32 place)
{
	return apx_mdevs[mdev].pins[place];
}

void apx_vfio_look(void)
{
	for (u32 m = 0; m < apx_scope.mdevs; m++) {
		struct apx_mdev_slot *slot = &apx_mdevs[m];

		slot->iommu_held = apx_is_held(&apx_fakes[m].iommu_lock.apx);
		slot->list_held = apx_is_held(&apx_fakes[m].device_list_lock.apx);
		slot->dev_set_held = apx_is_held(&apx_fakes[m].dev_set.lock.apx);
		slot->group_held = apx_is_held(&apx_fakes[m].group_lock.apx);
	}
}

static u32 pins_in(const struct apx_mdev_slot *slot, u64 frame, u32 count)
{
	u32 pins = 0;

	for (u32 i = 0; i < apx_scope.pages; i++) {
		if (apx_scope.page[i] >= frame && apx_scope.page[i] - frame < count)
			pins += slot->pins[i];
	}
	return pins;
}

/* vfio_iommu_type1_register_device(), vfio_iommu_type1_unregister_device() */
static void change_list(struct apx_mdev_slot *slot, u8 is_listed, const struct apx_place *place)
{
	apx_core_lock(&apx_fake_of(slot)->iommu_lock, place);
	apx_core_lock(&apx_fake_of(slot)->device_list_lock, place);
	apx_fake_of(slot)->is_listed = is_listed;
	apx_core_unlock(&apx_fake_of(slot)->device_list_lock, place);
	apx_core_unlock(&apx_fake_of(slot)->iommu_lock, place);
}

void apx_container_join(struct apx_mdev_slot *slot)
{
	change_list(slot, 1, APX_IN("drivers/vfio/vfio_iommu_type1.c", "vfio_iommu_type1_register_device"));
}

void apx_container_leave(struct apx_mdev_slot *slot)
{
	change_list(slot, 0, APX_IN("drivers/vfio/vfio_iommu_type1.c", "vfio_iommu_type1_unregister_device"));
}

/* vfio_pin_pages(), vfio_iommu_type1_pin_pages() */
int vfio_pin_pages(struct vfio_device *device, dma_addr_t iova, int npage, int prot, struct page **result)
{
	const struct apx_place *place = APX_IN("drivers/vfio/vfio_iommu_type1.c", "vfio_iommu_type1_pin_pages");
	struct apx_mdev_slot *slot;
	int done, error = 0;

	APX_LOOK_FROM_CALLER(device, 8);
	APX_LOOK_FROM_CALLER(result, npage * sizeof(*result));
	slot = apx_slot_of(device);
	if (!slot || !slot->opens) {
		apx_fault_pc(APX_EV_WARNING, "vfio_pin_pages: the device is not open", __builtin_return_address(0));
		return -EINVAL;
	}
	if (!device->ops->dma_unmap)
		return -EINVAL;
	apx_core_lock(&apx_fake_of(slot)->iommu_lock, place);
	for (done = 0; done < npage && !error; done++) {
		int page = apx_page_place((iova >> PAGE_SHIFT) + done);

		if (page < 0) {
			error = -EINVAL;
			break;
		}
		slot->pins[page]++;
		result[done] = apx_page_of(slot - apx_mdevs, page);
	}
	while (error && done-- > 0)
		slot->pins[apx_page_place((iova >> PAGE_SHIFT) + done)]--;
	apx_core_unlock(&apx_fake_of(slot)->iommu_lock, place);
	return error ? error : npage;
}

/* vfio_unpin_pages(), vfio_unpin_page_external(): a page that is not pinned is passed over without a word */
void vfio_unpin_pages(struct vfio_device *device, dma_addr_t iova, int npage)
{
	const struct apx_place *place = APX_IN("drivers/vfio/vfio_iommu_type1.c", "vfio_iommu_type1_unpin_pages");
	struct apx_mdev_slot *slot;

	APX_LOOK_FROM_CALLER(device, 8);
	slot = apx_slot_of(device);
	if (!slot || !slot->opens) {
		apx_fault_pc(APX_EV_WARNING, "vfio_unpin_pages: the device is not open", __builtin_return_address(0));
		return;
	}
	apx_core_lock(&apx_fake_of(slot)->iommu_lock, place);
	for (int i = 0; i < npage; i++) {
		int page = apx_page_place((iova >> PAGE_SHIFT) + i);

		if (page >= 0 && slot->pins[page])
			slot->pins[page]--;
	}
	apx_core_unlock(&apx_fake_of(slot)->iommu_lock, place);
}

/*
 * vfio_dma_do_unmap(), vfio_notify_dma_unmap(): asks the device only when a page of the range is pinned, with the list's lock
 * held and the container's dropped. The real core asks again until the pins are gone, and calls BUG() after ten rounds;
 * here one round is enough to see whether they are.
 */
int apx_mdev_unmap(u32 mdev, u64 iova, u32 count)
{
	const struct apx_place *place = APX_IN("drivers/vfio/vfio_iommu_type1.c", "vfio_dma_do_unmap");
	struct apx_mdev_slot *slot = &apx_mdevs[mdev];
	struct vfio_device *device;

	if (!slot->device || !slot->opens)
		return -EBADF;
	device = &slot->matrix_mdev->vdev;
	apx_core_lock(&apx_fake_of(slot)->iommu_lock, place);
	if (apx_fake_of(slot)->is_listed && device->ops->dma_unmap && pins_in(slot, iova >> PAGE_SHIFT, count)) {
		apx_core_lock(&apx_fake_of(slot)->device_list_lock, place);
		apx_core_unlock(&apx_fake_of(slot)->iommu_lock, place);
		device->ops->dma_unmap(device, iova, (u64)count << PAGE_SHIFT);
		apx_core_unlock(&apx_fake_of(slot)->device_list_lock, place);
		apx_core_lock(&apx_fake_of(slot)->iommu_lock, place);
	}
	apx_core_unlock(&apx_fake_of(slot)->iommu_lock, place);
	return 0;
}

bool apx_is_mapped_read_only(u32 mdev, u32 place)
{
	return false;
}
