/* SPDX-License-Identifier: GPL-2.0-or-later OR MIT */
/* WARN and BUG (include/asm-generic/bug.h), messages (include/linux/printk.h, dev_printk.h). A _ONCE warns every time: what
 * was said before must not change what a trace does. */
#ifndef APX_KERNEL_BUG_H
#define APX_KERNEL_BUG_H

#define APX_WARN_IF(condition, text) ({ \
	bool apx_is_bad = !!(condition); \
	if (unlikely(apx_is_bad)) \
		apx_fault(APX_EV_WARNING, text, APX_HERE); \
	unlikely(apx_is_bad); })
#define WARN(condition, format, arguments...) APX_WARN_IF(condition, apx_text_of_event(format, ##arguments))
#define WARN_ON(condition) APX_WARN_IF(condition, "WARN_ON(" #condition ")")
#define WARN_ONCE(condition, format, arguments...) WARN(condition, format, ##arguments)
#define WARN_ON_ONCE(condition) APX_WARN_IF(condition, "WARN_ON_ONCE(" #condition ")")
#define WARN_RATELIMIT(condition, format, arguments...) WARN(condition, format, ##arguments)
#define VFIO_WARN WARN

#define APX_BUG(text) do { apx_fault(APX_EV_BUG, text, APX_HERE); __builtin_trap(); } while (0)
#define BUG() APX_BUG("BUG()")
#define BUG_ON(condition) do { if (unlikely(condition)) APX_BUG(#condition); } while (0)
#define BUILD_BUG_ON(condition) _Static_assert(!(condition), #condition)
#define BUILD_BUG_ON_ZERO(condition) ((int)sizeof(struct { int : (-!!(condition)); }))
#define static_assert(condition, ...) _Static_assert(condition, #condition)

/* Takes its arguments, as printk does, and shows nothing (text.c). */
void apx_printk(const char *format, ...);
#define printk(format, arguments...) apx_printk(format, ##arguments)
#define pr_emerg apx_printk
#define pr_alert apx_printk
#define pr_crit apx_printk
#define pr_err apx_printk
#define pr_warn apx_printk
#define pr_notice apx_printk
#define pr_info apx_printk
#define pr_debug(format, arguments...) do { } while (0)
#define pr_warn_once apx_printk
#define pr_warn_ratelimited apx_printk
#define pr_err_ratelimited apx_printk
#define pr_notice_ratelimited apx_printk
#define pr_info_ratelimited apx_printk
#define APX_DEV_PRINTK(device, format, arguments...) ((void)(device), apx_printk(format, ##arguments))
#define dev_WARN(device, format, arguments...) ((void)(device), WARN(1, format, ##arguments))
#define dev_err APX_DEV_PRINTK
#define dev_warn APX_DEV_PRINTK
#define dev_notice APX_DEV_PRINTK
#define dev_info APX_DEV_PRINTK
#define dev_dbg(device, format, arguments...) do { } while (0)
#define dev_warn_once APX_DEV_PRINTK
#define dev_warn_ratelimited APX_DEV_PRINTK
#define dev_err_ratelimited APX_DEV_PRINTK
#define dev_notice_ratelimited APX_DEV_PRINTK
#define dev_info_ratelimited APX_DEV_PRINTK

#endif
