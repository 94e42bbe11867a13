/* SPDX-License-Identifier: GPL-2.0-or-later OR MIT */
/* Blocking notifier chains (include/linux/notifier.h): base/notifier.c. The other kinds of chains are left out. */
#ifndef APX_KERNEL_NOTIFIER_H
#define APX_KERNEL_NOTIFIER_H

#define NOTIFY_DONE 0
#define NOTIFY_OK 1
#define NOTIFY_STOP_MASK 0x8000
#define NOTIFY_STOP (NOTIFY_STOP_MASK | NOTIFY_OK)

struct notifier_block;
typedef int (*notifier_fn_t)(struct notifier_block *block, unsigned long action, void *data);
struct notifier_block {
	notifier_fn_t notifier_call;
	struct notifier_block *next;
	int priority;
	bool apx_is_registered;		/* for the ledger: the kernel itself cannot tell */
};
struct blocking_notifier_head {
	struct rw_semaphore rwsem;
	struct notifier_block *head;
};

#define BLOCKING_NOTIFIER_HEAD(name) struct blocking_notifier_head name = { { { .lock_class = APX_LOCK_OTHER, .is_known = 1 } } }
#define BLOCKING_INIT_NOTIFIER_HEAD(chain) ({ \
	struct blocking_notifier_head *apx_chain = (chain); \
	APX_LOOK_AT(apx_chain, APX_HERE); \
	apx_lock_init(&apx_chain->rwsem.apx, APX_LOCK_OTHER, 0); \
	apx_chain->head = NULL; })
int blocking_notifier_chain_register(struct blocking_notifier_head *chain, struct notifier_block *block);
int blocking_notifier_chain_unregister(struct blocking_notifier_head *chain, struct notifier_block *block);
int blocking_notifier_call_chain(struct blocking_notifier_head *chain, unsigned long action, void *data);

/* A trace can say that VFIO refuses the driver's notifier (include/linux/vfio.h): vfio/own/notifiers.c. */
#ifndef APX_CORE
#define vfio_register_notifier(device, type, events, block) apx_register_notifier(device, type, events, block)
#endif

#endif
