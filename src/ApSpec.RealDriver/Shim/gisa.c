/* SPDX-License-Identifier: GPL-2.0-or-later OR MIT */
/* Guest interruption subclasses, as the driver asks for them (arch/s390/kvm/interrupt.c). */
#include "world.h"

u8 apx_gisa_owner(u64 origin)
{
	for (u32 k = 0; k < apx_scope.kvms; k++) {
		if (origin && (uintptr_t)&apx_guests[k].page->gisa == origin)
			return 1 + k;
	}
	return APX_STRANGE;
}

int apx_gisc_register(struct kvm *kvm, u32 gisc, const struct apx_place *place)
{
	APX_LOOK_AT(kvm, place);
	return apx_kvm_gisc_register(kvm, gisc);
}

int apx_gisc_unregister(struct kvm *kvm, u32 gisc, const struct apx_place *place)
{
	APX_LOOK_AT(kvm, place);
	return apx_kvm_gisc_unregister(kvm, gisc);
}
