/* SPDX-License-Identifier: GPL-2.0-or-later OR MIT */
/* Integers, errno, pointers with errors in them, and the compiler's attributes (include/linux/types.h, err.h, compiler.h). */
#ifndef APX_KERNEL_TYPES_H
#define APX_KERNEL_TYPES_H

#include <stdarg.h>
#include <stddef.h>
#include <stdbool.h>

typedef signed char s8, __s8;
typedef unsigned char u8, __u8, uint8_t;
typedef short s16, __s16, int16_t;
typedef unsigned short u16, __u16, uint16_t, __le16, __be16;
typedef int s32, __s32, int32_t;
typedef unsigned int u32, __u32, uint32_t, __le32, __be32, gfp_t, umode_t, __poll_t, dev_t;
typedef long long s64, __s64, loff_t;
typedef unsigned long long u64, __u64, __le64, __be64, __aligned_u64, dma_addr_t, phys_addr_t, gfn_t, gpa_t, hpa_t;
typedef long int64_t, ssize_t, time64_t;
typedef unsigned long uint64_t, ulong, kernel_ulong_t, uintptr_t;
typedef int pid_t;
typedef u32 dev_t;
typedef struct { u8 b[16]; } guid_t, uuid_t;

/* include/linux/uuid.h: base/uuid.c */
#define UUID_SIZE 16
#define UUID_STRING_LEN 36
int guid_parse(const char *text, guid_t *guid);
int uuid_parse(const char *text, uuid_t *uuid);
void apx_guid_text(char *text, const guid_t *guid);	/* %pUl */
#define guid_equal(a, b) (__builtin_memcmp(a, b, UUID_SIZE) == 0)
#define guid_copy(to, from) ((void)(*(to) = *(from)))

/* include/uapi/asm-generic/errno-base.h, errno.h, include/linux/errno.h: numbers of the user space interface */
enum {
	EPERM = 1, ENOENT = 2, ESRCH = 3, EINTR = 4, EIO = 5, ENXIO = 6, E2BIG = 7, EBADF = 9, EAGAIN = 11, ENOMEM = 12, EACCES = 13,
	EFAULT = 14, EBUSY = 16, EEXIST = 17, ENODEV = 19, EINVAL = 22, ENFILE = 23, EMFILE = 24, ENOTTY = 25, EFBIG = 27, ENOSPC = 28,
	ERANGE = 34, EDEADLK = 35, ENOSYS = 38, ENODATA = 61, ETIME = 62, EOVERFLOW = 75, EBADFD = 77, EUSERS = 87, EMSGSIZE = 90,
	EOPNOTSUPP = 95, EADDRINUSE = 98, EADDRNOTAVAIL = 99, ETIMEDOUT = 110, EALREADY = 114, ECANCELED = 125,
	EKEYEXPIRED = 127, EKEYREVOKED = 128, EKEYREJECTED = 129, ERESTARTSYS = 512, ENOIOCTLCMD = 515, ENOTSUPP = 524,
};

#define __user
#define __force
#define __iomem
#define __init
#define __exit
#define __ro_after_init
#define __must_check
#define __read_mostly
#define __initdata
#define __always_inline inline __attribute__((always_inline))
#define noinline __attribute__((noinline))
#define __packed __attribute__((packed))
#define __aligned(x) __attribute__((aligned(x)))
#define __attribute_const__ __attribute__((const))
#define __maybe_unused __attribute__((unused))
#define __always_unused __attribute__((unused))
#define __printf(a, b) __attribute__((format(printf, a, b)))
#define __cleanup(function) __attribute__((cleanup(function)))
#define __counted_by(member)
#define __struct_group(tag, name, attributes, members...) \
	union { struct { members } attributes; struct tag { members } attributes name; }
#define __DECLARE_FLEX_ARRAY(type, name) struct { struct { } apx_empty_##name; type name[]; }
#define DECLARE_FLEX_ARRAY(type, name) __DECLARE_FLEX_ARRAY(type, name)
#define fallthrough __attribute__((fallthrough))
#define likely(x) __builtin_expect(!!(x), 1)
#define unlikely(x) __builtin_expect(!!(x), 0)
#define barrier() __asm__ __volatile__("" : : : "memory")
#define READ_ONCE(x) (*(const volatile __typeof__(x) *)&(x))
#define WRITE_ONCE(x, value) (*(volatile __typeof__(x) *)&(x) = (value))
#define smp_load_acquire(p) READ_ONCE(*(p))
#define smp_store_release(p, value) WRITE_ONCE(*(p), value)
#define EXPORT_SYMBOL(name)
#define EXPORT_SYMBOL_GPL(name)
#define EXPORT_SYMBOL_GPL_FOR_MODULES(name, modules)
#define EXPORT_SYMBOL_FOR_MODULES(name, modules)
#define symbol_get(name) (&(name))
#define symbol_put(name) do { } while (0)

/* include/linux/kconfig.h: 1 when the option is defined as 1; none is here */
#define apx_placeholder_1 0,
#define apx_second(ignored, value, ...) value
#define apx_is_1(x) apx_is_1_(x)
#define apx_is_1_(value) apx_is_1__(apx_placeholder_##value)
#define apx_is_1__(junk) apx_second(junk 1, 0)
#define IS_ENABLED(option) apx_is_1(option)
#define IS_BUILTIN(option) apx_is_1(option)
#define IS_REACHABLE(option) apx_is_1(option)

#define BITS_PER_LONG 64
#define BITS_PER_BYTE 8
#define BITS_PER_TYPE(type) (sizeof(type) * BITS_PER_BYTE)
#define S_IRUGO 0444
#define S_IWUGO 0222
#define S_IRUSR 0400
#define S_IWUSR 0200
#define U8_MAX 0xffU
#define U16_MAX 0xffffU
#define U32_MAX 0xffffffffU
#define U64_MAX (~0ULL)
#define SIZE_MAX (~0UL)
#define INT_MAX 0x7fffffff
#define UINT_MAX 0xffffffffU
#define ULONG_MAX (~0UL)
#define HZ 100
#define KBUILD_MODNAME "vfio_ap"

#define ARRAY_SIZE(a) (sizeof(a) / sizeof((a)[0]))
#define sizeof_field(type, member) sizeof(((type *)0)->member)
#define struct_size(pointer, member, count) (sizeof(*(pointer)) + (count) * sizeof((pointer)->member[0]))
#define check_add_overflow(a, b, result) __builtin_add_overflow(a, b, result)
#define check_mul_overflow(a, b, result) __builtin_mul_overflow(a, b, result)
#define check_sub_overflow(a, b, result) __builtin_sub_overflow(a, b, result)
#define offsetofend(type, member) (offsetof(type, member) + sizeof_field(type, member))
#define container_of(pointer, type, member) ((type *)((char *)(pointer) - offsetof(type, member)))
#define container_of_const(pointer, type, member) container_of(pointer, type, member)
#define BIT(n) (1UL << (n))
#define BIT_ULL(n) (1ULL << (n))
#define GENMASK(high, low) ((~0UL << (low)) & (~0UL >> (63 - (high))))
#define min(a, b) ({ typeof(a) apx_a = (a); typeof(b) apx_b = (b); apx_a < apx_b ? apx_a : apx_b; })
#define max(a, b) ({ typeof(a) apx_a = (a); typeof(b) apx_b = (b); apx_a > apx_b ? apx_a : apx_b; })
#define min_t(type, a, b) min((type)(a), (type)(b))
#define max_t(type, a, b) max((type)(a), (type)(b))
#define abs(x) ({ typeof(x) apx_x = (x); apx_x < 0 ? -apx_x : apx_x; })
#define swap(a, b) do { typeof(a) apx_a = (a); (a) = (b); (b) = apx_a; } while (0)
#define ALIGN(x, a) (((x) + (a) - 1) & ~((typeof(x))(a) - 1))
#define IS_ALIGNED(x, a) (((x) & ((typeof(x))(a) - 1)) == 0)
#define is_power_of_2(n) ((n) != 0 && ((n) & ((n) - 1)) == 0)
#define ALIGN_DOWN(x, a) ((x) & ~((typeof(x))(a) - 1))
#define DIV_ROUND_UP(n, d) (((n) + (d) - 1) / (d))
#define lower_32_bits(n) ((u32)(n))
#define upper_32_bits(n) ((u32)((u64)(n) >> 32))
#define u64_to_user_ptr(x) ((void __user *)(uintptr_t)(x))

static inline void *ERR_PTR(long error) { return (void *)error; }
static inline long PTR_ERR(const void *pointer) { return (long)pointer; }
static inline bool IS_ERR(const void *pointer) { return (unsigned long)pointer >= (unsigned long)-4095; }
static inline bool IS_ERR_OR_NULL(const void *pointer) { return !pointer || IS_ERR(pointer); }
static inline int PTR_ERR_OR_ZERO(const void *pointer) { return IS_ERR(pointer) ? PTR_ERR(pointer) : 0; }
static inline void *ERR_CAST(const void *pointer) { return (void *)pointer; }

/* A look at an object on the driver's behalf: its first word tells whether it is there. A function that the driver calls by
 * its own name knows the place only as the address it returns to. */
#define APX_LOOK_AT(pointer, place) apx_touch(pointer, 8, place)
#define APX_LOOK_FROM_CALLER(pointer, size) apx_check(pointer, size, NULL, __builtin_return_address(0))
int apx_check(const void *pointer, apx_size size, const struct apx_place *place, const void *pc);

/* include/linux/byteorder/generic.h */
#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
#define APX_IS_LITTLE 1
#define cpu_to_be16(x) __builtin_bswap16(x)
#define cpu_to_be32(x) __builtin_bswap32(x)
#define cpu_to_be64(x) __builtin_bswap64(x)
#define cpu_to_le16(x) (x)
#define cpu_to_le32(x) (x)
#define cpu_to_le64(x) (x)
#else
#define APX_IS_LITTLE 0
#define cpu_to_be16(x) (x)
#define cpu_to_be32(x) (x)
#define cpu_to_be64(x) (x)
#define cpu_to_le16(x) __builtin_bswap16(x)
#define cpu_to_le32(x) __builtin_bswap32(x)
#define cpu_to_le64(x) __builtin_bswap64(x)
#endif
#define be16_to_cpu(x) cpu_to_be16(x)
#define be32_to_cpu(x) cpu_to_be32(x)
#define be64_to_cpu(x) cpu_to_be64(x)
#define le16_to_cpu(x) cpu_to_le16(x)
#define le32_to_cpu(x) cpu_to_le32(x)
#define le64_to_cpu(x) cpu_to_le64(x)
#define le16_to_cpup(p) le16_to_cpu(*(p))
#define le32_to_cpup(p) le32_to_cpu(*(p))
#define le64_to_cpup(p) le64_to_cpu(*(p))

/* include/uapi/asm-generic/ioctl.h, without the size: the driver only compares the numbers */
#define _IO(type, number) (((type) << 8) | (number))
#define _IOR(type, number, argument) (0x80000000U | _IO(type, number) | (sizeof(argument) << 16))
#define _IOW(type, number, argument) (0x40000000U | _IO(type, number) | (sizeof(argument) << 16))
#define _IOWR(type, number, argument) (0xc0000000U | _IO(type, number) | (sizeof(argument) << 16))

#endif
