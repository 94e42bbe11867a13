/* SPDX-License-Identifier: GPL-2.0-or-later OR MIT */
/* Numbers with pointers (lib/idr.c), sparse arrays (lib/xarray.c). */
#include "world.h"

int idr_alloc(struct idr *idr, void *pointer, int start, int end, gfp_t flags)
{
	if (end <= 0 || end > APX_NUMBERS)
		end = APX_NUMBERS;
	for (int id = start; id < end; id++) {
		if (!idr->entry[id]) {
			idr->entry[id] = pointer;
			return id;
		}
	}
	return -ENOSPC;
}

void *idr_find(const struct idr *idr, unsigned long id)
{
	return id < APX_NUMBERS ? idr->entry[id] : NULL;
}

void *idr_remove(struct idr *idr, unsigned long id)
{
	void *entry = idr_find(idr, id);

	if (entry)
		idr->entry[id] = NULL;
	return entry;
}

void *xa_load(struct xarray *xa, unsigned long index)
{
	for (int i = 0; i < APX_ENTRIES; i++) {
		if (xa->slot[i].entry && xa->slot[i].index == index)
			return xa->slot[i].entry;
	}
	return NULL;
}

void *__xa_cmpxchg(struct xarray *xa, unsigned long index, void *old, void *entry, gfp_t flags)
{
	void *found = xa_load(xa, index);

	if (found != old)
		return found;
	for (int i = 0; i < APX_ENTRIES; i++) {
		if (found ? xa->slot[i].entry == found && xa->slot[i].index == index : !xa->slot[i].entry) {
			xa->slot[i].index = index;
			xa->slot[i].entry = entry;
			return found;
		}
	}
	return ERR_PTR(-ENOMEM);
}

void *__xa_erase(struct xarray *xa, unsigned long index)
{
	void *found = xa_load(xa, index);

	for (int i = 0; found && i < APX_ENTRIES; i++) {
		if (xa->slot[i].entry == found && xa->slot[i].index == index)
			xa->slot[i].entry = NULL;
	}
	return found;
}
