/* SPDX-License-Identifier: GPL-2.0-or-later OR MIT */
/* What sysfs.c and sysfs_rw.c share: a kobject's directory is a list of groups with their files, single files, and links. */
#ifndef APX_BASE_SYSFS_H
#define APX_BASE_SYSFS_H

#include "world.h"

struct apx_sysfs_file {
	const struct attribute *attribute;
	u16 active;		/* calls in its store or show, which a removal waits for */
	bool is_gone;
	bool is_suicidal;	/* KERNFS_SUICIDAL, KERNFS_SUICIDED: its own store removes it, has removed it */
	bool is_suicided;
};

struct apx_sysfs_node {
	struct list_head entry;			/* of kobject.apx_files */
	const void *identity;			/* the group, the attribute, or what the link leads to */
	const char *name;			/* of the group's directory or of the link */
	u16 count;
	u16 users;				/* calls that still look at this memory */
	u8 owner;				/* enum apx_owner: who asked for it */
	bool is_link, is_removed;
	struct apx_sysfs_file file[];
};

struct apx_sysfs_file *apx_sysfs_file_of(struct apx_sysfs_node *node, const char *name);
void apx_sysfs_put_node(struct apx_sysfs_node *node);

#endif
