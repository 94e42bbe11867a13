/* SPDX-License-Identifier: GPL-2.0-or-later OR MIT */
/* The AP instructions, which ApSpec's hardware carries out. */
#include "world.h"

struct ap_config_info apx_config;

/* Register 2 of TAPQ: a card in coprocessor mode with a queue of eight, APXA, 256 domains. */
#define APX_HWINFO (0x1200000000ff0c07ULL | APX_CARD_TYPE << 24)

static struct apx_answer instruction(struct apx_request request, unsigned int qid)
{
	int place = apx_queue_place(AP_QID_CARD(qid), AP_QID_QUEUE(qid));

	request.apid = AP_QID_CARD(qid);
	request.apqi = AP_QID_QUEUE(qid);
	request.queue = place;
	apx_point_here(NULL, "PQAP");
	apx_yield(APX_INSTRUCTION, &request);
	return *apx_last_answer();
}

static void put_hwinfo(void *info, int is_word, u8 response_code)
{
	u64 gr2 = response_code == AP_RESPONSE_Q_NOT_AVAIL ? 0 : APX_HWINFO;

	gr2 = is_word ? gr2 : cpu_to_be64(gr2);
	__builtin_memcpy(info, &gr2, sizeof(gr2));
}

struct apx_answer apx_tapq(unsigned int qid, void *info, int is_word)
{
	struct apx_answer answer = instruction((struct apx_request){ .function = APX_TAPQ }, qid);

	if (info) {
		APX_LOOK_FROM_CALLER(info, sizeof(u64));
		put_hwinfo(info, is_word, answer.response_code);
	}
	return answer;
}

/*
 * As a plain word it names the card's type twice: where s390 has it, and where bit fields that a tree's ap_bus.c lays over the word
 * have it on a machine that counts bits from the right.
 */
#define APX_BUS_WORD (APX_HWINFO | (u64)APX_CARD_TYPE << 32)

/* Without asking ApSpec: a scan asks about every queue, and the bus does nothing with a state that none of its own drivers waits for. */
struct apx_answer apx_bus_tapq(unsigned int qid, void *info, int is_word)
{
	unsigned int apid = AP_QID_CARD(qid), apqi = AP_QID_QUEUE(qid);
	bool is_here = apx_queue_place(apid, apqi) >= 0 && test_bit_inv(apid, (unsigned long *)apx_config.apm) &&
		       test_bit_inv(apqi, (unsigned long *)apx_config.aqm);
	struct apx_answer answer = { .response_code = is_here ? AP_RESPONSE_NORMAL : AP_RESPONSE_Q_NOT_AVAIL, .queue_empty = is_here };

	if (info && is_word)
		*(u64 *)info = is_here ? APX_BUS_WORD : 0;
	else if (info)
		put_hwinfo(info, is_word, answer.response_code);
	return answer;
}

struct apx_answer apx_no_instruction(const char *name)
{
	apx_missing(name, __builtin_return_address(0));
}

struct apx_answer apx_reset(enum apx_function function, unsigned int qid)
{
	return instruction((struct apx_request){ .function = function }, qid);
}

/* Register 1 of AQIC: IR is bit 16, the guest's subclass bits 21-23, the GISA's origin over 16 bits 33-59, the host's subclass bits 61-63. */
struct apx_answer apx_aqic(unsigned int qid, const void *control, phys_addr_t indicator)
{
	struct apx_request request = { .function = APX_AQIC_OFF };
	u64 gr1;

	__builtin_memcpy(&gr1, control, sizeof(gr1));
	gr1 = be64_to_cpu(gr1);
	if (gr1 >> (63 - 16) & 1) {
		request.function = APX_AQIC_ON;
		request.isc = gr1 >> (63 - 23) & 7;
		request.kvm = apx_gisa_owner(gr1 & 0x7ffffff0);
		request.page = apx_pinned_page(indicator);
		if (apx_is_pinned_read_only(indicator))
			apx_fault_pc(APX_EV_WILD, "a page that is mapped for reading alone", __builtin_return_address(0));
		request.offset = indicator & ~PAGE_MASK;
		request.host_isc = gr1 & 7;
	}
	return instruction(request, qid);
}

/* PQAP(QCI): what the host has now */
int apx_qci(struct ap_config_info *config)
{
	APX_LOOK_FROM_CALLER(config, 8);
	*config = apx_config;
	return 0;
}

void apx_copy_status(u64 *gpr, const struct ap_queue_status *status)
{
	u32 word;

	APX_LOOK_FROM_CALLER(gpr, 8);
	__builtin_memcpy(&word, status, sizeof(word));
	*gpr = (u64)be32_to_cpu(word) << 32 | (u32)*gpr;
}
