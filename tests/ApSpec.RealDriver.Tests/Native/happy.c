/* SPDX-License-Identifier: GPL-2.0-or-later OR MIT */
/* The happy path of a compiled driver: two queues, one mdev, one guest, an interrupt, and everything given back. */
#include "expect.h"

static void assign(void)
{
	CALL(0, APX_CREATE);
	EXPECT(obs.mdev[0].life, 1);
	EXPECT(obs.instances, 1);
	CALL(0, APX_STORE, .arg = APX_ASSIGN_ADAPTER, .id = 5);
	CALL(0, APX_STORE, .arg = APX_ASSIGN_DOMAIN, .id = 6);
	CALL(0, APX_STORE, .arg = APX_ASSIGN_DOMAIN, .id = 7);
	CALL(0, APX_STORE, .arg = APX_ASSIGN_CONTROL_DOMAIN, .id = 7);
	EXPECT(obs.mdev[0].apm[0], 1);
	EXPECT(obs.mdev[0].aqm[0], 3);
	EXPECT(obs.mdev[0].adm[0], 2);
	EXPECT(obs.mdev[0].shadow_apm[0], 1);
	EXPECT(obs.mdev[0].shadow_aqm[0], 3);
	EXPECT(obs.queue[0].link, 1);
	EXPECT(obs.queue[1].table, 1);
	CALL(0, APX_SHOW, .arg = APX_MATRIX);
	EXPECT(strcmp(api->text(), "05.0006\n05.0007\n"), 0);
	CALL(0, APX_SHOW, .arg = APX_GUEST_MATRIX);
	EXPECT(strcmp(api->text(), "05.0006\n05.0007\n"), 0);
	CALL(0, APX_SHOW, .arg = APX_CONTROL_DOMAINS);
	EXPECT(strcmp(api->text(), "0007\n"), 0);
	CALL(0, APX_QUEUE_STATUS);
	EXPECT(strcmp(api->text(), "assigned\n"), 0);
	CALL(-19, APX_STORE, .arg = APX_ASSIGN_ADAPTER, .id = 256);
}

static void assign_one(void)
{
	CALL(0, APX_CREATE);
	CALL(0, APX_STORE, .arg = APX_ASSIGN_ADAPTER, .id = 5);
	CALL(0, APX_STORE, .arg = APX_ASSIGN_DOMAIN, .id = 6);
}

static void attach(void)
{
	CALL(-22, APX_OPEN);
	CALL(0, APX_GROUP_ADD);
	CALL(0, APX_OPEN);
	EXPECT(obs.mdev[0].opens, 1);
	EXPECT(obs.mdev[0].kvm, 1);
	EXPECT(obs.kvm[0].driver_refs, 1);
	EXPECT(obs.kvm[0].core_refs, api->features & APX_HAS_REQUEST ? 1 : 0);
	EXPECT(obs.kvm[0].hook, 1);
	EXPECT(obs.kvm[0].apm[0], 1);
	EXPECT(obs.kvm[0].aqm[0], 3);
	EXPECT(obs.kvm[0].adm[0], 2);
	EXPECT(obs.module_refs, 1);
	CALL(0, APX_QUEUE_STATUS);
	EXPECT(strcmp(api->text(), "in use\n"), 0);
	CALL(0, APX_GET_INFO);
	CALL(-22, APX_GET_INFO, .arg = 1);
}

static void use_interrupt(void)
{
	CALL(0, APX_AQIC, .apid = 5, .apqi = 6, .arg = 1, .isc = 3, .address = 0x12345);
	EXPECT(irq_of_queue[0], 1);
	EXPECT(obs.kvm[0].gisc[0], 1);
	EXPECT(obs.mdev[0].pins[0], 1);
	EXPECT(obs.queue[0].saved_isc, 1);
	EXPECT(obs.queue[0].saved_page, 1);
	CALL(6, APX_AQIC, .apid = 5, .apqi = 6, .arg = 1, .isc = 3, .address = 0x99345);
	CALL(1, APX_AQIC, .apid = 9, .apqi = 6, .arg = 1, .isc = 3, .address = 0x12345);
	CALL(0, APX_AQIC, .apid = 5, .apqi = 7, .arg = 1, .isc = 5, .address = 0x77008);
	EXPECT(obs.kvm[0].gisc[1], 1);
	EXPECT(obs.mdev[0].pins[1], 1);
	CALL(0, APX_AQIC, .apid = 5, .apqi = 7, .isc = 5);
	EXPECT(obs.kvm[0].gisc[1], 0);
	EXPECT(obs.mdev[0].pins[1], 0);
	CALL(0, APX_UNMAP, .address = 0x77000, .id = 1);
}

static void use_irqs(void)
{
	if (!(api->features & APX_HAS_REQ_IRQ)) {
		CALL(-95, APX_SET_IRQ, .arg = APX_IRQ_REQ, .id = APX_FD_NEW);
		return;
	}
	CALL(0, APX_SET_IRQ, .arg = APX_IRQ_REQ, .id = APX_FD_NEW);
	EXPECT(obs.mdev[0].req_refs, 1);
	CALL(0, APX_SET_IRQ, .arg = APX_IRQ_REQ, .id = APX_FD_NEW);
	EXPECT(obs.mdev[0].req_refs, 1);
	CALL(-22, APX_SET_IRQ, .arg = APX_IRQ_REQ, .id = APX_FD_BAD);
	CALL(0, APX_SET_IRQ, .arg = APX_IRQ_REQ, .id = APX_FD_NONE);
	EXPECT(obs.mdev[0].req_refs, 0);
}

static void detach(void)
{
	CALL(0, APX_CLOSE);
	EXPECT(obs.kvm[0].driver_refs, 0);
	EXPECT(obs.kvm[0].core_refs, 0);
	EXPECT(obs.kvm[0].hook, 0);
	EXPECT(obs.kvm[0].apm[0], 0);
	EXPECT(obs.kvm[0].gisc[0], 0);
	EXPECT(obs.mdev[0].pins[0], 0);
	EXPECT(obs.queue[0].saved_isc, 0);
	EXPECT(irq_of_queue[0], 0);
	EXPECT(obs.module_refs, 0);
}

static void leave(int queues)
{
	for (int q = 0; q < queues; q++)
		CALL(0, APX_REMOVE_QUEUE, .queue = q);
	EXPECT(obs.queue[0].is_bound, 0);
	CALL(0, APX_REMOVE);
	EXPECT(obs.mdev[0].life, 0);
	EXPECT(obs.live_allocs, 0);
	EXPECT(obs.instances, 0);
	CALL(0, APX_MODULE_EXIT);
	EXPECT(obs.live_allocs, 0);
}

static void happy_path(void)
{
	boot(1, 1, 1, 2);
	assign();
	attach();
	use_interrupt();
	use_irqs();
	detach();
	leave(2);
}

/* Restored and made anew must be one and the same, down to the last byte. */
static void restore_is_reboot(void)
{
	apx_u64 fresh, used;
	int slot;

	boot(1, 1, 1, 2);
	fresh = api->hash();
	slot = api->save(3);
	EXPECT(slot != 0, 1);
	assign();
	used = api->hash();
	EXPECT(used != fresh, 1);
	EXPECT(api->restore(3) != 0, 1);
	EXPECT(api->hash(), fresh);
	memset(irq_of_queue, 0, sizeof(irq_of_queue));
	assign();
	EXPECT(api->hash(), used);
	boot(1, 1, 1, 2);
	EXPECT(api->hash(), fresh);
	printf("block: %llu bytes in use\n", api->block_bytes());
}

static void attach_cycle(void)
{
	RUN(APX_OPEN);
	RUN(APX_CLOSE);
}

static void create_cycle(void)
{
	RUN(APX_CREATE);
	RUN(APX_STORE, .arg = APX_ASSIGN_ADAPTER, .id = 5);
	RUN(APX_STORE, .arg = APX_ASSIGN_DOMAIN, .id = 6);
	RUN(APX_GROUP_ADD);
	RUN(APX_OPEN);
	RUN(APX_CLOSE);
	RUN(APX_REMOVE);
}

static void ledger(void)
{
	observe();
}

static void restore(void)
{
	api->restore(0);
}

/* The best of several rounds: other people use this machine, too. */
static void measure(const char *what, void (*cycle)(void))
{
	enum { ROUNDS = 50, CYCLES = 200 };
	double best = 1;

	for (int round = 0; round < ROUNDS; round++) {
		double begin;

		api->restore(0);
		begin = seconds();
		for (int i = 0; i < CYCLES; i++)
			cycle();
		begin = seconds() - begin;
		best = begin < best ? begin : best;
	}
	printf("%s: %.0f ns\n", what, best * 1e9 / CYCLES);
	EXPECT(observe()->is_arena_full, 0);
}

static void benchmark(void)
{
	boot(1, 1, 1, 1);
	api->save(0);
	measure("create, assign, assign, group, open, close, remove", create_cycle);
	api->restore(0);
	assign_one();
	CALL(0, APX_GROUP_ADD);
	api->save(0);
	measure("open, close", attach_cycle);
	measure("observe", ledger);
	measure("restore", restore);
}

int main(int argc, char **argv)
{
	load(argv[1]);
	printf("features: 0x%x\n", api->features);
	happy_path();
	restore_is_reboot();
	if (argc > 2)
		benchmark();
	printf("%s\n", failures ? "FAILED" : "ok");
	return failures != 0;
}
