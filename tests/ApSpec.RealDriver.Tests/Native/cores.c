/* SPDX-License-Identifier: GPL-2.0-or-later OR MIT */
/* What the fakes of the VFIO, mdev, KVM and AP bus cores do around the driver, one function a subject. */
#include "expect.h"

enum { ENOENT = 2, EAGAIN = 11, ENOMEM = 12, EEXIST = 17, ENODEV = 19, EUSERS = 87, EADDRINUSE = 98, EADDRNOTAVAIL = 99 };

static int has(unsigned feature)
{
	return (api->features & feature) != 0;
}

static int count_of(unsigned kind, unsigned a_class, unsigned b_class)
{
	int count = 0;

	fetch_events();
	for (unsigned i = 0; i < event_count; i++) {
		const struct apx_event *event = &last_events[i];

		count += event->kind == kind && event->a_class == a_class && (kind != APX_EV_EDGE || event->b_class == b_class);
	}
	return count;
}

#define EDGE(a, b) (count_of(APX_EV_EDGE, APX_LOCK_##a, APX_LOCK_##b) > 0)

static void boot_scope(const struct apx_scope *scope)
{
	EXPECT(api->boot(scope), 0);
	CALL(0, APX_MODULE_INIT);
	for (unsigned q = 0; q < scope->adapters * scope->domains; q++)
		CALL(0, APX_PROBE_QUEUE, .queue = q);
}

static void boot_flags(unsigned set, unsigned clear)
{
	struct apx_scope scope = scope_of(2, 2, 1, 2);

	scope.flags = (scope.flags | set) & ~clear;
	boot_scope(&scope);
}

static void create(int mdev, int kvm)
{
	CALL(0, APX_CREATE, .mdev = mdev);
	CALL(0, APX_STORE, .mdev = mdev, .arg = APX_ASSIGN_ADAPTER, .id = 5);
	CALL(0, APX_STORE, .mdev = mdev, .arg = APX_ASSIGN_DOMAIN, .id = 6);
	CALL(0, APX_GROUP_ADD, .mdev = mdev, .kvm = kvm);
}

static void descriptors(void)
{
	boot_flags(APX_CORE_REF, 0);
	create(0, 0);
	CALL(0, APX_OPEN);
	EXPECT(EDGE(GROUP, DEV_SET), 1);
	EXPECT(EDGE(DEV_SET, GUESTS), 1);
	CALL(0, APX_OPEN);
	EXPECT(EDGE(DEV_SET, GUESTS), 0);
	EXPECT(obs.mdev[0].opens, 2);
	EXPECT(obs.kvm[0].core_refs, 1);
	EXPECT(obs.module_refs, 2);
	CALL(-EAGAIN, APX_MODULE_EXIT);
	CALL(0, APX_CLOSE);
	EXPECT(obs.kvm[0].hook, 1);
	CALL(0, APX_CLOSE);
	EXPECT(obs.kvm[0].hook, 0);
	CALL(0, APX_MODULE_EXIT);
	EXPECT(obs.live_allocs, 0);
	EXPECT(obs.mdev[0].life, 0);
	EXPECT(obs.queue[0].is_bound, 0);
	EXPECT(obs.mdev[0].group_kvm, 0);

	boot_flags(0, APX_CORE_REF);
	create(0, 0);
	CALL(0, APX_OPEN);
	EXPECT(EDGE(DEV_SET, GROUP), 1);
	EXPECT(EDGE(GROUP, DEV_SET), 0);
	EXPECT(obs.kvm[0].core_refs, 0);
	CALL(0, APX_OPEN);
	EXPECT(obs.module_refs, 2);
}

static void close_vm(int kvm)
{
	CALL(0, APX_CLOSE_VM, .kvm = kvm);
	CALL(0, APX_CLOSE_VCPU, .kvm = kvm);
	CALL(0, APX_CLOSE_KVM_VFIO, .kvm = kvm);
}

static void guests(void)
{
	boot_flags(APX_CORE_REF, 0);
	create(0, 0);
	CALL(-EEXIST, APX_GROUP_ADD);
	CALL(0, APX_GROUP_DEL);
	EXPECT(obs.mdev[0].group_kvm, 0);
	CALL(-ENOENT, APX_GROUP_DEL);
	CALL(0, APX_GROUP_ADD);
	CALL(0, APX_OPEN);
	close_vm(0);
	EXPECT(obs.mdev[0].group_kvm, 0);
	EXPECT(obs.kvm[0].life, 0);
	EXPECT(obs.kvm[0].hook, 1);
	CALL(0, APX_CLOSE);
	EXPECT(obs.kvm[0].life, 2);
	CALL(0, APX_CREATE_VM);
	EXPECT(obs.kvm[0].life, 0);
	EXPECT(obs.kvm[0].vm_closed, 0);
	CALL(1, APX_AQIC, .apid = 5, .apqi = 6, .arg = 1, .isc = 3, .address = 0x12345);
	close_vm(1);
	EXPECT(obs.kvm[1].life, 2);
}

/* kvm-vfio is released with the VM, by the driver's last put, which the VFIO core made it do under the group's lock. */
static void group_lock_is_not_recursive(void)
{
	boot_flags(0, APX_CORE_REF | APX_KVM_VFIO_RELEASE);
	create(0, 0);
	CALL(0, APX_OPEN);
	close_vm(0);
	EXPECT(obs.mdev[0].group_kvm, 1);
	EXPECT(RUN(APX_CLOSE), -1000 - APX_STUCK);
	EXPECT(count_of(APX_EV_DEADLOCK, APX_LOCK_GROUP, 0), 1);
	EXPECT(observe()->mdev[0].group_held, 1);
}

static void removal(void)
{
	boot_flags(APX_CORE_REF, 0);
	create(0, 0);
	CALL(-ENODEV, APX_REQUEST);
	CALL(0, APX_OPEN);
	if (has(APX_HAS_REQ_IRQ))
		CALL(0, APX_SET_IRQ, .arg = APX_IRQ_REQ, .id = APX_FD_NEW);
	CALL(0, APX_REQUEST);
	EXPECT(count_of(APX_EV_SIGNAL, APX_IRQ_REQ, 0), has(APX_HAS_REQ_IRQ));
	EXPECT(obs.mdev[0].is_removing, 1);
	CALL(-ENODEV, APX_OPEN);
	CALL(-ENOENT, APX_STORE, .arg = APX_ASSIGN_DOMAIN, .id = 7);
	CALL(0, APX_CLOSE);
	EXPECT(obs.mdev[0].life, 0);
	EXPECT(obs.instances, 0);
	EXPECT(obs.kvm[0].groups, 0);
	CALL(0, APX_CREATE);
	EXPECT(obs.mdev[0].is_removing, 0);
}

static void formats(void)
{
	struct apx_scope scope = scope_of(1, 1, 2, 2);

	scope.apid[1] = 70;
	scope.apqi[1] = 20;
	for (scope.format = 0; scope.format <= 2; scope.format++) {
		boot_scope(&scope);
		create(0, 0);
		CALL(0, APX_STORE, .arg = APX_ASSIGN_ADAPTER, .id = 70);
		CALL(0, APX_STORE, .arg = APX_ASSIGN_DOMAIN, .id = 20);
		CALL(0, APX_STORE, .arg = APX_ASSIGN_CONTROL_DOMAIN, .id = 20);
		CALL(0, APX_OPEN);
		EXPECT(obs.mdev[0].shadow_apm[0], 3);
		EXPECT(obs.kvm[0].apm[0], scope.format == 2 ? 3 : 1);
		EXPECT(obs.kvm[0].aqm[0], scope.format == 2 ? 3 : 1);
		EXPECT(obs.kvm[0].adm[0], scope.format == 2 ? 2 : 0);
		CALL(0, APX_CLOSE);
		EXPECT(obs.kvm[0].apm[0], 0);
	}
	scope.flags &= ~APX_CRYCBD;
	scope.format = 2;
	boot_scope(&scope);
	create(0, 0);
	CALL(0, APX_OPEN);
	EXPECT(obs.kvm[0].hook, 0);
}

static void bus(void)
{
	boot_flags(0, 0);
	create(0, 0);
	CALL(-EADDRINUSE, APX_IN_USE, .apm = { 1 }, .aqm = { 1 });
	CALL(0, APX_IN_USE, .apm = { 1 }, .aqm = { 2 });
	CALL(0, APX_CREATE, .mdev = 1);
	CALL(0, APX_STORE, .mdev = 1, .arg = APX_ASSIGN_ADAPTER, .id = 5);
	CALL(-EADDRINUSE, APX_STORE, .mdev = 1, .arg = APX_ASSIGN_DOMAIN, .id = 6);
}

static void instances(void)
{
	struct apx_scope scope = scope_of(2, 1, 1, 1);

	scope.instances = 1;
	boot_scope(&scope);
	CALL(0, APX_CREATE);
	CALL(-EEXIST, APX_CREATE);
	CALL(-EUSERS, APX_CREATE, .mdev = 1);
	CALL(0, APX_REMOVE);
	CALL(0, APX_CREATE, .mdev = 1);
}

static void configuration(void)
{
	boot_flags(0, 0);
	create(0, 0);
	CALL(0, APX_OPEN);
	CALL(0, APX_CFG_CHANGED, .apm = { 0 }, .aqm = { 3 }, .adm = { 3 });
	EXPECT(obs.mdev[0].shadow_apm[0], 0);
	EXPECT(obs.kvm[0].apm[0], 0);
	CALL(0, APX_SCAN_COMPLETE, .apm = { 0 }, .aqm = { 3 }, .adm = { 3 });
	CALL(0, APX_CFG_CHANGED, .apm = { 1 }, .aqm = { 3 }, .adm = { 3 });
	EXPECT(obs.mdev[0].add_apm[0], 1);
	CALL(0, APX_SCAN_COMPLETE, .apm = { 1 }, .aqm = { 3 }, .adm = { 3 });
	EXPECT(obs.mdev[0].add_apm[0], 0);
	EXPECT(obs.mdev[0].shadow_apm[0], 1);
	EXPECT(obs.kvm[0].apm[0], 1);
}

static void permissions(void)
{
	boot_flags(0, 0);
	CALL(0, APX_REMOVE_QUEUE, .queue = 0);
	CALL(-ENOENT, APX_QUEUE_STATUS);
	api->perms((apx_u64[APX_WORDS]){ 1 }, (apx_u64[APX_WORDS]){ 1 });
	CALL(-ENODEV, APX_PROBE_QUEUE, .queue = 0);
	CALL(0, APX_CREATE);
	CALL(0, APX_STORE, .arg = APX_ASSIGN_ADAPTER, .id = 5);
	CALL(-EADDRNOTAVAIL, APX_STORE, .arg = APX_ASSIGN_DOMAIN, .id = 6);
	CALL(0, APX_STORE, .arg = APX_ASSIGN_DOMAIN, .id = 7);
	api->perms((apx_u64[APX_WORDS]){ 0 }, (apx_u64[APX_WORDS]){ 0 });
	CALL(0, APX_PROBE_QUEUE, .queue = 0);
}

static void allocations(void)
{
	boot_flags(0, 0);
	CALL(0, APX_REMOVE_QUEUE, .queue = 0);
	CALL(0, APX_REMOVE_QUEUE, .queue = 1);
	for (int n = 1; n <= 2; n++) {
		CALL(-ENOMEM, APX_PROBE_QUEUE, .queue = 0, .fail_alloc = n);
		EXPECT(obs.queue[0].is_bound, 0);
		CALL(-ENOMEM, APX_CREATE, .fail_alloc = n);
		EXPECT(obs.mdev[0].life, 0);
		EXPECT(obs.instances, 0);
		EXPECT(obs.live_allocs, 0);
	}
	CALL(-ENOMEM, APX_CREATE, .fail_alloc = APX_FAIL_LENT);
	EXPECT(obs.live_allocs, 0);
	CALL(0, APX_PROBE_QUEUE, .queue = 0, .fail_alloc = APX_FAIL_LENT);
	CALL(0, APX_CREATE);
	EXPECT(obs.live_allocs, 2);
}

static void protection_and_pages(void)
{
	boot_flags(APX_CORE_REF, 0);
	create(0, 0);
	CALL(0, APX_OPEN);
	CALL(0, APX_PV_ENABLE);
	EXPECT(EDGE(KVM, VCPU), 1);
	EXPECT(obs.kvm[0].is_protected, 1);
	CALL(0, APX_AQIC, .apid = 5, .apqi = 6, .arg = 1, .isc = 3, .address = 0x12345);
	EXPECT(EDGE(VCPU, HOOK), 1);
	EXPECT(EDGE(HOOK, MDEVS), 1);
	EXPECT(EDGE(MDEVS, IOMMU), 1);
	CALL(0, APX_UNMAP, .address = 0x77000, .id = 1);
	EXPECT(EDGE(DEVICE_LIST, MDEVS), 0);
	CALL(0, APX_UNMAP, .address = 0x12000, .id = 1);
	EXPECT(EDGE(IOMMU, DEVICE_LIST), 1);
	EXPECT(obs.mdev[0].pins[0], 0);
	EXPECT(obs.queue[0].saved_isc, has(APX_HAS_RESET_WORK) ? 0 : 1);
}

static void no_gisa(void)
{
	boot_flags(0, APX_GISA);
	create(0, 0);
	CALL(0, APX_OPEN);
	EXPECT(RUN(APX_AQIC, .apid = 5, .apqi = 6, .arg = 1, .isc = 3, .address = 0x12345) > 0, 1);
	EXPECT(observe()->kvm[0].gisc[0], 0);
	EXPECT(obs.mdev[0].pins[0], 0);
}

static void configured_at_once(void)
{
	if (!has(APX_HAS_AP_CONFIG))
		return;
	boot_flags(0, 0);
	CALL(0, APX_CREATE);
	CALL(0, APX_STORE_CONFIG, .apm = { 1 }, .aqm = { 3 }, .adm = { 2 });
	EXPECT(obs.mdev[0].apm[0], 1);
	EXPECT(obs.mdev[0].aqm[0], 3);
	EXPECT(obs.mdev[0].adm[0], 2);
	EXPECT(obs.mdev[0].is_stray, 0);
	EXPECT(obs.queue[1].table, 1);
	CALL(0, APX_SHOW, .arg = APX_AP_CONFIG);
	EXPECT(strncmp(api->text(), "0x0400000000000000", 18), 0);
}

static void stray_ids(void)
{
	boot_flags(0, 0);
	CALL(0, APX_CREATE);
	CALL(0, APX_STORE, .arg = APX_ASSIGN_ADAPTER, .id = 99);
	EXPECT(obs.mdev[0].apm[0], 0);
	EXPECT(obs.mdev[0].is_stray, 1);
}

/* A queue that its mdev forgot: unbound and unassigned while its adapter was out of the guest's reach. */
static void dangling_link(void)
{
	boot_flags(0, 0);
	CALL(0, APX_REMOVE_QUEUE, .queue = 1);
	CALL(0, APX_CREATE);
	CALL(0, APX_STORE, .arg = APX_ASSIGN_DOMAIN, .id = 6);
	CALL(0, APX_STORE, .arg = APX_ASSIGN_DOMAIN, .id = 7);
	CALL(0, APX_STORE, .arg = APX_ASSIGN_ADAPTER, .id = 5);
	CALL(0, APX_STORE, .arg = APX_UNASSIGN_ADAPTER, .id = 5);
	CALL(0, APX_REMOVE);
	if (!obs.queue[0].link)
		return;
	EXPECT(obs.mdev[0].life, 2);
	EXPECT(obs.queue[0].link, 1);
	CALL(0, APX_CREATE);
	EXPECT(obs.queue[0].link, APX_STRANGE);
	EXPECT(RUN(APX_REMOVE_QUEUE, .queue = 0), -1000 - APX_DIED);
	EXPECT(count_of(APX_EV_USE_AFTER_FREE, 0, 0), 1);
	EXPECT(strcmp(last_events[event_count - 1].subject, "m0"), 0);
}

static void large_world(void)
{
	struct apx_scope scope = scope_of(8, 8, 16, 16);
	double begin;

	boot_scope(&scope);
	for (int m = 0; m < 8; m++) {
		CALL(0, APX_CREATE, .mdev = m);
		CALL(0, APX_STORE, .mdev = m, .arg = APX_ASSIGN_ADAPTER, .id = 5 + m);
		for (int d = 0; d < 16; d++)
			CALL(0, APX_STORE, .mdev = m, .arg = APX_ASSIGN_DOMAIN, .id = 6 + d);
		CALL(0, APX_GROUP_ADD, .mdev = m, .kvm = m);
		CALL(0, APX_OPEN, .mdev = m);
		EXPECT(obs.mdev[m].shadow_aqm[0], 0xffff);
	}
	EXPECT(obs.queue[127].table, 8);
	EXPECT(obs.queue[128].table, 0);
	begin = seconds();
	for (int i = 0; i < 10000; i++)
		api->observe(&obs);
	printf("observe 8 mdevs, 8 guests, 256 queues: %.0f ns; block: %llu bytes\n", (seconds() - begin) * 1e5, api->block_bytes());
}

int main(int argc, char **argv)
{
	load(argv[1]);
	descriptors();
	guests();
	group_lock_is_not_recursive();
	removal();
	formats();
	bus();
	instances();
	configuration();
	permissions();
	allocations();
	protection_and_pages();
	no_gisa();
	configured_at_once();
	stray_ids();
	dangling_link();
	large_world();
	printf("%s\n", failures ? "FAILED" : "ok");
	return failures != 0;
}
