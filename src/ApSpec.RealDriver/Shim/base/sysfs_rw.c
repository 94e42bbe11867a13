/* SPDX-License-Identifier: GPL-2.0-or-later OR MIT */
/*
 * How user space reads and writes a file of sysfs (fs/kernfs/file.c kernfs_fop_write_iter(), fs/sysfs/file.c): a call holds the
 * file's active reference and works on a buffer of its own.
 */
#include "base/sysfs.h"

enum { PAGES = 4 };	/* calls in a store or show at a time: one of a user, and what waits for it */

static char *pages[PAGES];
static bool is_taken[PAGES];

/* "directory/file" is in a group with a name. */
static struct apx_sysfs_file *find(struct kobject *kobject, const char *path, struct apx_sysfs_node **in)
{
	struct apx_sysfs_node *node;

	list_for_each_entry(node, &kobject->apx_files, entry) {
		size_t length = !node->is_link && node->name ? strlen(node->name) + 1 : 0;
		struct apx_sysfs_file *file;

		if (node->is_link || (length && (strncmp(path, node->name, length - 1) || path[length - 1] != '/')))
			continue;
		file = apx_sysfs_file_of(node, path + length);
		if (!file)
			continue;
		*in = node;
		return file;
	}
	return NULL;
}

static char *take_page(void)
{
	for (u32 i = 0; i < PAGES; i++) {
		if (is_taken[i])
			continue;
		if (!pages[i])
			pages[i] = i ? apx_base_alloc(PAGE_SIZE, "sysfs buffer", APX_HERE) : apx_sysfs_page;
		is_taken[i] = pages[i] != NULL;
		return pages[i];
	}
	return NULL;
}

/* Zeroed, so that equal states stay equal. */
static void give_page(char *page, size_t used)
{
	for (u32 i = 0; i < PAGES; i++)
		is_taken[i] &= pages[i] != page;
	__builtin_memset(page, 0, used);
}

static ssize_t show(struct kobject *kobject, const struct attribute *attribute, char *page)
{
	const struct sysfs_ops *ops = kobject->ktype->sysfs_ops;
	ssize_t length = ops->show ? ops->show(kobject, (struct attribute *)attribute, page) : -EIO;

	apx_set_text(page, length);
	return length;
}

static ssize_t store(struct kobject *kobject, const struct attribute *attribute, const char *text, size_t length, char *page)
{
	const struct sysfs_ops *ops = kobject->ktype->sysfs_ops;

	__builtin_memcpy(page, text, length);
	return ops->store ? ops->store(kobject, (struct attribute *)attribute, page, length) : -EIO;
}

/* text is NULL for a show. */
static ssize_t use(struct kobject *kobject, const char *path, const char *text, size_t length)
{
	struct apx_sysfs_node *node;
	struct apx_sysfs_file *file = kobject->ktype ? find(kobject, path, &node) : NULL;
	char *page;
	ssize_t result;

	if (!file)
		return -ENOENT;
	page = length < PAGE_SIZE ? take_page() : NULL;
	if (!page)
		return -ENOMEM;
	file->active++;
	node->users++;
	result = text ? store(kobject, file->attribute, text, length, page) : show(kobject, file->attribute, page);
	file->active--;
	node->users--;
	apx_sysfs_put_node(node);
	give_page(page, text ? length + 1 : PAGE_SIZE);
	return result;
}

ssize_t apx_sysfs_store(struct kobject *kobject, const char *attribute, const char *text, size_t length)
{
	return use(kobject, attribute, text, length);
}

ssize_t apx_sysfs_show(struct kobject *kobject, const char *attribute)
{
	return use(kobject, attribute, NULL, 0);
}
