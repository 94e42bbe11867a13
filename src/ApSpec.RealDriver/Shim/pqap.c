/* SPDX-License-Identifier: GPL-2.0-or-later OR MIT */
/* A guest's PQAP(AQIC), as arch/s390/kvm/priv.c intercepts it. */
#include "world.h"

#define APX_GR1_IR (1UL << (63 - 16))

/*
 * handle_pqap(), called with the vcpu's mutex held (kvm_vcpu_ioctl()). The registers: GR0 function code and APQN, GR1 IR and
 * the subclass, GR2 the indicator's address. What comes back is the response code in bits 40-47 of GR1; without a hook it
 * is 01.
 */
static int intercept(struct kvm_vcpu *vcpu)
{
	const struct apx_place *place = APX_IN("arch/s390/kvm/priv.c", "handle_pqap");
	struct kvm_s390_crypto *crypto = &vcpu->kvm->arch.crypto;
	crypto_hook *hook;
	int result = 1;

	apx_lock(&crypto->pqap_hook_rwsem.apx, 1, NULL, place);
	hook = crypto->pqap_hook;
	if (hook) {
		APX_LOOK_AT(hook, place);
		result = (*hook)(vcpu);
		if (!result)
			result = vcpu->run->s.regs.gprs[1] >> 16 & 0xff;
	}
	apx_unlock(&crypto->pqap_hook_rwsem.apx, 1, NULL, place);
	return result;
}

int apx_pqap_aqic(const struct apx_call *call)
{
	const struct apx_place *place = APX_IN("virt/kvm/kvm_main.c", "kvm_vcpu_ioctl");
	struct apx_guest *guest = &apx_guests[call->kvm];
	struct kvm_vcpu *vcpu = &guest->vm->vcpu;
	u64 *gprs = vcpu->run->s.regs.gprs;
	int result;

	if (!guest->is_live || guest->vcpu_closed)
		return -EBADF;
	gprs[0] = 3UL << 24 | AP_MKQID(call->apid, call->apqi);
	gprs[1] = (call->arg ? APX_GR1_IR : 0) | (call->isc & 7);
	gprs[2] = call->address;
	apx_core_lock(&vcpu->mutex, place);
	result = intercept(vcpu);
	apx_core_unlock(&vcpu->mutex, place);
	__builtin_memset(gprs, 0, 3 * sizeof(*gprs));
	return result;
}
