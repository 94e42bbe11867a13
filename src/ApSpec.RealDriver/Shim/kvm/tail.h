/* SPDX-License-Identifier: GPL-2.0-or-later OR MIT */
/* Behind the functions that a build took out of the tree's arch/s390/kvm: how the fakes reach each of those that are there. */
#ifdef APX_OWN_handle_pqap
int apx_kvm_handle_pqap(struct kvm_vcpu *vcpu) { return handle_pqap(vcpu); }
#endif

#ifdef APX_OWN_kvm_arch_crypto_set_masks
void apx_kvm_set_masks(struct kvm *kvm, unsigned long *apm, unsigned long *aqm, unsigned long *adm)
{
	kvm_arch_crypto_set_masks(kvm, apm, aqm, adm);
}
#endif

#ifdef APX_OWN_kvm_arch_crypto_clear_masks
void apx_kvm_clear_masks(struct kvm *kvm) { kvm_arch_crypto_clear_masks(kvm); }
#endif

#ifdef APX_OWN_kvm_s390_gisc_register
int apx_kvm_gisc_register(struct kvm *kvm, u32 gisc) { return kvm_s390_gisc_register(kvm, gisc); }
#endif

#ifdef APX_OWN_kvm_s390_gisc_unregister
int apx_kvm_gisc_unregister(struct kvm *kvm, u32 gisc) { return kvm_s390_gisc_unregister(kvm, gisc); }
#endif

#ifdef APX_OWN_kvm_s390_gisa_init
void apx_kvm_gisa_init(struct kvm *kvm) { kvm_s390_gisa_init(kvm); }
#endif

#ifdef APX_OWN_kvm_s390_gisa_destroy
void apx_kvm_gisa_destroy(struct kvm *kvm) { kvm_s390_gisa_destroy(kvm); }
#endif

#ifdef APX_OWN_kvm_is_error_hva
bool apx_is_error_hva(unsigned long hva) { return kvm_is_error_hva(hva); }
#endif

#ifdef APX_OWN_kvm_s390_is_gpa_in_memslot
bool apx_kvm_is_gpa_in_memslot(struct kvm *kvm, gpa_t gpa) { return kvm_s390_is_gpa_in_memslot(kvm, gpa); }
#endif
