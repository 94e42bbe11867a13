/* SPDX-License-Identifier: GPL-2.0-or-later OR MIT */
/* Guest interruption subclasses and the state area they are delivered through (arch/s390/kvm/interrupt.c). */
#include "world.h"

#define APX_NISC 5			/* the host's subclass for alerts: GAL_ISC */
#define APX_GISAS 0x40000000UL		/* addresses below 2 GiB, which is what AQIC's first register has room for */

/* Nobody reads a GISA here: its address only tells whose it is, and that it is not that of the guest's predecessor. */
struct kvm_s390_gisa *apx_gisa_new(u32 kvm, u32 serial)
{
	if (!(apx_scope.flags & APX_GISA))
		return NULL;
	return (struct kvm_s390_gisa *)(APX_GISAS + (serial * APX_KVMS + kvm) * 0x100);
}

u8 apx_gisa_owner(u64 origin)
{
	for (u32 k = 0; k < apx_scope.kvms; k++) {
		if (apx_gisa_new(k, apx_guests[k].serial) == (struct kvm_s390_gisa *)(uintptr_t)origin && origin)
			return 1 + k;
	}
	return APX_STRANGE;
}

/* kvm_s390_gisa_destroy(): an alert mask that is not clear is a WARN in newer kernels, in older ones an entry of KVM's debug trace. */
void apx_gisa_destroy(struct kvm *kvm)
{
	if (!(apx_scope.flags & APX_ALERT_WARNING))
		return;
	for (u32 isc = 0; isc <= MAX_ISC; isc++) {
		if (kvm->arch.gisa_int.origin && kvm->arch.gisa_int.alert.ref_count[isc]) {
			apx_fault(APX_EV_WARNING, "unexpected non zero alert.mask",
				  APX_IN("arch/s390/kvm/interrupt.c", "kvm_s390_gisa_destroy"));
			return;
		}
	}
}

static int check(struct kvm *kvm, u32 gisc, const struct apx_place *place)
{
	APX_LOOK_AT(kvm, place);
	if (!kvm->arch.gisa_int.origin)
		return -ENODEV;
	return gisc > MAX_ISC ? -ERANGE : 0;
}

int apx_gisc_register(struct kvm *kvm, u32 gisc, const struct apx_place *place)
{
	int error = check(kvm, gisc, place);

	if (error)
		return error;
	kvm->arch.gisa_int.alert.ref_count[gisc]++;
	return APX_NISC;
}

int apx_gisc_unregister(struct kvm *kvm, u32 gisc, const struct apx_place *place)
{
	int error = check(kvm, gisc, place);

	if (error)
		return error;
	if (kvm->arch.gisa_int.alert.ref_count[gisc] == 0)
		return -EINVAL;
	kvm->arch.gisa_int.alert.ref_count[gisc]--;
	return 0;
}
