/* SPDX-License-Identifier: GPL-2.0-or-later OR MIT */
/* Guests as the driver sees them (include/linux/kvm_host.h, arch/s390/include/asm/kvm_host.h): kvm.c, gisa.c. */
#ifndef APX_KERNEL_KVM_H
#define APX_KERNEL_KVM_H

struct kvm_vcpu;
struct gmap;
struct debug_info;

/* The structures of arch/s390/include/asm/kvm_host*.h that the driver and the functions below see, as the build found them in the
 * tree: it defines APX_TREE_TYPES then. */
#define KVM_MAX_VCPUS 1
#if __has_include(<asm/isc.h>)
#include <asm/isc.h>
#endif
#include "kvm_types.h"

/* What stands in for them in a tree without that folder. */
#ifndef APX_TREE_TYPES
typedef int (*crypto_hook)(struct kvm_vcpu *vcpu);
struct kvm_s390_module_hook { crypto_hook hook; struct module *owner; };
#define CRYCB_FORMAT_MASK 3
#define CRYCB_FORMAT0 0
#define CRYCB_FORMAT1 1
#define CRYCB_FORMAT2 3
#define ECA_AIV 0x00200000
#define ECA_APIE 0x00000008
struct kvm_s390_apcb0 { u64 apm[1], aqm[1], adm[1]; };
struct kvm_s390_apcb1 { u64 apm[4], aqm[4], adm[4]; };
struct kvm_s390_crypto_cb {
	struct kvm_s390_apcb0 apcb0;
	struct kvm_s390_apcb1 apcb1;
};
struct kvm_s390_crypto {
	struct kvm_s390_crypto_cb *crycb;
#ifdef HAVE_HOOK_OWNER
	struct kvm_s390_module_hook *pqap_hook;
#else
	struct rw_semaphore pqap_hook_rwsem;
	crypto_hook *pqap_hook;
#endif
	u32 crycbd;
	u8 aes_kw, dea_kw, apie;
};
struct kvm_s390_gisa { u32 next_alert; };
struct kvm_s390_gisa_interrupt {
	struct kvm_s390_gisa *origin;
	struct { u8 mask; spinlock_t ref_lock; u32 ref_count[8]; } alert;
};
#endif
typedef typeof(*((struct kvm_s390_crypto *)NULL)->pqap_hook) apx_pqap_hook;

/* arch/s390/include/asm/kvm_host.h: of its page, the GISA alone */
struct sie_page2 {
	struct kvm_s390_gisa gisa;
	struct kvm *kvm;
};

struct kvm_arch {
	struct debug_info *dbf;
	struct gmap *gmap;
	struct sie_page2 *sie_page2;
	struct kvm_s390_crypto crypto;
	struct kvm_s390_gisa_interrupt gisa_int;
	struct { u64 handle; } pv;
};

struct kvm {
	struct mutex lock;
	refcount_t users_count;
	struct list_head devices;
	struct kvm_arch arch;
};

struct kvm_run { struct { struct { u64 gprs[16]; } regs; } s; };
struct kvm_s390_sie_block {
	u32 eca;
	struct { unsigned long mask, addr; } gpsw;
};
struct kvm_vcpu {
	struct kvm *kvm;
	struct mutex mutex;
	struct kvm_run *run;
	int vcpu_id;
	struct { struct kvm_s390_sie_block *sie_block; } arch;
};

void apx_kvm_get(struct kvm *kvm, const struct apx_place *place);
void apx_kvm_put(struct kvm *kvm, const struct apx_place *place);
#define kvm_get_kvm(kvm) apx_kvm_get(kvm, APX_HERE)
#define kvm_put_kvm(kvm) apx_kvm_put(kvm, APX_HERE)

void apx_set_masks(struct kvm *kvm, unsigned long *apm, unsigned long *aqm, unsigned long *adm, const struct apx_place *place);
void apx_clear_masks(struct kvm *kvm, const struct apx_place *place);
#define kvm_arch_crypto_set_masks(kvm, apm, aqm, adm) apx_set_masks(kvm, apm, aqm, adm, APX_HERE)
#define kvm_arch_crypto_clear_masks(kvm) apx_clear_masks(kvm, APX_HERE)

int apx_gisc_register(struct kvm *kvm, u32 gisc, const struct apx_place *place);
int apx_gisc_unregister(struct kvm *kvm, u32 gisc, const struct apx_place *place);
#define kvm_s390_gisc_register(kvm, gisc) apx_gisc_register(kvm, gisc, APX_HERE)
#define kvm_s390_gisc_unregister(kvm, gisc) apx_gisc_unregister(kvm, gisc, APX_HERE)

/* virt/kvm/kvm_main.c: a guest page that is not backed has an error for an address (arch/s390/include/asm/kvm_host.h). */
#define KVM_HVA_ERR_BAD (-1UL)
unsigned long apx_gfn_to_hva(struct kvm *kvm, gfn_t gfn, const struct apx_place *place);
#define gfn_to_hva(kvm, gfn) apx_gfn_to_hva(kvm, gfn, APX_HERE)
bool apx_is_error_hva(unsigned long hva);
#define kvm_is_error_hva(hva) apx_is_error_hva(hva)
#define kvm_is_error_gpa(kvm, gpa) kvm_is_error_hva(gfn_to_hva(kvm, (gpa) >> PAGE_SHIFT))

/* What modules ask instead from 7.2 on, which KVM exports to them */
bool apx_is_gpa_in_memslot(struct kvm *kvm, gpa_t gpa, const struct apx_place *place);
#define kvm_s390_is_gpa_in_memslot(kvm, gpa) apx_is_gpa_in_memslot(kvm, gpa, APX_HERE)

/* arch/s390/kvm/kvm-s390.h */
static inline bool kvm_s390_pv_is_protected(struct kvm *kvm) { return kvm->arch.pv.handle != 0; }
static inline bool kvm_s390_pv_cpu_is_protected(struct kvm_vcpu *vcpu) { return kvm_s390_pv_is_protected(vcpu->kvm); }

#endif
