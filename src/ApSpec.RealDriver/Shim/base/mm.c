/* SPDX-License-Identifier: GPL-2.0-or-later OR MIT */
/*
 * Guest memory as user space has it (mm/gup.c). Each mdev's container maps the guest's pages at addresses of its own, so that the page
 * tells whose pin it is.
 */
#include "world.h"

#define APX_HOST_PAGES 0x100000UL	/* frame of the first page; nothing else has these addresses */

static struct page pages[APX_MDEVS * APX_PAGES];
static struct mm_struct memory = { .apx_refs = 1 };
struct task_struct apx_process = { &memory, &apx_process, "qemu", 1 };

phys_addr_t page_to_phys(struct page *page)
{
	return (phys_addr_t)(APX_HOST_PAGES + (page - pages)) << PAGE_SHIFT;
}

int pfn_valid(unsigned long pfn)
{
	return pfn - APX_HOST_PAGES < ARRAY_SIZE(pages);
}

struct page *pfn_to_page(unsigned long pfn)
{
	return pfn_valid(pfn) ? &pages[pfn - APX_HOST_PAGES] : NULL;
}

struct page *apx_page_of(u32 mdev, u32 place)
{
	return &pages[mdev * APX_PAGES + place];
}

/* Whose page an address of the host is, when it is pinned. */
static bool find_pinned(phys_addr_t address, u32 *mdev, u32 *place)
{
	u64 number = (address >> PAGE_SHIFT) - APX_HOST_PAGES;

	if (number >= ARRAY_SIZE(pages))
		return false;
	*mdev = number / APX_PAGES;
	*place = number % APX_PAGES;
	return apx_pins(*mdev, *place) > 0;
}

u32 apx_pinned_page(phys_addr_t address)
{
	u32 mdev, place;

	return find_pinned(address, &mdev, &place) ? apx_scope.page[place] : 0xffffffff;
}

bool apx_is_pinned_read_only(phys_addr_t address)
{
	u32 mdev, place;

	return find_pinned(address, &mdev, &place) && apx_is_mapped_read_only(mdev, place);
}

/* arch/s390/kernel/uv.c uv_pin_shared(): the ultravisor refuses a page that the guest does not share */
int uv_pin_shared(unsigned long address)
{
	const struct apx_guest *guest;
	u32 mdev, place;

	if (!find_pinned(address, &mdev, &place))
		return -EINVAL;
	guest = apx_guest_of(apx_mdevs[mdev].matrix_mdev->kvm);
	return guest && guest->private_pages & BIT(place) ? -EINVAL : 0;
}

/* Where the process has a guest's page that an mdev can reach. */
u64 apx_user_address(u32 mdev, u64 frame)
{
	return ((u64)(mdev + 1) << 44) + (frame << PAGE_SHIFT);
}

long apx_pin_user_pages(unsigned long address, unsigned long count, struct page **result)
{
	unsigned long done;

	for (done = 0; done < count; done++, address += PAGE_SIZE) {
		u32 mdev = (address >> 44) - 1;
		int place = apx_page_place((address & ((1UL << 44) - 1)) >> PAGE_SHIFT);

		if (mdev >= APX_MDEVS || place < 0)
			break;
		result[done] = &pages[mdev * APX_PAGES + place];
		result[done]->pins++;
	}
	return done ? (long)done : -EFAULT;
}

void unpin_user_pages_dirty_lock(struct page **page, unsigned long count, bool is_dirty)
{
	for (unsigned long i = 0; i < count; i++) {
		if (!page[i]->pins)
			apx_fault(APX_EV_REF_UNDERFLOW, "pins of a page", APX_IN("mm/gup.c", "unpin_user_pages_dirty_lock"));
		else
			page[i]->pins--;
	}
}

void unpin_user_page_range_dirty_lock(struct page *page, unsigned long count, bool is_dirty)
{
	for (unsigned long i = 0; i < count; i++) {
		struct page *at = page + i;

		unpin_user_pages_dirty_lock(&at, 1, is_dirty);
	}
}
