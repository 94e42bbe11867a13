/* SPDX-License-Identifier: GPL-2.0-or-later OR MIT */
/* The rest of the machine: facilities, real addresses, the debug feature, protected pages (arch/s390/include/asm). */
#ifndef APX_KERNEL_S390_H
#define APX_KERNEL_S390_H

#define test_facility(number) 1
#define EX_TABLE(from, to)
union register_pair { unsigned __int128 pair; struct { unsigned long even, odd; }; };
#define virt_to_phys(pointer) ((phys_addr_t)(uintptr_t)(pointer))
#define __pa(pointer) virt_to_phys(pointer)

/* arch/s390/kernel/uv.c: whether the page of an absolute address is pinned and shared with the host; that a page is
 * given back to the guest, gmap_convert_to_secure(), leaves no trace */
int uv_pin_shared(unsigned long address);
#define gmap_convert_to_secure(gmap, address) 0
#define kvm_s390_pv_convert_to_secure(kvm, address) 0

/* arch/s390/include/asm/debug.h: takes arguments only for levels that are recorded */
typedef struct debug_info { int level; } debug_info_t;
struct debug_view;
debug_info_t *debug_register(const char *name, int pages, int areas, int size);
void debug_unregister(debug_info_t *info);
#define debug_register_view(info, view) 0
#define debug_set_level(info, most) ((void)((info)->level = (most)))
#define debug_sprintf_event(info, event_level, format, arguments...) ({ \
	debug_info_t *apx_info = (info); \
	if (apx_info && (event_level) <= apx_info->level) \
		apx_printk(format, ##arguments); \
	(void *)NULL; })

#endif
