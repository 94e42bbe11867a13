/* SPDX-License-Identifier: GPL-2.0-or-later OR MIT */
/* The machine as the tree's own AP bus sees it (arch/s390/include/asm/airq.h, chsc.h, tpi.h, uv.h, machine.h): no interrupt ever comes. */
#ifndef APX_KERNEL_AP_H
#define APX_KERNEL_AP_H

struct tpi_info;
struct airq_struct {
	void (*handler)();	/* with two arguments, of which the second differs between trees */
	u8 *lsi_ptr;
	u8 lsi_mask, isc;
};
#define register_adapter_interrupt(interrupt) ({ static u8 apx_summary; (interrupt)->lsi_ptr = &apx_summary; 0; })
#define unregister_adapter_interrupt(interrupt) ((void)(interrupt))
#define IRQIO_APB 0
#define inc_irq_stat(which) do { } while (0)

#define CHSC_NOTIFY_AP_CFG 1
#define chsc_notifier_register(block) ((void)(block), 0)
#define chsc_notifier_unregister(block) ((void)(block))

#define MACHINE_IS_VM 0
#define machine_is_vm() false
#define is_prot_virt_guest() false
#define xchg(pointer, value) ({ typeof(*(pointer)) apx_old = (APX_AT_ONCE(pointer), *(pointer)); *(pointer) = (value); apx_old; })
#define print_hex_dump_debug(arguments...) do { } while (0)
#define DUMP_PREFIX_ADDRESS 0
#define memzero_explicit(pointer, size) memset(pointer, 0, size)
/* No operation of a trace writes ap_domain, config_time or a card's config. */
#define sscanf(text, format, arguments...) ({ apx_missing("sscanf", __builtin_return_address(0)); 0; })
#define sclp_ap_configure(apid) ({ apx_missing("sclp_ap_configure", __builtin_return_address(0)); 0; })
#define sclp_ap_deconfigure(apid) ({ apx_missing("sclp_ap_deconfigure", __builtin_return_address(0)); 0; })
#define EXPORT_TRACEPOINT_SYMBOL(name)
#define trace_s390_ap_nqap(arguments...) do { } while (0)
#define trace_s390_ap_dqap(arguments...) do { } while (0)

#endif
