/* SPDX-License-Identifier: GPL-2.0-or-later OR MIT */
/* What include/linux/vfio.h and mdev.h of the tree need besides themselves; pages of guests (mm.h, iommu.h). */
#ifndef APX_KERNEL_VFIO_H
#define APX_KERNEL_VFIO_H

#define PAGE_SHIFT 12
#define PAGE_SIZE (1UL << PAGE_SHIFT)
#define PAGE_MASK (~(PAGE_SIZE - 1))
#define IOMMU_READ 1
#define IOMMU_WRITE 2

struct iova_bitmap;
struct iommu_group;
struct mm_struct;

/* A page that an mdev's device may reach: vfio_dma.c knows each by its address. */
struct page { char unused; };
phys_addr_t page_to_phys(struct page *page);
#define page_to_pfn(page) (page_to_phys(page) >> PAGE_SHIFT)
#define pfn_to_phys(pfn) ((phys_addr_t)(pfn) << PAGE_SHIFT)

#endif
