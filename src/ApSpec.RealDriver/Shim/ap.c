/* SPDX-License-Identifier: GPL-2.0-or-later OR MIT */
/* The AP instructions, which ApSpec's hardware carries out, and what drivers/s390/crypto/ap_bus.c offers to drivers. */
#include "world.h"

struct ap_perms ap_perms;
struct mutex ap_perms_mutex;
extern struct mutex ap_attr_mutex __attribute__((alias("ap_perms_mutex")));
struct ap_config_info apx_config, apx_config_before;

/* Register 2 of TAPQ: a CEX8 in coprocessor mode with a queue of eight, APXA, 256 domains. */
#define APX_HWINFO 0x120000000eff0c07ULL

void apx_ap_boot(void)
{
	apx_lock_init(&ap_perms_mutex.apx, APX_LOCK_PERMS, 0);
}

static struct apx_answer instruction(struct apx_request request, unsigned int qid)
{
	int place = apx_queue_place(AP_QID_CARD(qid), AP_QID_QUEUE(qid));

	request.apid = AP_QID_CARD(qid);
	request.apqi = AP_QID_QUEUE(qid);
	request.queue = place < 0 ? 0xffff : place;
	apx_yield(APX_INSTRUCTION, &request);
	return *apx_last_answer();
}

struct apx_answer apx_tapq(unsigned int qid, void *info, int is_word)
{
	struct apx_answer answer = instruction((struct apx_request){ .function = APX_TAPQ }, qid);
	u64 gr2 = answer.response_code == AP_RESPONSE_Q_NOT_AVAIL ? 0 : APX_HWINFO;

	if (info) {
		APX_LOOK_FROM_CALLER(info, sizeof(gr2));
		gr2 = is_word ? gr2 : cpu_to_be64(gr2);
		__builtin_memcpy(info, &gr2, sizeof(gr2));
	}
	return answer;
}

struct apx_answer apx_reset(enum apx_function function, unsigned int qid)
{
	return instruction((struct apx_request){ .function = function }, qid);
}

/* Register 1 of AQIC: IR is bit 16, the guest's subclass bits 21-23, the GISA's origin over 16 bits 33-59. */
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

/* drivers/s390/crypto/ap_bus.c */
struct ap_queue *ap_get_qdev(ap_qid_t qid)
{
	int place = apx_queue_place(AP_QID_CARD(qid), AP_QID_QUEUE(qid));

	if (place < 0 || qid > 0xffff)
		return NULL;
	apx_get_device(&apx_queues[place].device->ap_dev.device, APX_HERE);
	return apx_queues[place].device;
}

int ap_driver_register(struct ap_driver *driver, struct module *owner, char *name)
{
	driver->driver.owner = owner;
	driver->driver.name = name;
	apx_bind_to(&driver->driver);
	apx_ap_driver = driver;
	return 0;
}

void ap_driver_unregister(struct ap_driver *driver)
{
	apx_unbind_queues();
	apx_ap_driver = NULL;
}

/*
 * drivers/s390/crypto/ap_bus.c: the masks say whose a queue is, unless its driver_override does. One that this driver has is not the
 * host's then; of one that another driver has, the masks say the same, as there is no override while they are not the default.
 */
int ap_owned_by_def_drv(int card, int queue)
{
	int place = apx_queue_place(card, queue);

	if (place >= 0 && apx_queues[place].is_overridden && apx_queues[place].device->ap_dev.device.driver)
		return 0;
	return test_bit_inv(card, ap_perms.apm) && test_bit_inv(queue, ap_perms.aqm);
}

int ap_apqn_in_matrix_owned_by_def_drv(unsigned long *apm, unsigned long *aqm)
{
	unsigned long i, j;

	for_each_set_bit_inv(i, apm, AP_DEVICES) {
		for_each_set_bit_inv(j, aqm, AP_DOMAINS) {
			if (ap_owned_by_def_drv(i, j))
				return 1;
		}
	}
	return 0;
}

int ap_test_config_usage_domain(unsigned int domain)
{
	return domain < AP_DOMAINS && test_bit_inv(domain, (unsigned long *)apx_config.aqm);
}

int ap_test_config_ctrl_domain(unsigned int domain)
{
	return domain < AP_DOMAINS && test_bit_inv(domain, (unsigned long *)apx_config.adm);
}

/* Digits set bits from the left; what follows them is an error, as is a string with more of them than the map has room for. */
int ap_hex2bitmap(const char *text, unsigned long *bitmap, int bits)
{
	int n = 0;

	APX_LOOK_FROM_CALLER(text, 1);
	if (bits & 7)
		return -EINVAL;
	if (text[0] == '0' && text[1] == 'x')
		text += 2;
	for (; isxdigit(*text) && n < bits; text++, n += 4) {
		for (int bit = 0; bit < 4; bit++) {
			if (hex_to_bin(*text) & (8 >> bit))
				set_bit_inv(n + bit, bitmap);
		}
	}
	return *text && strcmp(text, "\n") ? -EINVAL : 0;
}
