/* SPDX-License-Identifier: GPL-2.0-or-later OR MIT */
/*
 * Lists (include/linux/list.h) with the checks of CONFIG_DEBUG_LIST (lib/list_debug.c): what is found to be corrupt is
 * reported and left alone. Hash tables (include/linux/hashtable.h): the kernel has no check there, ours is that an entry is not
 * added while it is in a table. The code is compiled into the driver, so that each of its accesses is checked as the
 * driver's own are.
 */
#ifndef APX_KERNEL_LIST_H
#define APX_KERNEL_LIST_H

struct list_head { struct list_head *next, *prev; };
struct hlist_node { struct hlist_node *next, **pprev; };
struct hlist_head { struct hlist_node *first; };

/* include/linux/poison.h: what a deleted entry points to */
#define LIST_POISON1 ((void *)0xdead000000000100UL)
#define LIST_POISON2 ((void *)0xdead000000000122UL)

#define LIST_HEAD_INIT(name) { &(name), &(name) }
#define LIST_HEAD(name) struct list_head name = LIST_HEAD_INIT(name)
static inline void INIT_LIST_HEAD(struct list_head *list) { list->next = list; list->prev = list; }

static inline void apx_list_insert(struct list_head *entry, struct list_head *prev, struct list_head *next,
				   const struct apx_place *place)
{
	if (next->prev != prev || prev->next != next || entry == prev || entry == next) {
		apx_fault(APX_EV_LIST_CORRUPTION, apx_name_of(entry), place);
		return;
	}
	next->prev = entry;
	entry->next = next;
	entry->prev = prev;
	prev->next = entry;
}

static inline bool apx_list_unlink(struct list_head *entry, const struct apx_place *place)
{
	if (entry->next == LIST_POISON1 || entry->prev == LIST_POISON2 ||
	    entry->prev->next != entry || entry->next->prev != entry) {
		apx_fault(APX_EV_LIST_CORRUPTION, apx_name_of(entry), place);
		return false;
	}
	entry->next->prev = entry->prev;
	entry->prev->next = entry->next;
	return true;
}

static inline void apx_list_del(struct list_head *entry, const struct apx_place *place)
{
	if (!apx_list_unlink(entry, place))
		return;
	entry->next = LIST_POISON1;
	entry->prev = LIST_POISON2;
}

static inline void apx_list_del_init(struct list_head *entry, const struct apx_place *place)
{
	apx_list_unlink(entry, place);
	INIT_LIST_HEAD(entry);
}

#define list_add(entry, head) ({ struct list_head *apx_at = (head); apx_list_used(apx_at, true, APX_HERE); apx_list_insert(entry, apx_at, apx_at->next, APX_HERE); })
#define list_add_tail(entry, head) ({ struct list_head *apx_at = (head); apx_list_insert(entry, apx_at->prev, apx_at, APX_HERE); })
#define list_del(entry) apx_list_del(entry, APX_HERE)
#define list_del_init(entry) apx_list_del_init(entry, APX_HERE)
#define list_move(entry, head) ({ struct list_head *apx_moved = (entry); list_del(apx_moved); list_add(apx_moved, head); })
#define list_move_tail(entry, head) ({ struct list_head *apx_moved = (entry); list_del(apx_moved); list_add_tail(apx_moved, head); })
static inline int list_empty(const struct list_head *head) { return READ_ONCE(head->next) == head; }
static inline int list_is_singular(const struct list_head *head) { return !list_empty(head) && head->next == head->prev; }

#define list_entry(pointer, type, member) container_of(pointer, type, member)
#define list_first_entry(head, type, member) list_entry((head)->next, type, member)
#define list_last_entry(head, type, member) list_entry((head)->prev, type, member)
#define list_first_entry_or_null(head, type, member) (list_empty(head) ? NULL : list_first_entry(head, type, member))
#define list_next_entry(position, member) list_entry((position)->member.next, typeof(*(position)), member)
#define list_prev_entry(position, member) list_entry((position)->member.prev, typeof(*(position)), member)
#define list_entry_is_head(position, head, member) (&(position)->member == (head))
#define list_for_each(position, head) for (position = (head)->next; position != (head); position = position->next)
#define list_for_each_entry(position, head, member) \
	for (apx_list_used(head, false, APX_HERE), position = list_first_entry(head, typeof(*position), member); \
	     !list_entry_is_head(position, head, member); \
	     position = list_next_entry(position, member))
#define list_for_each_entry_reverse(position, head, member) \
	for (position = list_last_entry(head, typeof(*position), member); !list_entry_is_head(position, head, member); \
	     position = list_prev_entry(position, member))
#define list_for_each_entry_safe(position, n, head, member) \
	for (position = list_first_entry(head, typeof(*position), member), n = list_next_entry(position, member); \
	     !list_entry_is_head(position, head, member); position = n, n = list_next_entry(n, member))

#define list_for_each_entry_continue(position, head, member) \
	for (position = list_next_entry(position, member); &position->member != (head); position = list_next_entry(position, member))
#define list_for_each_entry_continue_reverse(position, head, member) \
	for (position = list_prev_entry(position, member); &position->member != (head); position = list_prev_entry(position, member))
#define list_for_each_entry_from(position, head, member) \
	for (; &position->member != (head); position = list_next_entry(position, member))
/* Between the head's last entry and the head; the list that is moved is left as it was. */
static inline void list_splice_tail(struct list_head *list, struct list_head *head)
{
	if (list_empty(list))
		return;
	list->next->prev = head->prev;
	head->prev->next = list->next;
	list->prev->next = head;
	head->prev = list->prev;
}

/* Between the head and its first entry. */
static inline void list_splice_init(struct list_head *list, struct list_head *head)
{
	list_splice_tail(list, head->next);
	INIT_LIST_HEAD(list);
}

#define HLIST_HEAD_INIT { NULL }
static inline void INIT_HLIST_NODE(struct hlist_node *node) { node->next = NULL; node->pprev = NULL; }
static inline int hlist_unhashed(const struct hlist_node *node) { return !node->pprev; }
static inline int hlist_empty(const struct hlist_head *head) { return !READ_ONCE(head->first); }

/* What a node points back to proves nothing: of two in a table that is gone each still does, and hlist_add_head() (include/linux/
 * list.h) would not look at it. A node that is in this very chain is one added twice. */
static inline bool apx_is_chained(const struct hlist_node *node, const struct hlist_head *head)
{
	const struct hlist_node *at = head->first;

	for (int steps = 0; at && steps < 1 << 16; steps++, at = at->next)
		if (at == node)
			return true;
	return false;
}

static inline void apx_hlist_add(struct hlist_node *node, struct hlist_head *head, const struct apx_place *place)
{
	struct hlist_node *first = head->first;

	if (apx_is_chained(node, head)) {
		apx_fault(APX_EV_LIST_CORRUPTION, apx_name_of(node), place);
		return;
	}
	node->next = first;
	if (first)
		first->pprev = &node->next;
	head->first = node;
	node->pprev = &head->first;
}

static inline void apx_hlist_unlink(struct hlist_node *node)
{
	struct hlist_node *next = node->next, **pprev = node->pprev;

	*pprev = next;
	if (next)
		next->pprev = pprev;
}

static inline void hlist_del(struct hlist_node *node)
{
	apx_hlist_unlink(node);
	node->next = LIST_POISON1;
	node->pprev = LIST_POISON2;
}

static inline void hlist_del_init(struct hlist_node *node)
{
	if (hlist_unhashed(node))
		return;
	apx_hlist_unlink(node);
	INIT_HLIST_NODE(node);
}

#define hlist_add_head(node, head) apx_hlist_add(node, head, APX_HERE)
#define hlist_entry(pointer, type, member) container_of(pointer, type, member)
#define hlist_entry_safe(pointer, type, member) \
	({ typeof(pointer) apx_node = (pointer); apx_node ? hlist_entry(apx_node, type, member) : NULL; })
#define hlist_for_each_entry(position, head, member) \
	for (position = hlist_entry_safe((head)->first, typeof(*(position)), member); position; \
	     position = hlist_entry_safe((position)->member.next, typeof(*(position)), member))
#define hlist_for_each_entry_safe(position, n, head, member) \
	for (position = hlist_entry_safe((head)->first, typeof(*position), member); \
	     position && ({ n = position->member.next; 1; }); position = hlist_entry_safe(n, typeof(*position), member))

/* include/linux/hash.h: with the kernel's multipliers, since which queues share a bucket makes a difference */
static inline u32 hash_32(u32 value, unsigned int bits) { return (u32)(value * 0x61C88647U) >> (32 - bits); }
static inline u32 hash_long(unsigned long value, unsigned int bits) { return (value * 0x61C8864680B583EBUL) >> (64 - bits); }
#define hash_min(value, bits) (sizeof(value) <= 4 ? hash_32(value, bits) : hash_long(value, bits))

/* The next bucket that is not empty: the whole table is checked once, not bucket by bucket (list.c). */
unsigned int apx_next_bucket(const struct hlist_head *table, unsigned int at, unsigned int size, const struct apx_place *place);
void apx_hash_init(struct hlist_head *table, unsigned int size, const struct apx_place *place);

#define DECLARE_HASHTABLE(name, bits) struct hlist_head name[1 << (bits)]
#define DEFINE_HASHTABLE(name, bits) struct hlist_head name[1 << (bits)]
#define HASH_SIZE(name) ARRAY_SIZE(name)
#define HASH_BITS(name) __builtin_ctzl(HASH_SIZE(name))
#define hash_init(table) apx_hash_init(table, HASH_SIZE(table), APX_HERE)
#define hash_add(table, node, key) hlist_add_head(node, &(table)[hash_min(key, HASH_BITS(table))])
#define hash_hashed(node) (!hlist_unhashed(node))
#define hash_del(node) hlist_del_init(node)
#define hash_empty(table) (apx_next_bucket(table, 0, HASH_SIZE(table), APX_HERE) == HASH_SIZE(table))
#define APX_EACH_BUCKET(name, bucket, object) \
	for ((bucket) = apx_next_bucket(name, 0, HASH_SIZE(name), APX_HERE), object = NULL; \
	     object == NULL && (bucket) < HASH_SIZE(name); \
	     (bucket) = apx_next_bucket(name, (bucket) + 1, HASH_SIZE(name), APX_HERE))
#define hash_for_each(name, bucket, object, member) \
	APX_EACH_BUCKET(name, bucket, object) hlist_for_each_entry(object, &(name)[bucket], member)
#define hash_for_each_safe(name, bucket, n, object, member) \
	APX_EACH_BUCKET(name, bucket, object) hlist_for_each_entry_safe(object, n, &(name)[bucket], member)
#define hash_for_each_possible(name, object, member, key) \
	hlist_for_each_entry(object, &(name)[hash_min(key, HASH_BITS(name))], member)
#define hash_for_each_possible_safe(name, object, n, member, key) \
	hlist_for_each_entry_safe(object, n, &(name)[hash_min(key, HASH_BITS(name))], member)

#endif
