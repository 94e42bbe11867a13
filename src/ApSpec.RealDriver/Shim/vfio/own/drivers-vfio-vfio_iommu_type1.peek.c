/* SPDX-License-Identifier: GPL-2.0-or-later OR MIT */
/* Which pages of a container are pinned, and how often. */
#include "vfio/own/own.h"
#include APX_TREE_FILE

void apx_type1_pins(const struct apx_lockobj *lock, void (*tell)(void *to, u64 iova, u32 pins), void *to)
{
	const struct vfio_iommu *iommu = container_of(container_of(lock, struct mutex, apx), struct vfio_iommu, lock);

	for (const struct rb_node *at = rb_first(&iommu->dma_list); at; at = rb_next(at)) {
		const struct vfio_dma *dma = rb_entry(at, struct vfio_dma, node);

		for (const struct rb_node *pin = rb_first(&dma->pfn_list); pin; pin = rb_next(pin)) {
			const struct vfio_pfn *page = rb_entry(pin, struct vfio_pfn, node);

			/* a counter, or an atomic one */
			tell(to, page->iova, *(const volatile unsigned int *)&page->ref_count);
		}
	}
}
