/* SPDX-License-Identifier: GPL-2.0-or-later OR MIT */
/* Character devices by number (fs/char_dev.c), miscellaneous devices (drivers/char/misc.c), and /dev, where user space finds them. */
#include "world.h"

enum { NODES = 32, FIRST_MAJOR = 240 };

static struct cdev *node[NODES];
static struct device *in_dev[NODES];	/* /dev */
static u32 majors;
static struct miscdevice *first_misc;

int alloc_chrdev_region(dev_t *number, unsigned int first, unsigned int count, const char *name)
{
	*number = MKDEV(FIRST_MAJOR + majors++, first);
	return 0;
}

void cdev_init(struct cdev *cdev, const struct file_operations *operations)
{
	APX_LOOK_FROM_CALLER(cdev, sizeof(*cdev));
	*cdev = (struct cdev){ .ops = operations };
}

int cdev_add(struct cdev *cdev, dev_t number, unsigned int count)
{
	APX_LOOK_FROM_CALLER(cdev, sizeof(*cdev));
	cdev->dev = number;
	cdev->count = count;
	cdev->apx_refs = 1;
	for (u32 i = 0; i < NODES; i++) {
		if (node[i])
			continue;
		node[i] = cdev;
		return 0;
	}
	return -ENOMEM;
}

void cdev_del(struct cdev *cdev)
{
	for (u32 i = 0; i < NODES; i++) {
		if (node[i] == cdev)
			node[i] = NULL;
	}
	cdev_put(cdev);
}

/* Each open file holds its device; with the last reference the device behind it is given back (cdev_set_parent()). */
void cdev_put(struct cdev *cdev)
{
	if (--cdev->apx_refs == 0)
		put_device(cdev->apx_parent);
}

int cdev_device_add(struct cdev *cdev, struct device *device)
{
	int error = cdev_add(cdev, device->devt, 1);

	if (error)
		return error;
	cdev->apx_parent = get_device(device);
	error = device_add(device);
	if (error)
		cdev_del(cdev);
	return error;
}

void cdev_device_del(struct cdev *cdev, struct device *device)
{
	device_del(device);
	cdev_del(cdev);
}

/* drivers/base/devtmpfs.c */
void devtmpfs_create_node(struct device *device)
{
	for (u32 i = 0; i < NODES; i++) {
		if (!in_dev[i]) {
			in_dev[i] = device;
			return;
		}
	}
}

void devtmpfs_delete_node(struct device *device)
{
	for (u32 i = 0; i < NODES; i++) {
		if (in_dev[i] == device)
			in_dev[i] = NULL;
	}
}

dev_t apx_device_number(const char *class_name, const char *name)
{
	for (u32 i = 0; i < NODES; i++) {
		if (in_dev[i] && in_dev[i]->class && !strcmp(in_dev[i]->class->name, class_name) && !strcmp(dev_name(in_dev[i]), name))
			return in_dev[i]->devt;
	}
	return 0;
}

/* fs/char_dev.c chrdev_open() */
int apx_open_number(dev_t number)
{
	for (u32 i = 0; i < NODES; i++) {
		struct cdev *cdev = node[i];
		struct inode *inode;
		int fd;

		if (!cdev || number < cdev->dev || number - cdev->dev >= cdev->count)
			continue;
		inode = alloc_anon_inode(NULL);
		if (IS_ERR(inode))
			return PTR_ERR(inode);
		inode->i_rdev = number;
		inode->i_cdev = cdev;
		cdev->apx_refs++;
		fd = apx_open_file(cdev->ops, inode, NULL);
		if (fd < 0)
			iput(inode);
		return fd;
	}
	return -ENXIO;
}

int misc_register(struct miscdevice *misc)
{
	misc->apx_next = first_misc;
	first_misc = misc;
	return 0;
}

void misc_deregister(struct miscdevice *misc)
{
	for (struct miscdevice **at = &first_misc; *at; at = &(*at)->apx_next) {
		if (*at == misc) {
			*at = misc->apx_next;
			return;
		}
	}
}

/* drivers/char/misc.c misc_open(): the file's data is the device */
int apx_open_misc(const char *nodename)
{
	for (struct miscdevice *misc = first_misc; misc; misc = misc->apx_next) {
		if (misc->nodename && !strcmp(misc->nodename, nodename))
			return apx_open_file(misc->fops, NULL, misc);
	}
	return -ENODEV;
}
