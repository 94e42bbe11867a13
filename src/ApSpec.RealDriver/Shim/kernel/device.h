/* SPDX-License-Identifier: GPL-2.0-or-later OR MIT */
/* Devices, drivers, sysfs attributes, modules (include/linux/device.h, sysfs.h, kobject.h, module.h): device.c. */
#ifndef APX_KERNEL_DEVICE_H
#define APX_KERNEL_DEVICE_H

struct device;
struct device_driver;
struct dentry;
struct file;
struct inode;
struct rb_root_cached;
struct vm_area_struct;

struct module { const char *name; int refs; bool is_going; };
extern struct module apx_module;
#define THIS_MODULE (&apx_module)
bool try_module_get(struct module *module);
void module_put(struct module *module);
#define __module_get(module) ((void)try_module_get(module))
#define module_init(function) int apx_module_init(void) { return function(); }
#define module_exit(function) void apx_module_exit(void) { function(); }
int apx_module_init(void);
void apx_module_exit(void);
#define MODULE_AUTHOR(text)
#define MODULE_DESCRIPTION(text)
#define MODULE_LICENSE(text)
#define MODULE_VERSION(text)
#define MODULE_ALIAS(text)
#define MODULE_IMPORT_NS(name)
#define MODULE_SOFTDEP(text)
#define MODULE_DEVICE_TABLE(type, table)
#define module_param(name, type, mode)
#define module_param_named(name, variable, type, mode)
#define MODULE_PARM_DESC(name, text)

struct attribute { const char *name; umode_t mode; };
struct kobject { const char *name; struct kobject *parent; };
struct kset;
struct device_attribute {
	struct attribute attr;
	ssize_t (*show)(struct device *device, struct device_attribute *attribute, char *buffer);
	ssize_t (*store)(struct device *device, struct device_attribute *attribute, const char *buffer, size_t count);
};
struct attribute_group {
	const char *name;
	umode_t (*is_visible)(struct kobject *kobject, struct attribute *attribute, int n);
	struct attribute **attrs;
};

/* The marker lets api.c tell which attributes the tree has. */
#define APX_ATTRIBUTE(title, permissions, reader, writer) \
	struct device_attribute dev_attr_##title = { \
		.attr = { .name = #title, .mode = permissions }, .show = reader, .store = writer }; \
	const char apx_has_attribute_##title __attribute__((weak)) = 1
#define DEVICE_ATTR(name, mode, show, store) APX_ATTRIBUTE(name, mode, show, store)
#define DEVICE_ATTR_RO(name) APX_ATTRIBUTE(name, 0444, name##_show, NULL)
#define DEVICE_ATTR_WO(name) APX_ATTRIBUTE(name, 0200, NULL, name##_store)
#define DEVICE_ATTR_RW(name) APX_ATTRIBUTE(name, 0644, name##_show, name##_store)
#define ATTRIBUTE_GROUPS(name) \
	static const struct attribute_group name##_group = { .attrs = name##_attrs }; \
	static const struct attribute_group *name##_groups[] = { &name##_group, NULL }

struct bus_type {
	const char *name;
	int (*match)(struct device *device, struct device_driver *driver);
	int (*probe)(struct device *device);
	void (*remove)(struct device *device);
};

struct device_driver {
	const char *name;
	const struct bus_type *bus;
	struct module *owner;
	const char *mod_name;
	bool suppress_bind_attrs;
	const struct dev_pm_ops *pm;
	int (*probe)(struct device *device);
	int (*remove)(struct device *device);
	const struct attribute_group **groups, **dev_groups;
};

struct device {
	struct kobject kobj;
	struct device *parent;
	const struct bus_type *bus;
	struct device_driver *driver;
	void *driver_data;
	void (*release)(struct device *device);
	const struct attribute_group **groups;
	char apx_name[16];
	int apx_refs;
	bool apx_is_added;
	dev_t devt; const struct class *class; void *iommu; struct iommu_group *iommu_group;
};

/* include/linux/mod_devicetable.h */
struct ap_device_id { u16 match_flags; u8 dev_type; kernel_ulong_t driver_info; };
#define AP_DEVICE_ID_MATCH_CARD_TYPE 1
#define AP_DEVICE_ID_MATCH_QUEUE_TYPE 2

static inline void *dev_get_drvdata(const struct device *device) { return device->driver_data; }
static inline void dev_set_drvdata(struct device *device, void *data) { device->driver_data = data; }
static inline const char *dev_name(const struct device *device) { return device->apx_name; }
int dev_set_name(struct device *device, const char *format, ...);
void device_initialize(struct device *device);
int device_add(struct device *device);
void device_del(struct device *device);
int device_register(struct device *device);
void device_unregister(struct device *device);
struct device *apx_get_device(struct device *device, const struct apx_place *place);
void apx_put_device(struct device *device, const struct apx_place *place);
#define get_device(device) apx_get_device(device, APX_HERE)
#define put_device(device) apx_put_device(device, APX_HERE)
struct device *root_device_register(const char *name);
void root_device_unregister(struct device *device);
int driver_register(struct device_driver *driver);
void driver_unregister(struct device_driver *driver);
int bus_register(const struct bus_type *bus);
void bus_unregister(const struct bus_type *bus);
int sysfs_create_group(struct kobject *kobject, const struct attribute_group *group);
void sysfs_remove_group(struct kobject *kobject, const struct attribute_group *group);
#define sysfs_notify(kobject, directory, attribute) do { } while (0)
#define kobject_uevent(kobject, action) 0
#define kobject_uevent_env(kobject, action, environment) 0

#endif
