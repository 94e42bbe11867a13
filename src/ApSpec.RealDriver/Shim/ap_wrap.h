/* SPDX-License-Identifier: GPL-2.0-or-later OR MIT */
/*
 * Stands for <asm/ap.h>: the tree's types, with the layout they have on s390, and our instructions.
 *
 * s390 counts bits from the left, so gcc is told to lay these structs out big-endian: a bit field then has the numeric value
 * it has on s390 wherever a union shows it as a word. What is copied out of such a struct as raw bytes is big-endian, too.
 * The tree's own inline assembly is never used, hence never assembled.
 */
#ifndef APX_AP_WRAP_H
#define APX_AP_WRAP_H

#define ap_instructions_available tree_ap_instructions_available
#define ap_tapq tree_ap_tapq
#define ap_test_queue tree_ap_test_queue
#define ap_rapq tree_ap_rapq
#define ap_zapq tree_ap_zapq
#define ap_qci tree_ap_qci
#define ap_aqic tree_ap_aqic
#define ap_qact tree_ap_qact
#define ap_bapq tree_ap_bapq
#define ap_aapq tree_ap_aapq
#define ap_nqap tree_ap_nqap
#define ap_dqap tree_ap_dqap
#if APX_IS_LITTLE
#pragma scalar_storage_order big-endian
#endif
#include TREE_AP_H
#if APX_IS_LITTLE
#pragma scalar_storage_order default
#endif
#undef ap_instructions_available
#undef ap_tapq
#undef ap_test_queue
#undef ap_rapq
#undef ap_zapq
#undef ap_qci
#undef ap_aqic
#undef ap_qact
#undef ap_bapq
#undef ap_aapq
#undef ap_nqap
#undef ap_dqap

/* ap.c. What TAPQ leaves in register 2 goes to info; is_word: info is a plain word, not a struct of the tree's header. */
struct apx_answer apx_tapq(unsigned int qid, void *info, int is_word);
struct apx_answer apx_bus_tapq(unsigned int qid, void *info, int is_word);
struct apx_answer apx_reset(enum apx_function function, unsigned int qid);
struct apx_answer apx_aqic(unsigned int qid, const void *control, phys_addr_t indicator);
struct apx_answer apx_no_instruction(const char *name);
int apx_qci(struct ap_config_info *config);

static inline struct ap_queue_status apx_status(struct apx_answer answer)
{
	struct ap_queue_status status = { };

	status.queue_empty = answer.queue_empty;
	status.replies_waiting = answer.replies_waiting;
	status.queue_full = answer.queue_full;
	status.irq_enabled = answer.irq_enabled;
	status.response_code = answer.response_code;
	return status;
}

/* Macros, since the arguments differ between trees: a reset has an F bit or not, AQIC takes a struct or a union, TAPQ's
 * second register is a word or a struct. */
#define ap_instructions_available() apx_has_ap()
#define APX_IS_WORD(info) __builtin_types_compatible_p(typeof(info), unsigned long *)
#ifdef APX_CORE
/* The AP bus looks at each queue in a scan: the scope says what there is. The reset of a queue that a driver gives back is one of its own. */
#define ap_rapq(qid, ...) apx_status(apx_bus_tapq(qid, NULL, 0))	/* of a queue that is new: over before anybody else looks */
#define ap_tapq(qid, info) apx_status(apx_bus_tapq(qid, info, APX_IS_WORD(info)))
#define ap_zapq(qid, ...) apx_status(apx_reset(APX_BUS_ZAPQ, qid))
#else
#define ap_tapq(qid, info) apx_status(apx_tapq(qid, info, APX_IS_WORD(info)))
#define ap_rapq(qid, ...) apx_status(apx_reset(APX_RAPQ, qid))
#define ap_zapq(qid, ...) apx_status(apx_reset(APX_ZAPQ, qid))
#endif
#define ap_test_queue(qid, tbit, info) ap_tapq(qid, info)
#define ap_aqic(qid, control, indicator) ({ \
	__auto_type apx_control = (control); \
	_Static_assert(sizeof(apx_control) == 8, "AQIC's first register has 64 bits"); \
	apx_status(apx_aqic(qid, &apx_control, (phys_addr_t)(uintptr_t)(indicator))); })
#define ap_qci(config) apx_qci(config)
/* Of messages and of bound queues in a secure guest: the host sends none and is none. */
#define ap_nqap(...) apx_status(apx_no_instruction("NQAP"))
#define ap_dqap(...) apx_status(apx_no_instruction("DQAP"))
#define ap_qact(...) apx_status(apx_no_instruction("PQAP(QACT)"))
#define ap_bapq(...) apx_status(apx_no_instruction("PQAP(BAPQ)"))
#define ap_aapq(...) apx_status(apx_no_instruction("PQAP(AAPQ)"))

#endif
