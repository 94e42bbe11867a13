/* SPDX-License-Identifier: GPL-2.0-or-later OR MIT */
/*
 * What user space and the machine do with the tree's own AP bus: scans of another configuration, apmask and aqmask, bind, unbind and
 * driver_override, by the files of sysfs. Beside the driver under test there is one of the host's, which takes queues and does nothing.
 */
#include "world.h"
#include "bus/own/own.h"

extern struct mutex ap_perms_mutex __attribute__((weak)), ap_attr_mutex __attribute__((weak));	/* the old and the new name */
extern bool ap_apmask_aqmask_in_use __attribute__((weak));	/* since there is a driver_override */

enum { MANY = 1024 };

static struct ap_device_id host_ids[] = { { .dev_type = APX_CARD_TYPE, .match_flags = AP_DEVICE_ID_MATCH_QUEUE_TYPE }, { } };
static u64 *host_data;	/* what the host's driver keeps of its queues: whoever takes it for his own reads and writes beyond it */
static int host_probe(struct ap_device *device) { dev_set_drvdata(&device->device, host_data); return 0; }
static struct ap_driver host = { .probe = host_probe, .ids = host_ids, .flags = AP_DRIVER_FLAG_DEFAULT };
static char (*names)[12];	/* of the queues, for reports */
static struct ap_queue **seen;	/* by place: the queue that joined the bus last */
static bool is_config_new;	/* to the drivers, or nobody has looked yet what they made of it */

static struct mutex *perms_lock(void)
{
	return &ap_perms_mutex ? &ap_perms_mutex : &ap_attr_mutex;
}

static int queue_of(struct device *device)
{
	static APX_OUTSIDE const struct device_type *known;	/* the bus has one for all its queues */
	bool is_queue = device->type && (device->type == known || !strcmp(device->type->name, "ap_queue"));

	if (is_queue)
		known = device->type;
	return is_queue ? apx_queue_place(AP_QID_CARD(to_ap_queue(device)->qid), AP_QID_QUEUE(to_ap_queue(device)->qid)) : -1;
}

static void note_joined(struct device *device)
{
	int queue = queue_of(device);

	if (queue < 0)
		return;
	seen[queue] = to_ap_queue(device);
	apx_name(device, names[queue]);
}

static bool is_on_bus(const struct ap_queue *queue)
{
	return queue->ap_dev.device.apx_in_bus.of && !queue->ap_dev.device.apx_in_bus.has_quit;
}

/* A queue leaves the list of its bus before its driver hears of it: one whose driver died in that call is still the driver's. */
struct ap_queue *apx_queue_now(u32 queue)
{
	struct ap_queue *device = seen[queue];

	return device && apx_is_live(device) && (is_on_bus(device) || device->ap_dev.device.driver) ? device : NULL;
}

/* What a driver keeps of a queue has the queue's name in reports. */
static void name(u32 queue)
{
	const struct ap_queue *device = apx_queue_now(queue);

	if (device && device->ap_dev.device.driver && device->ap_dev.device.driver != &host.driver)
		apx_name(dev_get_drvdata(&device->ap_dev.device), names[queue]);
}

static int name_all(int result)
{
	for (u32 i = 0; i < apx_queue_count(); i++)
		name(i);
	return result;
}

/* Where a walk for each of many queues would take too long: the queue of an APQN, or of a name as sysfs has it. */
static struct device *at_apqn(unsigned int apid, unsigned int apqi)
{
	int place = apx_queue_place(apid, apqi);
	struct ap_queue *queue = place < 0 || (apid | apqi) > 0xff ? NULL : apx_queue_now(place);

	return queue && is_on_bus(queue) ? &queue->ap_dev.device : NULL;
}

static struct device *find(const char *name)
{
	char *domain, *end;
	unsigned int apid = simple_strtoul(name, &domain, 16);

	return *domain == '.' ? at_apqn(apid, simple_strtoul(domain + 1, &end, 16)) : NULL;
}

struct device *apx_queue_of_qid(int qid)
{
	return at_apqn(AP_QID_CARD(qid), AP_QID_QUEUE(qid));
}

bool apx_has_many_queues(void)
{
	return apx_queue_count() > MANY;
}

/* The module comes before any queue is bound, as with drivers_autoprobe 0: who binds them first sets it. */
static void set_autoprobe(const char *text)
{
	apx_sysfs_store(apx_bus_directory(apx_ap_bus()), "drivers_autoprobe", text, 1);
}

void apx_bus_boot(void)
{
	names = apx_alloc(apx_queue_count() * sizeof(*names), 1, APX_OWNER_SHIM, "names of queues", APX_HERE);
	seen = apx_alloc(apx_queue_count() * sizeof(*seen), 1, APX_OWNER_SHIM, "queues", APX_HERE);
	if (!names || !seen)
		return;
	for (u32 i = 0; i < apx_queue_count(); i++)
		snprintf(names[i], sizeof(names[i]), "q%02x.%04x", apx_scope.apid[i / apx_scope.domains], apx_scope.apqi[i % apx_scope.domains]);
	apx_lock_init(&perms_lock()->apx, APX_LOCK_PERMS, 0);
	set_autoprobe("0");
	host_data = apx_base_alloc(sizeof(*host_data), "driver data of the host's queue", APX_HERE);
	ap_driver_register(&host, &apx_core_module, "cex4queue");
	apx_bus_tells(apx_ap_bus(), note_joined, find);
	apx_first_scan();
}

/* As the kernel parameters apmask and aqmask of a boot; the ids that are not in play are the host's. */
void apx_perms(const u64 *apm, const u64 *aqm)
{
	bitmap_fill(ap_perms.apm, 256);
	bitmap_fill(ap_perms.aqm, 256);
	for (u32 i = 0; i < apx_scope.adapters; i++) {
		if (!(apm[i / 64] >> i % 64 & 1))
			clear_bit_inv(apx_scope.apid[i], ap_perms.apm);
	}
	for (u32 i = 0; i < apx_scope.domains; i++) {
		if (!(aqm[i / 64] >> i % 64 & 1))
			clear_bit_inv(apx_scope.apqi[i], ap_perms.aqm);
	}
	if (&ap_apmask_aqmask_in_use)
		ap_apmask_aqmask_in_use = !bitmap_full(ap_perms.apm, 256) || !bitmap_full(ap_perms.aqm, 256);
}

bool apx_is_perms_held(void)
{
	return apx_is_held(&perms_lock()->apx);
}

bool apx_is_driver_there(void)
{
	return driver_find(apx_module.name, apx_ap_bus()) != NULL;
}

enum apx_queue_driver apx_driver_of_queue(const struct ap_queue *queue)
{
	const struct device_driver *driver = queue->ap_dev.device.driver;

	return !driver ? APX_QUEUE_NOBODYS : driver == &host.driver ? APX_QUEUE_HOSTS : APX_QUEUE_OURS;
}

/* "bind" of the driver whose queue it is to be */
static int bind(struct device_driver *driver, u32 queue)
{
	const char *text = names[queue] + 1;

	int result = driver ? min(apx_sysfs_store(apx_driver_directory(driver), "bind", text, strlen(text)), (ssize_t)0) : -ENODEV;

	name(queue);
	return result;
}

int apx_probe_queue(u32 queue)
{
	set_autoprobe("1");
	return bind(driver_find(apx_module.name, apx_ap_bus()), queue);
}

int apx_bind_to_host(u32 queue)
{
	return bind(&host.driver, queue);
}

int apx_remove_queue(u32 queue)
{
	const struct ap_queue *device = apx_queue_now(queue);
	struct device_driver *driver = device ? device->ap_dev.device.driver : NULL;

	if (!driver)
		return -ENODEV;
	return min(apx_sysfs_store(apx_driver_directory(driver), "unbind", names[queue] + 1, strlen(names[queue] + 1)), (ssize_t)0);
}

/* By place in this list; an empty line takes it back. */
int apx_override(u32 queue, u8 driver)
{
	static const char *const drivers[] = { "\n", "vfio_ap\n", "cex4queue\n" };
	struct ap_queue *device = queue < apx_queue_count() && driver < ARRAY_SIZE(drivers) ? apx_queue_now(queue) : NULL;

	if (!device)
		return -ENODEV;
	return min(apx_sysfs_store(&device->ap_dev.device.kobj, "driver_override", drivers[driver], strlen(drivers[driver])), (ssize_t)0);
}

int apx_bus_mask(bool is_adapters, bool is_set, u32 id)
{
	char text[16];
	int length = snprintf(text, sizeof(text), "%c%u\n", is_set ? '+' : '-', id);

	return name_all(min(apx_sysfs_store(apx_bus_directory(apx_ap_bus()), is_adapters ? "apmask" : "aqmask", text, length), (ssize_t)0));
}

/* Once in a scan: when the drivers have heard of the new configuration. */
static void note_config(void)
{
#ifdef HAVE_CFG_CHANGED
	if (is_config_new && matrix_dev)
		apx_noted(APX_EV_CONFIG, 0, 0, !__builtin_memcmp(&matrix_dev->info, &apx_config, sizeof(apx_config)), 0, NULL);
#endif
	is_config_new = false;
}

int apx_scan(const struct apx_call *call)
{
	struct ap_config_info before = apx_config;

	apx_mask_of((unsigned long *)apx_config.apm, call->apm, apx_scope.apid, apx_scope.adapters);
	apx_mask_of((unsigned long *)apx_config.aqm, call->aqm, apx_scope.apqi, apx_scope.domains);
	apx_mask_of((unsigned long *)apx_config.adm, call->adm, apx_scope.apqi, apx_scope.domains);
	is_config_new = __builtin_memcmp(&before, &apx_config, sizeof(before));
	ap_bus_force_rescan();
	note_config();
	return name_all(0);
}

/* Only the caller's word that the scan may go on ends the wait: apx_pass(). */
static int never(void *unused)
{
	return 0;
}

static void wait_step(void)
{
	if (apx_call_now()->op != APX_SCAN || !apx_call_now()->arg)
		return;
	note_config();
	name_all(0);
	apx_wait_until(never, NULL, 0, "the next step of the AP bus's scan", APX_HERE);
}

/* Cards come and go with their queues. */
void apx_scan_moves(struct device *device)
{
	if (queue_of(device) >= 0)
		wait_step();
}

void apx_scan_tells(const char *function)
{
	if (!strcmp(function, "__drv_notify_scan_complete"))
		wait_step();
}

int apx_queue_status(u32 queue)
{
	struct ap_queue *device = apx_queue_now(queue);

	return device ? min(apx_sysfs_show(&device->ap_dev.device.kobj, "status"), (ssize_t)0) : -ENOENT;
}
