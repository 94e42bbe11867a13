/* SPDX-License-Identifier: GPL-2.0-or-later OR MIT */
/*
 * What stands around the functions that a build takes out of the tree's arch/s390/kvm (inc/kvm_functions.c): what they call of the
 * rest of KVM and of the machine, small. The structures are the tree's (inc/kvm_types.h).
 */
#ifndef APX_KVM_AROUND_H
#define APX_KVM_AROUND_H

#include "world.h"

/* Here these are the functions themselves, not what the driver calls by their names. */
#undef kvm_arch_crypto_set_masks
#undef kvm_arch_crypto_clear_masks
#undef kvm_s390_gisc_register
#undef kvm_s390_gisc_unregister
#undef kvm_is_error_hva
#undef kvm_s390_is_gpa_in_memslot

/* arch/s390/kvm/kvm-s390.h, trace files: takes its arguments, as debug_sprintf_event() does, and keeps nothing */
#define VM_EVENT(kvm, level, format, arguments...) ((void)(kvm), apx_printk(format, ##arguments))
#define VCPU_EVENT(vcpu, level, format, arguments...) ((void)(vcpu), apx_printk(format, ##arguments))
#define KVM_EVENT(level, format, arguments...) apx_printk(format, ##arguments)

/* arch/s390/include/uapi/asm/ptrace.h, include/linux/err.h, include/linux/kvm_host.h */
#define PSW_MASK_PSTATE 0x0001000000000000UL
#define PGM_PRIVILEGED_OP 0x02
#define PGM_SPECIFICATION 0x06
#ifndef IS_ERR_VALUE
#define IS_ERR_VALUE(value) unlikely((unsigned long)(void *)(value) >= (unsigned long)-4095)
#endif
#define gpa_to_gfn(gpa) ((gfn_t)((gpa) >> PAGE_SHIFT))

/* arch/s390/kvm/interrupt.c kvm_s390_inject_program_int(): pends, the instruction handler returns 0 */
static inline int kvm_s390_inject_program_int(struct kvm_vcpu *vcpu, u16 code)
{
	apx_guest_of(vcpu->kvm)->program_interruption[vcpu->vcpu_id] = code;
	return 0;
}

/* arch/s390/kvm/kvm-s390.h: a guest has all facilities that matter to AP, as a host with AQIC gives them */
#define test_kvm_facility(kvm, number) ((void)(kvm), 1)

/* include/linux/kvm_host.h */
#define kvm_for_each_vcpu(index, each, kvm) \
	for ((index) = 0; (index) < apx_vcpus() && ((each) = &apx_guest_of(kvm)->vm->vcpu[(index)]); (index)++)

/* arch/s390/kvm/kvm-s390.c: no vcpu runs in the guest while a call does; what is noted is kvm->lock (kvm.c) */
static inline void kvm_s390_vcpu_block(struct kvm_vcpu *vcpu)
{
	apx_guest_of(vcpu->kvm)->is_blocked_locked[apx_task_number()] |= apx_is_held_here(&vcpu->kvm->lock.apx);
}
#define kvm_s390_vcpu_unblock(vcpu) ((void)(vcpu))
/* Level-2 guests would get their masks anew: there are none. */
#define kvm_s390_sync_request_broadcast(kvm, request) ((void)(kvm))

/* drivers/s390/cio/css.c: adapter interruptions are there when the scope's guests have a GISA */
#define css_general_characteristics ((struct { unsigned int aiv; }){ !!(apx_scope.flags & APX_GISA) })

/* arch/s390/kvm/interrupt.c kvm_s390_gib_init() */
static struct kvm_s390_gib apx_gib = { .nisc = GAL_ISC };
static struct kvm_s390_gib *gib = &apx_gib;

/* arch/s390/kvm/interrupt.c: no interruption of a guest is ever pending here, so that there is nothing to kick and no alert */
static enum hrtimer_restart gisa_vcpu_kicker(struct hrtimer *timer) { return HRTIMER_NORESTART; }
static inline void process_gib_alert_list(void) { }
#define cpu_relax() barrier()

/* The GISA's lock is the innermost: no order of it with another says anything, and none is reported unless it is waited for. */
#undef spin_lock
#define spin_lock(lock) ({ \
	if (!apx_trylock(&(lock)->apx, #lock, APX_HERE)) \
		APX_LOCK(lock, 0); })

/*
 * The first word of struct kvm_s390_gisa as s390 reads it: the address of the next GISA of the alert list, and four bytes. Elsewhere
 * the address keeps the machine's order and the bytes keep their places, so that the word is put together here.
 */
static inline u64 apx_gisa_word(u64 memory)
{
	return APX_IS_LITTLE ? memory << 32 | __builtin_bswap32(memory >> 32) : memory;
}
static inline u64 apx_gisa_memory(u64 word)
{
	return APX_IS_LITTLE ? (u64)__builtin_bswap32(word) << 32 | word >> 32 : word;
}
#undef READ_ONCE
#define APX_IS_GISA_WORD(x) __builtin_types_compatible_p(typeof(x), u64)
#define READ_ONCE(x) __builtin_choose_expr(APX_IS_GISA_WORD(x), \
	apx_gisa_word(*(const volatile u64 *)&(x)), *(const volatile __typeof__(x) *)&(x))
#define cmpxchg(pointer, old, new) ({ \
	volatile u64 *apx_at = (apx_atomic(pointer), (volatile u64 *)(pointer)); \
	u64 apx_was = apx_gisa_word(*apx_at); \
	_Static_assert(APX_IS_GISA_WORD(*(pointer)), "a word of a GISA"); \
	if (apx_was == (old)) \
		*apx_at = apx_gisa_memory(new); \
	apx_was; })
#define try_cmpxchg(pointer, old, new) ({ \
	u64 *apx_old = (old), apx_expected = *apx_old; \
	*apx_old = cmpxchg(pointer, apx_expected, new); \
	*apx_old == apx_expected; })

/* A mask's first bytes are its leftmost bits on s390. */
static inline void apx_copy_left(void *to, const void *from, size_t size)
{
	size_t rest = size % 8;
	u64 left = ~(~0ULL >> 8 * rest), *last = (u64 *)to + size / 8;

	apx_memcpy(to, from, size - rest);
	if (rest)
		*last = (*last & ~left) | (((const u64 *)from)[size / 8] & left);
}
#define APX_IS_MASK(from) (APX_IS_LITTLE && __builtin_types_compatible_p(typeof(from), unsigned long *))
#undef memcpy
#define memcpy(to, from, size) __builtin_choose_expr(APX_IS_STATUS_TO_GPR(to, from), \
	apx_copy_status((void *)(to), (const void *)(from)), __builtin_choose_expr(APX_IS_MASK(from), \
	apx_copy_left(to, from, size), (void)apx_memcpy(to, from, size)))

#endif
