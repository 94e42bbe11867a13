/* SPDX-License-Identifier: GPL-2.0-or-later OR MIT */
/* A guest's PQAP(AQIC): who calls arch/s390/kvm/priv.c handle_pqap(), and what the guest learns. */
#include "world.h"

#define APX_GR1_IR (1UL << (63 - 16))
#define APX_GR1_OTHER 0xf8UL	/* next to the subclass: the guest's, and nobody's business */
#define APX_CONDITION_CODE_3 (3UL << 44)
#define APX_CONDITION_CODE(mask) ((mask) >> 44 & 3)	/* bits 18 and 19 of the PSW */

/*
 * Condition code 0 is success whatever else GR1 says; with 3, the response code is in bits 40-47, where the hook puts it. Without a
 * hook, KVM's own code of 5.10 to 7.3 copies the status to the left half of the register, bits 8-15, and leaves it there: it is taken
 * from where it is (GAP-58). An errno of the intercept leaves the instruction to user space (kvm_handle_sie_intercept()).
 */
static int answer_of(const struct kvm_vcpu *vcpu, int program_interruption, int error)
{
	u64 gr1 = vcpu->run->s.regs.gprs[1];

	if (error)
		return error;
	if (program_interruption)
		return APX_PROGRAM_INTERRUPTION | program_interruption;
	if (!APX_CONDITION_CODE(vcpu->arch.sie_block->gpsw.mask))
		return 0;
	return gr1 >> 16 & 0xff ?: gr1 >> 48 & 0xff ?: APX_OLD_CONDITION_CODE;
}

/*
 * kvm_vcpu_ioctl() holds the vcpu's mutex while the guest runs and is intercepted. The registers: GR0 function code and APQN, GR1 IR
 * and the subclass, GR2 the indicator's address.
 */
int apx_pqap_aqic(const struct apx_call *call)
{
	const struct apx_place *place = APX_IN("virt/kvm/kvm_main.c", "kvm_vcpu_ioctl");
	struct apx_guest *guest = &apx_guests[call->kvm];
	u32 number = call->arg & APX_AQIC_VCPU ? 1 : 0;
	struct kvm_vcpu *vcpu = &guest->vm->vcpu[number];
	u64 *gprs = vcpu->run->s.regs.gprs;
	int result;

	if (!guest->is_live || guest->vcpu_closed)
		return -EBADF;
	gprs[0] = 3UL << 24 | AP_MKQID(call->apid, call->apqi);
	gprs[1] = (call->arg & APX_AQIC_IR ? APX_GR1_IR : 0) | APX_GR1_OTHER | (call->isc & 7);
	gprs[2] = call->address;
	vcpu->arch.sie_block->gpsw.mask = call->arg & APX_AQIC_OLD_CC ? APX_CONDITION_CODE_3 : 0;
	apx_core_lock(&vcpu->mutex, place);
	result = apx_kvm_handle_pqap(vcpu);
	result = answer_of(vcpu, guest->program_interruption[number], result);
	apx_core_unlock(&vcpu->mutex, place);
	__builtin_memset(gprs, 0, 3 * sizeof(*gprs));
	vcpu->arch.sie_block->gpsw.mask = 0;
	guest->program_interruption[number] = 0;
	return result;
}
