/* SPDX-License-Identifier: GPL-2.0-or-later OR MIT */
/* One call of ApSpec: who in the kernel would make it, and with what. What cannot happen at all (no such device, no such
 * descriptor) is refused with -EBADF or -ENODEV before the driver sees it. */
#include "world.h"

const char *const apx_attribute_names[APX_AP_CONFIG + 1] = {
	[APX_ASSIGN_ADAPTER] = "assign_adapter",
	[APX_UNASSIGN_ADAPTER] = "unassign_adapter",
	[APX_ASSIGN_DOMAIN] = "assign_domain",
	[APX_UNASSIGN_DOMAIN] = "unassign_domain",
	[APX_ASSIGN_CONTROL_DOMAIN] = "assign_control_domain",
	[APX_UNASSIGN_CONTROL_DOMAIN] = "unassign_control_domain",
	[APX_MATRIX] = "matrix",
	[APX_GUEST_MATRIX] = "guest_matrix",
	[APX_CONTROL_DOMAINS] = "control_domains",
	[APX_AP_CONFIG] = "ap_config",
};

u32 apx_allocs_of_load;

enum apx_open_failure apx_open_failure(void)
{
	return apx_call_now()->op == APX_OPEN ? apx_call_now()->arg : APX_OPEN_NONE;
}

static int module_load(void)
{
	int error;

	if (apx_is_driver_there())
		return -EEXIST;
	apx_module.is_going = false;
	apx_debug_begin();
	error = apx_module_init();
	if (!error)
		apx_name(matrix_dev, "matrix_dev");
	if (!error)
		apx_mdevs_loaded();
	apx_allocs_of_load = error ? 0 : apx_live_allocs();
	if (error)
		apx_note_live();
	return error;
}

/* kernel/module/main.c delete_module(): not while somebody has a reference */
static int module_unload(void)
{
	if (!apx_is_driver_there())
		return -ENOENT;
	if (apx_module.refs)
		return -EAGAIN;
	apx_module.is_going = true;
	apx_module_exit();
	apx_debug_gone();
	apx_mdevs_gone();
	apx_note_live();
	apx_allocs_of_load = 0;
	return 0;
}

static int store_number(const struct apx_call *call)
{
	char digits[] = "4294967295\n", *text = digits + sizeof(digits) - 2;
	u32 rest = call->id;

	do
		*--text = '0' + rest % 10;
	while (rest /= 10);
	return apx_mdev_store(call->mdev, call->arg, text);
}

static int store_text(const struct apx_call *call)
{
	char text[sizeof(call->apm) + 1] = { };

	for (u32 i = 0; i < min(call->id, (u32)sizeof(call->apm)); i++)
		text[i] = call->apm[i / 8] >> (56 - i % 8 * 8);
	return apx_mdev_store(call->mdev, call->arg, text);
}

static int put_mask(char *text, const u64 *places, const u8 *ids, u32 count, u32 form, char end)
{
	const char *digits = form == APX_CONFIG_UPPER ? "0123456789ABCDEF" : "0123456789abcdef";
	unsigned long mask[4] = { };
	int length = 0, last = 0;

	apx_mask_of(mask, places, ids, count);
	if (form == APX_CONFIG_BEYOND && end != ',')
		mask[3] |= 1;
	if (form != APX_CONFIG_DIGITS)
		length = sprintf(text, "0x");
	for (int digit = 0; digit < 64; digit++) {
		u32 value = mask[digit / 16] >> (60 - digit % 16 * 4) & 15;

		text[length++] = digits[value];
		last = value || digit == 0 ? length : last;
	}
	if (form == APX_CONFIG_SHORT)
		length = last;
	if (form == APX_CONFIG_LETTER && end != ',')
		text[length - 1] = 'g';
	if (end)
		text[length++] = end;
	text[length] = 0;
	return length;
}

static int store_config(const struct apx_call *call)
{
	const u32 form = call->arg;
	char text[256] = "\n";
	int length;

	if (form == APX_CONFIG_EMPTY)
		return apx_mdev_store(call->mdev, APX_AP_CONFIG, text);
	length = put_mask(text, call->apm, apx_scope.apid, apx_scope.adapters, form, ',');
	length += put_mask(text + length, call->aqm, apx_scope.apqi, apx_scope.domains, form, form == APX_CONFIG_TWO ? 0 : ',');
	if (form != APX_CONFIG_TWO)
		put_mask(text + length, call->adm, apx_scope.apqi, apx_scope.domains, form, form == APX_CONFIG_BARE ? 0 : '\n');
	return apx_mdev_store(call->mdev, APX_AP_CONFIG, text);
}

static int get_info(const struct apx_call *call)
{
	struct vfio_device_info *info = apx_user_memory(sizeof(*info));

	info->argsz = call->arg ? sizeof(info->argsz) : sizeof(*info);
	return apx_mdev_ioctl(call->mdev, VFIO_DEVICE_GET_INFO, info);
}

static int set_irq(const struct apx_call *call)
{
	struct vfio_irq_set *set = apx_user_memory(sizeof(*set) + sizeof(s32));
	u32 irq = min(call->arg, (u8)APX_IRQ_CFG);
	int result;
	s32 fd = -1;

	if (call->id == APX_FD_NEW)
		fd = apx_eventfd_open(call->mdev, irq);
	else if (call->id == APX_FD_BAD)
		fd = -2;
	set->argsz = sizeof(*set) + sizeof(fd);
	set->flags = VFIO_IRQ_SET_DATA_EVENTFD | VFIO_IRQ_SET_ACTION_TRIGGER;
	set->index = irq;
	set->count = 1;
	__builtin_memcpy(set->data, &fd, sizeof(fd));
	result = apx_mdev_ioctl(call->mdev, VFIO_DEVICE_SET_IRQS, set);
	apx_eventfd_close(fd);
	return result;
}

#ifdef HAVE_GROUP_NOTIFIER
static int notify(const struct apx_call *call)
{
	const struct apx_guest *guest = &apx_guests[call->kvm];

	if (!call->arg && !guest->is_live)
		return -EBADF;
	return apx_notify(call->mdev, call->arg ? NULL : &guest->vm->kvm);
}
#endif

u32 apx_queue_count(void)
{
	return apx_scope.adapters * apx_scope.domains;
}

static int create(u32 mdev)
{
	int result = apx_mdev_create(mdev);

	if (!result)
		apx_eventfd_created(mdev);
	return result;
}

static int run(const struct apx_call *call)
{
	switch (call->op) {
	case APX_MODULE_INIT:
		return module_load();
	case APX_MODULE_EXIT:
		return module_unload();
	case APX_CREATE:
		return create(call->mdev);
	case APX_REMOVE:
		return apx_mdev_remove(call->mdev);
	case APX_REQUEST:
		return apx_mdev_request(call->mdev, call->id);
	case APX_OPEN:
		return apx_mdev_open(call->mdev);
	case APX_CLOSE:
		return apx_mdev_close(call->mdev);
	case APX_GROUP_ADD:
		return apx_group_add(call->mdev, call->kvm);
	case APX_GROUP_DEL:
		return apx_group_del(call->mdev);
	case APX_STORE:
		return store_number(call);
	case APX_STORE_CONFIG:
		return store_config(call);
	case APX_STORE_TEXT:
		return store_text(call);
	case APX_IOCTL:
		return apx_odd_ioctl(call);
	case APX_SHOW:
		return apx_mdev_show(call->mdev, call->arg);
	case APX_QUEUE_STATUS:
		return apx_queue_status(call->queue);
	case APX_RESET:
		return apx_mdev_ioctl(call->mdev, VFIO_DEVICE_RESET, NULL);
	case APX_GET_INFO:
		return get_info(call);
	case APX_SET_IRQ:
		return set_irq(call);
	case APX_UNMAP:
		return apx_mdev_unmap(call->mdev, call->address, call->id);
	case APX_AQIC:
		return apx_pqap_aqic(call);
	case APX_PROBE_QUEUE:
		return apx_probe_queue(call->queue);
	case APX_REMOVE_QUEUE:
		return apx_remove_queue(call->queue);
#ifdef APX_OWN_BUS
	case APX_BIND_HOST:
		return apx_bind_to_host(call->queue);
	case APX_BUS_MASK:
		return apx_bus_mask(call->arg, call->isc, call->id);
	case APX_SCAN:
		return apx_scan(call);
#else
	case APX_IN_USE:
		return apx_in_use(call);
	case APX_CFG_CHANGED:
		return apx_config_changed(call);
	case APX_SCAN_COMPLETE:
		return apx_scan_complete();
#endif
	case APX_CLOSE_VM:
		return apx_kvm_close(call->kvm, &apx_guests[call->kvm].vm_closed);
	case APX_CLOSE_VCPU:
		return apx_kvm_close(call->kvm, &apx_guests[call->kvm].vcpu_closed);
	case APX_CLOSE_KVM_VFIO:
		return apx_kvm_vfio_close(call->kvm);
	case APX_CREATE_VM:
		return apx_kvm_create(call->kvm);
	case APX_PV_ENABLE:
		return apx_pv_enable(call->kvm);
	case APX_SHARE:
		return apx_share(call->kvm, call->address >> PAGE_SHIFT, call->arg);
	case APX_OVERRIDE:
		return apx_override(call->queue, call->arg);
#ifdef HAVE_GROUP_NOTIFIER
	case APX_NOTIFY:
		return notify(call);
#endif
#ifdef APX_OWN_VFIO
	case APX_GROUP_OPEN:
		return apx_group_open(call->mdev);
	case APX_GROUP_CLOSE:
		return apx_group_close(call->mdev);
	case APX_CONTAINER_OPEN:
		return apx_container_open(call->mdev);
	case APX_CONTAINER_CLOSE:
		return apx_container_close(call->mdev);
	case APX_CONTAINER_SET:
		return apx_container_set(call->mdev);
	case APX_CONTAINER_UNSET:
		return apx_container_unset(call->mdev);
	case APX_IOMMU_SET:
		return apx_iommu_set(call->mdev);
	case APX_DMA_MAP:
		return apx_dma_map(call->mdev, call->address, call->id, call->arg);
	case APX_DMA_UNMAP:
		return apx_dma_unmap(call->mdev, call->address, call->id);
#endif
	case APX_CRASH:
		*(volatile int *)NULL = 0;
	}
	return -ENOSYS;
}

int apx_run_call(const struct apx_call *call)
{
	int result;

	if (call->mdev >= apx_scope.mdevs || call->kvm >= apx_scope.kvms || call->queue >= apx_queue_count())
		return -EINVAL;
	result = run(call);
	apx_release_files();
	return result;
}
