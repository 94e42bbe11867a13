/* SPDX-License-Identifier: GPL-2.0-or-later OR MIT */
/*
 * Files, groups and links of a kobject's directory (fs/sysfs/file.c, group.c, symlink.c) and how user space reads and writes them
 * (fs/kernfs/file.c). A file that is removed is first made unreachable, then whoever is in its store or show is awaited
 * (fs/kernfs/dir.c kernfs_drain()).
 */
#include "base/sysfs.h"

static bool is_visible(struct kobject *kobject, const struct attribute_group *group, int n)
{
	return !group->is_visible || group->is_visible(kobject, group->attrs[n], n);
}

struct apx_sysfs_file *apx_sysfs_file_of(struct apx_sysfs_node *node, const char *name)
{
	for (u32 i = 0; i < node->count; i++) {
		if (!node->file[i].is_gone && !strcmp(node->file[i].attribute->name, name))
			return &node->file[i];
	}
	return NULL;
}

static bool is_taken(struct kobject *kobject, const char *name)
{
	struct apx_sysfs_node *node;

	list_for_each_entry(node, &kobject->apx_files, entry) {
		if (node->name ? !strcmp(node->name, name) : apx_sysfs_file_of(node, name) != NULL)
			return true;
	}
	return false;
}

/* What the driver asks for counts among its allocations, and is given back at once: the node itself is the fake's. */
static struct apx_sysfs_node *new_node(struct kobject *kobject, const void *identity, u32 most, enum apx_owner owner)
{
	struct apx_sysfs_node *node;
	void *counted;

	if (owner == APX_OWNER_DRIVER) {
		counted = apx_alloc(1, 1, APX_OWNER_DRIVER, "sysfs group", APX_HERE);
		if (!counted)
			return NULL;
		apx_free(counted, APX_HERE);
	}
	node = apx_base_alloc(sizeof(*node) + most * sizeof(node->file[0]), "a file in sysfs", APX_HERE);
	if (!node)
		return NULL;
	node->identity = identity;
	node->owner = owner;
	return node;
}

static int link_node(struct kobject *kobject, struct apx_sysfs_node *node)
{
	bool is_free = node->name ? !is_taken(kobject, node->name) : true;

	for (u32 i = 0; is_free && !node->name && i < node->count; i++)
		is_free = !is_taken(kobject, node->file[i].attribute->name);
	if (is_free)
		list_add_tail(&node->entry, &kobject->apx_files);
	else
		apx_free(node, APX_HERE);
	return is_free ? 0 : -EEXIST;
}

int apx_sysfs_create_group(struct kobject *kobject, const struct attribute_group *group, enum apx_owner owner)
{
	struct apx_sysfs_node *node;
	u32 most = 0;
	int error;

	APX_LOOK_FROM_CALLER(kobject, 8);
	while (group->attrs && group->attrs[most])
		most++;
	node = new_node(kobject, group, most, owner);
	if (!node)
		return -ENOMEM;
	node->name = group->name;
	for (u32 i = 0; i < most; i++) {
		if (is_visible(kobject, group, i))
			node->file[node->count++].attribute = group->attrs[i];
	}
	error = link_node(kobject, node);
	apx_point_here(APX_IN("fs/sysfs/group.c", "sysfs_create_group"), "a file is there");
	return error;
}

int apx_sysfs_create_groups(struct kobject *kobject, const struct attribute_group **groups, enum apx_owner owner)
{
	for (u32 i = 0; groups && groups[i]; i++) {
		int error = apx_sysfs_create_group(kobject, groups[i], owner);

		if (!error)
			continue;
		while (i-- > 0)
			sysfs_remove_group(kobject, groups[i]);
		return error;
	}
	return 0;
}

int apx_sysfs_create_file(struct kobject *kobject, const struct attribute *attribute, enum apx_owner owner)
{
	struct apx_sysfs_node *node;

	APX_LOOK_FROM_CALLER(kobject, 8);
	node = new_node(kobject, attribute, 1, owner);
	if (!node)
		return -ENOMEM;
	node->count = 1;
	node->file[0].attribute = attribute;
	return link_node(kobject, node);
}

int apx_sysfs_create_files(struct kobject *kobject, const struct attribute *const *attributes, enum apx_owner owner)
{
	for (u32 i = 0; attributes && attributes[i]; i++) {
		int error = apx_sysfs_create_file(kobject, attributes[i], owner);

		if (!error)
			continue;
		while (i-- > 0)
			sysfs_remove_file(kobject, attributes[i]);
		return error;
	}
	return 0;
}

int apx_sysfs_create_link(struct kobject *kobject, struct kobject *target, const char *name, enum apx_owner owner)
{
	struct apx_sysfs_node *node;

	APX_LOOK_FROM_CALLER(kobject, 8);
	APX_LOOK_FROM_CALLER(target, 8);
	node = new_node(kobject, target, 0, owner);
	if (!node)
		return -ENOMEM;
	node->is_link = true;
	node->name = name;
	return link_node(kobject, node);
}

void apx_sysfs_put_node(struct apx_sysfs_node *node)
{
	if (node->is_removed && !node->users)
		apx_free(node, APX_HERE);
}

static int is_drained(void *file)
{
	return ((struct apx_sysfs_file *)file)->active == 0;
}

static void remove_node(struct apx_sysfs_node *node)
{
	const struct apx_place *place = APX_IN("fs/kernfs/dir.c", "kernfs_drain");

	if (node->is_removed)
		return;
	node->is_removed = true;
	list_del(&node->entry);
	node->users++;
	for (u32 i = 0; i < node->count; i++) {
		node->file[i].is_gone = true;
		if (!node->file[i].is_suicidal && !is_drained(&node->file[i]))
			apx_wait_until(is_drained, &node->file[i], -1, node->file[i].attribute->name, place);
	}
	node->users--;
	apx_sysfs_put_node(node);
}

static struct apx_sysfs_node *node_of(struct kobject *kobject, const void *identity)
{
	struct apx_sysfs_node *node;

	list_for_each_entry(node, &kobject->apx_files, entry) {
		if (node->identity == identity && !node->is_link)
			return node;
	}
	return NULL;
}

void sysfs_remove_group(struct kobject *kobject, const struct attribute_group *group)
{
	struct apx_sysfs_node *node;

	apx_point_here(APX_IN("fs/sysfs/group.c", "sysfs_remove_group"), "a file goes");
	APX_LOOK_FROM_CALLER(kobject, 8);
	node = node_of(kobject, group);
	if (node)
		remove_node(node);
	else
		apx_fault_pc(APX_EV_WARNING, "sysfs_remove_group: no such group", __builtin_return_address(0));
}

void sysfs_remove_groups(struct kobject *kobject, const struct attribute_group **groups)
{
	for (; groups && *groups; groups++)
		sysfs_remove_group(kobject, *groups);
}

void sysfs_remove_file(struct kobject *kobject, const struct attribute *attribute)
{
	struct apx_sysfs_node *node = node_of(kobject, attribute);

	if (node)
		remove_node(node);
}

void sysfs_remove_files(struct kobject *kobject, const struct attribute *const *attributes)
{
	for (; attributes && *attributes; attributes++)
		sysfs_remove_file(kobject, *attributes);
}

void sysfs_remove_link(struct kobject *kobject, const char *name)
{
	struct apx_sysfs_node *node;

	list_for_each_entry(node, &kobject->apx_files, entry) {
		if (node->is_link && !strcmp(node->name, name))
			return remove_node(node);
	}
}

/* sysfs_remove_dir(): kernfs_remove() of all that is left */
void apx_sysfs_remove_dir(struct kobject *kobject)
{
	while (!list_empty(&kobject->apx_files))
		remove_node(list_first_entry(&kobject->apx_files, struct apx_sysfs_node, entry));
}

static int is_suicide_over(void *file)
{
	return ((struct apx_sysfs_file *)file)->is_suicided && is_drained(file);
}

/* kernfs_remove_self(): the first who comes removes the file; each other waits until the winner's whole store is over. */
static bool remove_self(struct apx_sysfs_file *file)
{
	const struct apx_place *place = APX_IN("fs/kernfs/dir.c", "kernfs_remove_self");
	bool is_first = !file->is_suicidal;

	file->active--;
	file->is_suicidal = file->is_gone = true;
	if (is_first && !is_drained(file))
		apx_wait_until(is_drained, file, -1, file->attribute->name, place);
	if (!is_first)
		apx_wait_until(is_suicide_over, file, -1, file->attribute->name, place);
	file->is_suicided = true;
	file->active++;
	return is_first;
}

bool sysfs_remove_file_self(struct kobject *kobject, const struct attribute *attribute)
{
	struct apx_sysfs_node *node;

	list_for_each_entry(node, &kobject->apx_files, entry) {
		for (u32 i = 0; i < node->count; i++) {
			if (node->file[i].attribute == attribute)
				return remove_self(&node->file[i]);
		}
	}
	return false;
}

u32 apx_sysfs_groups_of(const struct kobject *kobject, enum apx_owner owner)
{
	const struct apx_sysfs_node *node;
	u32 count = 0;

	list_for_each_entry(node, &kobject->apx_files, entry)
		count += node->owner == owner && !node->is_link;
	return count;
}
