/* SPDX-License-Identifier: GPL-2.0-or-later OR MIT */
/*
 * Sorted trees (include/linux/rbtree.h), never balanced: nothing depends on their depth here. Numbers handed out (idr.h), and sparse
 * arrays (xarray.h): base/tree.c, base/idr.c.
 */
#ifndef APX_KERNEL_TREE_H
#define APX_KERNEL_TREE_H

struct rb_node { struct rb_node *rb_parent, *rb_left, *rb_right; };
struct rb_root { struct rb_node *rb_node; };
struct rb_root_cached { struct rb_root rb_root; struct rb_node *rb_leftmost; };
struct interval_tree_node { struct rb_node rb; unsigned long start, last, apx_subtree_last; };
#define RB_ROOT ((struct rb_root){ NULL })
#define RB_ROOT_CACHED ((struct rb_root_cached){ { NULL }, NULL })
#define RB_EMPTY_ROOT(root) ((root)->rb_node == NULL)
#define RB_EMPTY_NODE(node) ((node)->rb_parent == (node))
#define RB_CLEAR_NODE(node) ((node)->rb_parent = (node))
#define rb_entry(pointer, type, member) container_of(pointer, type, member)
#define rb_entry_safe(pointer, type, member) ({ typeof(pointer) apx_p = (pointer); apx_p ? rb_entry(apx_p, type, member) : NULL; })
#define rb_parent(node) ((node)->rb_parent)
static inline void rb_link_node(struct rb_node *node, struct rb_node *parent, struct rb_node **link)
{
	*node = (struct rb_node){ .rb_parent = parent };
	*link = node;
}
#define rb_insert_color(node, root) ((void)(node), (void)(root))
void rb_erase(struct rb_node *node, struct rb_root *root);
struct rb_node *rb_first(const struct rb_root *root);
struct rb_node *rb_last(const struct rb_root *root);
struct rb_node *rb_next(const struct rb_node *node);
struct rb_node *rb_prev(const struct rb_node *node);

/* Numbers from 0 up, the lowest that is free, with a pointer each. */
enum { APX_NUMBERS = 64, APX_ENTRIES = 32 };
struct idr { void *entry[APX_NUMBERS]; };
struct ida { struct idr idr; };
struct xarray { struct { unsigned long index; void *entry; } slot[APX_ENTRIES]; struct spinlock xa_lock; };
#define DEFINE_IDR(name) struct idr name
#define DEFINE_XARRAY(name) struct xarray name
#define idr_init(idr) memset(idr, 0, sizeof(*(idr)))
#define idr_destroy(idr) idr_init(idr)
int idr_alloc(struct idr *idr, void *pointer, int start, int end, gfp_t flags);
void *idr_find(const struct idr *idr, unsigned long id);
void *idr_remove(struct idr *idr, unsigned long id);
#define ida_init(ida) idr_init(&(ida)->idr)
#define ida_destroy(ida) idr_init(&(ida)->idr)
#define ida_alloc(ida, flags) ida_alloc_max(ida, APX_NUMBERS - 1, flags)
#define ida_alloc_max(ida, most, flags) idr_alloc(&(ida)->idr, (void *)1, 0, (int)(most) < 0 || (unsigned int)(most) >= APX_NUMBERS ? 0 : (int)(most) + 1, flags)
#define ida_free(ida, id) ((void)idr_remove(&(ida)->idr, id))

/* lib/xarray.c: an entry that failed to be stored is an error in disguise */
#define xa_init(xa) do { memset(xa, 0, sizeof(*(xa))); spin_lock_init(&(xa)->xa_lock); } while (0)
#define xa_lock(xa) spin_lock(&(xa)->xa_lock)
#define xa_unlock(xa) spin_unlock(&(xa)->xa_lock)
static inline bool xa_is_err(const void *entry) { return IS_ERR(entry); }
static inline int xa_err(void *entry) { return xa_is_err(entry) ? PTR_ERR(entry) : 0; }
void *xa_load(struct xarray *xa, unsigned long index);
void *__xa_cmpxchg(struct xarray *xa, unsigned long index, void *old, void *entry, gfp_t flags);
void *__xa_erase(struct xarray *xa, unsigned long index);
#define xa_destroy(xa) memset((xa)->slot, 0, sizeof((xa)->slot))

#endif
