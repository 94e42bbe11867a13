/* SPDX-License-Identifier: GPL-2.0-or-later OR MIT */
/* Open files, descriptors, character devices (include/linux/fs.h, file.h, cdev.h, miscdevice.h, anon_inodes.h): base/file.c. */
#ifndef APX_KERNEL_FILE_H
#define APX_KERNEL_FILE_H

struct file;
struct inode;
struct miscdevice;
struct vm_area_struct;
struct address_space;
struct seq_file;
typedef void *fl_owner_t;

struct file_operations {
	struct module *owner;
	loff_t (*llseek)(struct file *, loff_t, int);
	ssize_t (*read)(struct file *, char __user *, size_t, loff_t *);
	ssize_t (*write)(struct file *, const char __user *, size_t, loff_t *);
	__poll_t (*poll)(struct file *, poll_table *);
	long (*unlocked_ioctl)(struct file *, unsigned int, unsigned long);
	long (*compat_ioctl)(struct file *, unsigned int, unsigned long);
	int (*mmap)(struct file *, struct vm_area_struct *);
	int (*open)(struct inode *, struct file *);
	int (*release)(struct inode *, struct file *);
	void (*show_fdinfo)(struct seq_file *, struct file *);
};

struct cdev { struct module *owner; const struct file_operations *ops; dev_t dev; unsigned int count; int apx_refs; struct device *apx_parent; };
struct inode { dev_t i_rdev; struct cdev *i_cdev; void *i_private; struct address_space *i_mapping; int apx_refs; };
struct file {
	const struct file_operations *f_op;
	void *private_data;
	struct inode *f_inode;
	struct address_space *f_mapping;
	unsigned int f_mode, f_flags;
	int apx_refs;
	struct file *apx_next;		/* of those whose last reference is gone and whose release is due */
};
struct fd { struct file *file; };

#define FMODE_READ 1
#define FMODE_WRITE 2
#define FMODE_LSEEK 4
#define FMODE_PREAD 8
#define FMODE_PWRITE 16
#define O_RDWR 2
#define O_CLOEXEC 02000000
#define compat_ptr_ioctl NULL
#define noop_llseek NULL
#define file_inode(file) ((file)->f_inode)

struct file *get_file(struct file *file);
/* fs/file_table.c: what is released runs on the way back to user space, not under the caller's locks. */
void fput(struct file *file);
struct file *fget(unsigned int fd);
struct fd fdget(unsigned int fd);
void fdput(struct fd fd);
#define fd_file(fd) ((fd).file)
#define fd_empty(fd) (!(fd).file)
static inline void apx_leave_fd(struct fd *fd) { fdput(*fd); }
static inline void apx_free_fput(struct file **file) { if (!IS_ERR_OR_NULL(*file)) fput(*file); }
#define CLASS(kind, name) APX_CLASS_##kind(name)
#define APX_CLASS_fd(name) struct fd name __cleanup(apx_leave_fd) = fdget
int get_unused_fd_flags(unsigned int flags);
void put_unused_fd(unsigned int fd);
/* include/linux/file.h FD_ADD(): a descriptor for a file, or the file's error */
int apx_fd_add(struct file *file);
#define FD_ADD(flags, file) apx_fd_add(file)
void fd_install(unsigned int fd, struct file *file);
struct file *anon_inode_getfile(const char *name, const struct file_operations *operations, void *data, int flags);
#define anon_inode_getfile_fmode(name, operations, data, flags, mode) anon_inode_getfile(name, operations, data, flags)
int anon_inode_getfd(const char *name, const struct file_operations *operations, void *data, int flags);

/* Descriptors of user space, and what it does with them. */
int apx_open_file(const struct file_operations *operations, struct inode *inode, void *data);	/* a new descriptor, or -errno */
int apx_open_number(dev_t number);
int apx_open_misc(const char *nodename);
long apx_ioctl(int fd, unsigned int command, void *argument);
int apx_close(int fd);
struct file *apx_file_at(int fd);
void apx_release_files(void);		/* the way back to user space */

#define MINORBITS 20
#define MINORMASK ((1U << MINORBITS) - 1)
#define MAJOR(dev) ((unsigned int)((dev) >> MINORBITS))
#define MINOR(dev) ((unsigned int)((dev) & MINORMASK))
#define MKDEV(major, minor) (((major) << MINORBITS) | (minor))
#define iminor(inode) MINOR((inode)->i_rdev)
void cdev_init(struct cdev *cdev, const struct file_operations *operations);
int cdev_add(struct cdev *cdev, dev_t number, unsigned int count);
void cdev_del(struct cdev *cdev);
void cdev_put(struct cdev *cdev);
int cdev_device_add(struct cdev *cdev, struct device *device);
void cdev_device_del(struct cdev *cdev, struct device *device);
int alloc_chrdev_region(dev_t *number, unsigned int first, unsigned int count, const char *name);
#define unregister_chrdev_region(number, count) do { } while (0)

#define MISC_DYNAMIC_MINOR 255
#define VFIO_MINOR 196
struct miscdevice {
	int minor;
	const char *name, *nodename;
	const struct file_operations *fops;
	struct device *this_device;
	umode_t mode;
	struct miscdevice *apx_next;
};
int misc_register(struct miscdevice *misc);
void misc_deregister(struct miscdevice *misc);
#define MODULE_ALIAS_MISCDEV(minor)

/* A file system whose only use is to give each device an inode (fs/libfs.c). */
struct super_block;
struct fs_context;
struct vfsmount { struct super_block *mnt_sb; };
struct file_system_type { const char *name; struct module *owner; int (*init_fs_context)(struct fs_context *); void (*kill_sb)(struct super_block *); };
#define kill_anon_super NULL
#define init_pseudo(context, magic) ((void *)1)
#define simple_pin_fs(type, mount, count) ({ static struct vfsmount apx_mount; (void)(type); *(mount) = &apx_mount; ++*(count); 0; })
#define simple_release_fs(mount, count) ((void)(mount), (void)--*(count))
struct inode *alloc_anon_inode(struct super_block *super);
void iput(struct inode *inode);
#define unmap_mapping_range(mapping, start, length, even) do { } while (0)

#endif
