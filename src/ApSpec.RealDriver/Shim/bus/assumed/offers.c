/* SPDX-License-Identifier: GPL-2.0-or-later OR MIT */
/* What drivers/s390/crypto/ap_bus.c offers to drivers. */
#include "bus/assumed/assumed.h"

struct ap_perms ap_perms;
struct mutex ap_perms_mutex;
extern struct mutex ap_attr_mutex __attribute__((alias("ap_perms_mutex")));	/* its newer name */

void apx_perms(const u64 *apm, const u64 *aqm)
{
	apx_mask_of(ap_perms.apm, apm, apx_scope.apid, apx_scope.adapters);
	apx_mask_of(ap_perms.aqm, aqm, apx_scope.apqi, apx_scope.domains);
}

bool apx_is_perms_held(void)
{
	return apx_is_held(&ap_perms_mutex.apx);
}

bool apx_is_driver_there(void)
{
	return apx_ap_driver != NULL;
}

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
	for (u32 i = 0; i < apx_queue_count(); i++)
		apx_remove_queue(i);
	apx_ap_driver = NULL;
}

/*
 * The masks say whose a queue is, unless its driver_override does. One that this driver has is not the
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
