/* SPDX-License-Identifier: GPL-2.0-or-later OR MIT */
/* Open files and descriptors of the one process of user space (fs/file.c, file_table.c, open.c, ioctl.c, anon_inodes.c). */
#include "world.h"

enum { FDS = 64 };

static struct file *table[FDS];
static u64 reserved;		/* descriptors without a file yet */
static struct file *due[APX_TASKS + 1];	/* of each task: what is released when it returns to user space */

static struct file *new_file(const struct file_operations *operations, void *data, struct inode *inode)
{
	struct file *file = apx_alloc(sizeof(*file), 1, APX_OWNER_SHIM, "struct file", APX_IN("fs/file_table.c", "alloc_file"));

	if (!file)
		return ERR_PTR(-ENFILE);
	file->f_op = operations;
	file->private_data = data;
	file->f_inode = inode;
	file->f_mode = FMODE_READ | FMODE_WRITE;
	file->apx_refs = 1;
	return file;
}

struct file *get_file(struct file *file)
{
	APX_LOOK_FROM_CALLER(file, sizeof(*file));
	file->apx_refs++;
	return file;
}

void fput(struct file *file)
{
	APX_LOOK_FROM_CALLER(file, sizeof(*file));
	if (--file->apx_refs > 0)
		return;
	file->apx_next = due[apx_task_number()];
	due[apx_task_number()] = file;
}

/* kernel/task_work.c task_work_run(), fs/file_table.c __fput() */
void apx_release_files(void)
{
	u32 task = apx_task_number();

	while (due[task]) {
		struct file *file = due[task];
		struct module *owner = file->f_op->owner;

		due[task] = file->apx_next;
		if (file->f_op->release)
			file->f_op->release(file->f_inode, file);
		module_put(owner);
		if (file->f_inode)
			iput(file->f_inode);
		apx_free(file, APX_IN("fs/file_table.c", "__fput"));
	}
}

struct file *apx_file_at(int fd)
{
	return fd >= 0 && fd < FDS ? table[fd] : NULL;
}

struct file *fget(unsigned int fd)
{
	struct file *file = apx_file_at(fd);

	return file ? get_file(file) : NULL;
}

struct fd fdget(unsigned int fd)
{
	return (struct fd){ fget(fd) };
}

void fdput(struct fd fd)
{
	if (fd.file)
		fput(fd.file);
}

int get_unused_fd_flags(unsigned int flags)
{
	for (int fd = 0; fd < FDS; fd++) {
		if (!table[fd] && !(reserved >> fd & 1)) {
			reserved |= 1ULL << fd;
			return fd;
		}
	}
	return -EMFILE;
}

void put_unused_fd(unsigned int fd)
{
	reserved &= ~(1ULL << fd);
}

void fd_install(unsigned int fd, struct file *file)
{
	put_unused_fd(fd);
	table[fd] = file;
}

/* The owner of the operations is held as long as the file is open. */
struct file *anon_inode_getfile(const char *name, const struct file_operations *operations, void *data, int flags)
{
	struct file *file;

	if (operations->owner && !try_module_get(operations->owner))
		return ERR_PTR(-ENOENT);
	file = new_file(operations, data, NULL);
	if (IS_ERR(file))
		module_put(operations->owner);
	return file;
}

int apx_fd_add(struct file *file)
{
	int fd;

	if (IS_ERR(file))
		return PTR_ERR(file);
	fd = get_unused_fd_flags(0);
	if (fd < 0)
		fput(file);
	else
		fd_install(fd, file);
	return fd;
}

int anon_inode_getfd(const char *name, const struct file_operations *operations, void *data, int flags)
{
	return apx_fd_add(anon_inode_getfile(name, operations, data, flags));
}

/* fs/open.c do_dentry_open() */
int apx_open_file(const struct file_operations *operations, struct inode *inode, void *data)
{
	int fd = get_unused_fd_flags(0), error;
	struct file *file;

	if (fd < 0)
		return fd;
	file = try_module_get(operations->owner) ? new_file(operations, data, inode) : ERR_PTR(-ENODEV);
	error = IS_ERR(file) ? PTR_ERR(file) : operations->open ? operations->open(inode, file) : 0;
	if (error) {
		put_unused_fd(fd);
		if (!IS_ERR(file)) {
			module_put(operations->owner);
			apx_free(file, APX_HERE);
		}
		return error;
	}
	fd_install(fd, file);
	return fd;
}

/* fs/ioctl.c */
long apx_ioctl(int fd, unsigned int command, void *argument)
{
	struct file *file = apx_file_at(fd);
	long result;

	if (!file)
		return -EBADF;
	if (!file->f_op->unlocked_ioctl)
		return -ENOTTY;
	get_file(file);
	result = file->f_op->unlocked_ioctl(file, command, (unsigned long)argument);
	fput(file);
	return result == -ENOIOCTLCMD ? -ENOTTY : result;
}

/* fs/open.c close() */
int apx_close(int fd)
{
	struct file *file = apx_file_at(fd);

	if (!file)
		return -EBADF;
	table[fd] = NULL;
	fput(file);
	apx_release_files();
	return 0;
}

struct inode *alloc_anon_inode(struct super_block *super)
{
	struct inode *inode = apx_alloc(sizeof(*inode), 1, APX_OWNER_SHIM, "struct inode", APX_IN("fs/libfs.c", "alloc_anon_inode"));

	if (!inode)
		return ERR_PTR(-ENOMEM);
	inode->apx_refs = 1;
	return inode;
}

void iput(struct inode *inode)
{
	if (!inode || --inode->apx_refs > 0)
		return;
	if (inode->i_cdev)
		cdev_put(inode->i_cdev);
	apx_free(inode, APX_IN("fs/inode.c", "iput"));
}
