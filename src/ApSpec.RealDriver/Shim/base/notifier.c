/* SPDX-License-Identifier: GPL-2.0-or-later OR MIT */
/* Blocking notifier chains (kernel/notifier.c): the chain's semaphore is held for reading while a block is called. */
#include "world.h"

#define APX_IN_NOTIFIER(kernel_function) APX_IN("kernel/notifier.c", kernel_function)

/* notifier_chain_register(): the place before the first block of lower priority. A block that is there already is reported and
 * left alone, with success (until December 2021, when it became -EEXIST). */
int blocking_notifier_chain_register(struct blocking_notifier_head *chain, struct notifier_block *block)
{
	const struct apx_place *place = APX_IN_NOTIFIER("blocking_notifier_chain_register");
	struct notifier_block **at = &chain->head;

	apx_lock(&chain->rwsem.apx, 0, NULL, place);
	for (; *at; at = &(*at)->next) {
		APX_LOOK_AT(*at, place);
		if (*at == block || block->priority > (*at)->priority)
			break;
	}
	if (*at == block) {
		apx_fault(APX_EV_WARNING, "notifier_chain_register: double register detected", place);
	} else {
		APX_LOOK_AT(block, place);
		block->next = *at;
		block->apx_is_registered = true;
		*at = block;
	}
	apx_unlock(&chain->rwsem.apx, 0, NULL, place);
	return 0;
}

/* notifier_chain_unregister() */
int blocking_notifier_chain_unregister(struct blocking_notifier_head *chain, struct notifier_block *block)
{
	const struct apx_place *place = APX_IN_NOTIFIER("blocking_notifier_chain_unregister");
	struct notifier_block **at = &chain->head;
	int error = -ENOENT;

	apx_lock(&chain->rwsem.apx, 0, NULL, place);
	while (*at && *at != block) {
		APX_LOOK_AT(*at, place);
		at = &(*at)->next;
	}
	if (*at) {
		APX_LOOK_AT(block, place);
		*at = block->next;
		block->apx_is_registered = false;
		error = 0;
	}
	apx_unlock(&chain->rwsem.apx, 0, NULL, place);
	return error;
}

/* notifier_call_chain(): the successor is read before the call; an empty chain is left without taking its semaphore. */
int blocking_notifier_call_chain(struct blocking_notifier_head *chain, unsigned long action, void *data)
{
	const struct apx_place *place = APX_IN_NOTIFIER("blocking_notifier_call_chain");
	struct notifier_block *block, *next;
	int result = NOTIFY_DONE;

	if (!chain->head)
		return result;
	apx_lock(&chain->rwsem.apx, 1, NULL, place);
	for (block = chain->head; block && !(result & NOTIFY_STOP_MASK); block = next) {
		APX_LOOK_AT(block, place);
		next = block->next;
		result = block->notifier_call(block, action, data);
	}
	apx_unlock(&chain->rwsem.apx, 1, NULL, place);
	return result;
}
