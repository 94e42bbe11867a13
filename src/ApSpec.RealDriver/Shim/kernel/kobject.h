/* SPDX-License-Identifier: GPL-2.0-or-later OR MIT */
/*
 * Reference-counted directories of sysfs and their files (include/linux/kobject.h, sysfs.h): base/kobject.c, sysfs.c. With them what is theirs:
 * base/members.c. Left out: namespaces, uevents, binary files.
 */
#ifndef APX_KERNEL_KOBJECT_H
#define APX_KERNEL_KOBJECT_H

struct kobject;
struct kobj_uevent_env;
struct kset_uevent_ops;
struct dentry;
struct file;
struct inode;
struct rb_root_cached;
struct vm_area_struct;

struct attribute { const char *name; umode_t mode; };
struct attribute_group {
	const char *name;
	umode_t (*is_visible)(struct kobject *kobject, struct attribute *attribute, int n);
	struct attribute **attrs;
};
struct sysfs_ops {
	ssize_t (*show)(struct kobject *kobject, struct attribute *attribute, char *buffer);
	ssize_t (*store)(struct kobject *kobject, struct attribute *attribute, const char *buffer, size_t count);
};
struct kobj_type {
	void (*release)(struct kobject *kobject);
	const struct sysfs_ops *sysfs_ops;
	const struct attribute_group **default_groups;
	struct attribute **default_attrs;
};

struct kset;
struct kobject {
	const char *name;
	struct list_head entry;		/* of the kset's list */
	struct kobject *parent;
	struct kset *kset;
	const struct kobj_type *ktype;
	struct list_head apx_files;	/* struct apx_sysfs_node */
	u32 apx_refs;
	bool state_initialized, state_in_sysfs;
	char apx_text[48];		/* the name's own memory: a longer one is cut */
};
struct kset {
	struct list_head list;
	struct kobject kobj;
	const struct kset_uevent_ops *uevent_ops;
};
enum kobject_action { KOBJ_ADD, KOBJ_REMOVE, KOBJ_CHANGE, KOBJ_MOVE, KOBJ_ONLINE, KOBJ_OFFLINE, KOBJ_BIND, KOBJ_UNBIND };

void kobject_init(struct kobject *kobject, const struct kobj_type *type);
int kobject_set_name(struct kobject *kobject, const char *format, ...);
int apx_kobject_set_name(struct kobject *kobject, const char *format, va_list arguments);
int kobject_add(struct kobject *kobject, struct kobject *parent, const char *format, ...);
int kobject_init_and_add(struct kobject *kobject, const struct kobj_type *type, struct kobject *parent, const char *format, ...);
struct kobject *kobject_create_and_add(const char *name, struct kobject *parent);
void kobject_del(struct kobject *kobject);
struct kobject *apx_kobject_get(struct kobject *kobject, const struct apx_place *place);
void apx_kobject_put(struct kobject *kobject, const struct apx_place *place);
#define kobject_get(kobject) apx_kobject_get(kobject, APX_HERE)
#define kobject_put(kobject) apx_kobject_put(kobject, APX_HERE)
static inline const char *kobject_name(const struct kobject *kobject) { return kobject->name; }
char *kobject_get_path(const struct kobject *kobject, gfp_t flags);
struct kset *kset_create_and_add(const char *name, const struct kset_uevent_ops *ops, struct kobject *parent);
int kset_register(struct kset *kset);
void kset_unregister(struct kset *kset);
#define kobject_uevent(kobject, action) ((void)(kobject), 0)
#define kobject_uevent_env(kobject, action, environment) ((void)(kobject), (void)(environment), 0)
#define add_uevent_var(environment, format, arguments...) ((void)(environment), 0)

#define sysfs_create_group(kobject, group) apx_sysfs_create_group(kobject, group, APX_OWNER)
#define sysfs_create_groups(kobject, groups) apx_sysfs_create_groups(kobject, groups, APX_OWNER)
#define sysfs_create_file(kobject, attribute) apx_sysfs_create_file(kobject, attribute, APX_OWNER)
#define sysfs_create_files(kobject, attributes) apx_sysfs_create_files(kobject, attributes, APX_OWNER)
#define sysfs_create_link(kobject, target, name) apx_sysfs_create_link(kobject, target, name, APX_OWNER)
int apx_sysfs_create_group(struct kobject *kobject, const struct attribute_group *group, enum apx_owner owner);
int apx_sysfs_create_groups(struct kobject *kobject, const struct attribute_group **groups, enum apx_owner owner);
int apx_sysfs_create_file(struct kobject *kobject, const struct attribute *attribute, enum apx_owner owner);
int apx_sysfs_create_files(struct kobject *kobject, const struct attribute *const *attributes, enum apx_owner owner);
int apx_sysfs_create_link(struct kobject *kobject, struct kobject *target, const char *name, enum apx_owner owner);
void sysfs_remove_group(struct kobject *kobject, const struct attribute_group *group);
void sysfs_remove_groups(struct kobject *kobject, const struct attribute_group **groups);
void sysfs_remove_file(struct kobject *kobject, const struct attribute *attribute);
void sysfs_remove_files(struct kobject *kobject, const struct attribute *const *attributes);
bool sysfs_remove_file_self(struct kobject *kobject, const struct attribute *attribute);
void sysfs_remove_link(struct kobject *kobject, const char *name);
void apx_sysfs_remove_dir(struct kobject *kobject);
u32 apx_sysfs_groups_of(const struct kobject *kobject, enum apx_owner owner);
#define sysfs_notify(kobject, directory, attribute) do { } while (0)

/* Fields of an attribute by its name, as include/linux/sysfs.h has them. */
#define __ATTR(title, permissions, reader, writer) { .attr = { .name = #title, .mode = permissions }, .show = reader, .store = writer }
#define __ATTR_RO(title) { .attr = { .name = #title, .mode = 0444 }, .show = title##_show }
#define __ATTR_WO(title) { .attr = { .name = #title, .mode = 0200 }, .store = title##_store }
#define __ATTR_RW(title) __ATTR(title, 0644, title##_show, title##_store)
#define ATTRIBUTE_GROUPS(name) \
	static const struct attribute_group name##_group = { .attrs = name##_attrs }; \
	static const struct attribute_group *name##_groups[] = { &name##_group, NULL }

/* Who belongs to something; base/members.c. */
struct apx_members {
	struct list_head list;
	void (*let_go)(void *thing);	/* when it has quit and no visit stands on it; or NULL */
};
struct apx_member {
	struct list_head entry;
	struct apx_members *of;		/* NULL: of nothing */
	void *thing;
	u32 visits;
	bool has_quit;
};

#endif
