/* SPDX-License-Identifier: GPL-2.0-or-later OR MIT */
/* lib/klist.c: a deleted entry is passed over, and is unlinked when nobody stands on it any more. */
#include "world.h"

void klist_init(struct klist *klist, void (*get)(struct klist_node *node), void (*put)(struct klist_node *node))
{
	INIT_LIST_HEAD(&klist->k_list);
	klist->get = get;
	klist->put = put;
}

void klist_add_tail(struct klist_node *node, struct klist *klist)
{
	node->n_klist = klist;
	node->apx_refs = 1;
	node->apx_is_dead = false;
	if (klist->get)
		klist->get(node);
	list_add_tail(&node->n_node, &klist->k_list);
}

static void put_node(struct klist_node *node)
{
	struct klist *klist = node->n_klist;

	if (--node->apx_refs)
		return;
	list_del(&node->n_node);
	node->n_klist = NULL;
	if (klist->put)
		klist->put(node);
}

void klist_del(struct klist_node *node)
{
	node->apx_is_dead = true;
	put_node(node);
}

static int is_unlinked(void *node)
{
	return !((struct klist_node *)node)->n_klist;
}

void klist_remove(struct klist_node *node)
{
	const struct apx_place *place = APX_IN("lib/klist.c", "klist_remove");

	klist_del(node);
	apx_wait_until(is_unlinked, node, -1, "an iteration over a list of devices", place);
}

int klist_node_attached(struct klist_node *node)
{
	return node->n_klist != NULL;
}

void klist_iter_init_node(struct klist *klist, struct klist_iter *iter, struct klist_node *node)
{
	iter->i_klist = klist;
	iter->i_cur = node;
	if (node)
		node->apx_refs++;
}

struct klist_node *klist_next(struct klist_iter *iter)
{
	struct klist_node *last = iter->i_cur;
	struct list_head *at = last ? last->n_node.next : iter->i_klist->k_list.next;

	iter->i_cur = NULL;
	for (; at != &iter->i_klist->k_list; at = at->next) {
		struct klist_node *node = list_entry(at, struct klist_node, n_node);

		if (node->apx_is_dead)
			continue;
		node->apx_refs++;
		iter->i_cur = node;
		break;
	}
	if (last)
		put_node(last);
	return iter->i_cur;
}

void klist_iter_exit(struct klist_iter *iter)
{
	if (iter->i_cur)
		put_node(iter->i_cur);
	iter->i_cur = NULL;
}
