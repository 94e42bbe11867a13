/* SPDX-License-Identifier: GPL-2.0-or-later OR MIT */
/* kmalloc and its kin (include/linux/slab.h), copies (string.h), copies from and to user space (uaccess.h). */
#ifndef APX_KERNEL_MEMORY_H
#define APX_KERNEL_MEMORY_H

#define GFP_KERNEL 0
#define GFP_KERNEL_ACCOUNT 0
#define GFP_ATOMIC 0
#define __GFP_ZERO 0

/* Whose memory it is that a file allocates. */
#ifdef APX_CORE
#define APX_OWNER APX_OWNER_SHIM
#else
#define APX_OWNER APX_OWNER_DRIVER
#endif
#define kmalloc(size, flags) apx_alloc(size, 0, APX_OWNER, "kmalloc(" #size ")", APX_HERE)
#define kzalloc(size, flags) apx_alloc(size, 1, APX_OWNER, "kzalloc(" #size ")", APX_HERE)
#define kvmalloc(size, flags) kmalloc(size, flags)
#define kvzalloc(size, flags) kzalloc(size, flags)
#define kmalloc_array(n, size, flags) kmalloc((n) * (size), flags)
#define kcalloc(n, size, flags) kzalloc((n) * (size), flags)
#define kzalloc_obj(object, ...) ((typeof(object) *)kzalloc(sizeof(object), 0))
#define kmalloc_obj(object, ...) ((typeof(object) *)kmalloc(sizeof(object), 0))
#define kmalloc_objs(object, n, ...) ((typeof(object) *)kmalloc((n) * sizeof(object), 0))
#define kzalloc_objs(object, n, ...) ((typeof(object) *)kzalloc((n) * sizeof(object), 0))
#define krealloc(pointer, size, flags) apx_realloc(pointer, size, APX_OWNER, APX_HERE)
#define kfree(pointer) apx_free(pointer, APX_HERE)
#define kvfree(pointer) apx_free(pointer, APX_HERE)
#define kfree_sensitive(pointer) apx_free(pointer, APX_HERE)
#define kstrdup(text, flags) apx_copy_text(text, ~0UL, APX_OWNER, APX_HERE)
#define kstrndup(text, most, flags) apx_copy_text(text, most, APX_OWNER, APX_HERE)
#define strndup_user(text, most) apx_copy_user_text(text, most, APX_HERE)
#define kmemdup(from, size, flags) apx_copy_memory(from, size, APX_OWNER, APX_HERE)
char *apx_copy_text(const char *text, size_t most, enum apx_owner owner, const struct apx_place *place);
void *apx_realloc(const void *pointer, size_t size, enum apx_owner owner, const struct apx_place *place);
char *apx_copy_user_text(const char *text, size_t most, const struct apx_place *place);
void *apx_copy_memory(const void *from, size_t size, enum apx_owner owner, const struct apx_place *place);

/*
 * vfio_ap's handle_pqap() copies the four bytes of a queue status into the eight of a register, where they are its left
 * half on s390. This is the one place in the driver that depends on the order of a register's bytes in memory.
 */
struct ap_queue_status;
void apx_copy_status(u64 *gpr, const struct ap_queue_status *status);
#define APX_IS_STATUS_TO_GPR(to, from) \
	(APX_IS_LITTLE && __builtin_types_compatible_p(typeof(to), u64 *) && \
	 __builtin_types_compatible_p(typeof(from), struct ap_queue_status *))
#define memcpy(to, from, size) __builtin_choose_expr(APX_IS_STATUS_TO_GPR(to, from), \
	apx_copy_status((void *)(to), (const void *)(from)), apx_memcpy(to, from, size))
#define memmove(to, from, size) apx_memmove(to, from, size)
#define memset(to, byte, size) apx_memset(to, byte, size)
#define memcmp(a, b, size) apx_memcmp(a, b, size)

/* lib/usercopy.c: how many bytes were not copied. User memory is what calls.c offers: anything else is no user address. */
unsigned long apx_copy_from_user(void *to, const void *from, unsigned long size, const struct apx_place *place);
unsigned long apx_copy_to_user(void *to, const void *from, unsigned long size, const struct apx_place *place);
#define copy_from_user(to, from, size) apx_copy_from_user(to, from, size, APX_HERE)
#define copy_to_user(to, from, size) apx_copy_to_user(to, from, size, APX_HERE)
#define get_user(variable, pointer) ({ \
	typeof(*(pointer)) apx_value; \
	unsigned long apx_left = apx_copy_from_user(&apx_value, pointer, sizeof(apx_value), APX_HERE); \
	if (!apx_left) \
		(variable) = apx_value; \
	apx_left ? -EFAULT : 0; })
#define put_user(value, pointer) ({ \
	typeof(*(pointer)) apx_value = (value); \
	apx_copy_to_user(pointer, &apx_value, sizeof(apx_value), APX_HERE) ? -EFAULT : 0; })

#endif
