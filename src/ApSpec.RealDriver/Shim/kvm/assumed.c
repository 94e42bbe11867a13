/* SPDX-License-Identifier: GPL-2.0-or-later OR MIT */
/* What stands for each function of arch/s390/kvm that a build could not take out of the tree: inc/kvm_own.h names those it could. */
#include "world.h"
#include "kvm_own.h"

#ifndef APX_OWN_handle_pqap
/* arch/s390/kvm/priv.c: the hook's semaphore is held across the call, or, before 5.15, a reference on its module. */
int apx_kvm_handle_pqap(struct kvm_vcpu *vcpu)
{
	const struct apx_place *place = APX_IN("arch/s390/kvm/priv.c", "handle_pqap");
	struct kvm_s390_crypto *crypto = &vcpu->kvm->arch.crypto;
	u64 *gr1 = &vcpu->run->s.regs.gprs[1];
	apx_pqap_hook *hook;
	int result = 0;

#ifdef HAVE_HOOK_OWNER
	hook = crypto->pqap_hook;
	if (hook) {
		APX_LOOK_AT(hook, place);
		if (!try_module_get(hook->owner))
			return -EOPNOTSUPP;
		result = hook->hook(vcpu);
		module_put(hook->owner);
	}
#else
	apx_lock(&crypto->pqap_hook_rwsem.apx, 1, NULL, place);
	hook = crypto->pqap_hook;
	if (hook) {
		APX_LOOK_AT(hook, place);
		result = (*hook)(vcpu);
	}
	apx_unlock(&crypto->pqap_hook_rwsem.apx, 1, NULL, place);
#endif
	if (!hook)
		*gr1 = 1UL << 16;
	if (!result && *gr1 >> 16 & 0xff)
		vcpu->arch.sie_block->gpsw.mask |= 3UL << 44;
	return result;
}
#endif

#if !defined(APX_OWN_kvm_arch_crypto_set_masks)
/* arch/s390/kvm/kvm-s390.c: blocking the vcpus and restarting nested guests leaves no trace. */
void apx_kvm_set_masks(struct kvm *kvm, unsigned long *apm, unsigned long *aqm, unsigned long *adm)
{
	struct kvm_s390_crypto_cb *crycb = kvm->arch.crypto.crycb;
	u64 left = ~0ULL << (64 - 16);

	if ((kvm->arch.crypto.crycbd & CRYCB_FORMAT_MASK) == CRYCB_FORMAT2) {
		__builtin_memcpy(crycb->apcb1.apm, apm, 32);
		__builtin_memcpy(crycb->apcb1.aqm, aqm, 32);
		__builtin_memcpy(crycb->apcb1.adm, adm, 32);
	} else {
		crycb->apcb0.apm[0] = apm[0];
		crycb->apcb0.aqm[0] = (crycb->apcb0.aqm[0] & ~left) | (aqm[0] & left);
		crycb->apcb0.adm[0] = (crycb->apcb0.adm[0] & ~left) | (adm[0] & left);
	}
}
#endif

#ifndef APX_OWN_kvm_arch_crypto_clear_masks
/* arch/s390/kvm/kvm-s390.c */
void apx_kvm_clear_masks(struct kvm *kvm)
{
	struct kvm_s390_crypto_cb *crycb = kvm->arch.crypto.crycb;

	__builtin_memset(&crycb->apcb0, 0, sizeof(crycb->apcb0));
	__builtin_memset(&crycb->apcb1, 0, sizeof(crycb->apcb1));
}
#endif

/* arch/s390/kvm/interrupt.c, from here on */
static int check(struct kvm *kvm, u32 gisc)
{
	if (!kvm->arch.gisa_int.origin)
		return -ENODEV;
	return gisc > MAX_ISC ? -ERANGE : 0;
}

static void alert(struct kvm *kvm, u32 gisc)
{
	struct kvm_s390_gisa_interrupt *gisa = &kvm->arch.gisa_int;
	u8 bit = 0x80 >> gisc;

	gisa->alert.mask = gisa->alert.ref_count[gisc] ? gisa->alert.mask | bit : gisa->alert.mask & ~bit;
}

#ifndef APX_OWN_kvm_s390_gisc_register
int apx_kvm_gisc_register(struct kvm *kvm, u32 gisc)
{
	int error = check(kvm, gisc);

	if (error)
		return error;
	kvm->arch.gisa_int.alert.ref_count[gisc]++;
	alert(kvm, gisc);
	return GAL_ISC;
}
#endif

#ifndef APX_OWN_kvm_s390_gisc_unregister
int apx_kvm_gisc_unregister(struct kvm *kvm, u32 gisc)
{
	int error = check(kvm, gisc);

	if (error)
		return error;
	if (kvm->arch.gisa_int.alert.ref_count[gisc] == 0)
		return -EINVAL;
	kvm->arch.gisa_int.alert.ref_count[gisc]--;
	alert(kvm, gisc);
	return 0;
}
#endif

#ifndef APX_OWN_kvm_s390_gisa_init
void apx_kvm_gisa_init(struct kvm *kvm)
{
	struct kvm_s390_gisa_interrupt *gisa = &kvm->arch.gisa_int;

	if (!(apx_scope.flags & APX_GISA))
		return;
	gisa->origin = &kvm->arch.sie_page2->gisa;
	gisa->origin->next_alert = (u32)virt_to_phys(gisa->origin);
	spin_lock_init(&gisa->alert.ref_lock);
}
#endif

#ifndef APX_OWN_kvm_s390_gisa_destroy
/* As in 6.12. In 6.1 an alert mask that is not clear is an entry of KVM's debug trace. */
void apx_kvm_gisa_destroy(struct kvm *kvm)
{
	if (kvm->arch.gisa_int.origin && kvm->arch.gisa_int.alert.mask)
		apx_fault(APX_EV_WARNING, "unexpected non zero alert.mask", APX_IN("arch/s390/kvm/interrupt.c", "kvm_s390_gisa_destroy"));
	kvm->arch.gisa_int.origin = NULL;
}
#endif

#ifndef APX_OWN_kvm_is_error_hva
/* arch/s390/include/asm/kvm_host.h */
bool apx_is_error_hva(unsigned long hva) { return IS_ERR((void *)hva); }
#endif

#ifndef APX_OWN_kvm_s390_is_gpa_in_memslot
/* include/linux/kvm_host.h kvm_is_gpa_in_memslot() */
bool apx_kvm_is_gpa_in_memslot(struct kvm *kvm, gpa_t gpa) { return !kvm_is_error_gpa(kvm, gpa); }
#endif
