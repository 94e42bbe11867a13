/* SPDX-License-Identifier: GPL-2.0-or-later OR MIT */
/*
 * Modules, devices, drivers, buses, classes and their attributes (include/linux/module.h, device.h, device/): base/module.c,
 * device.c, dd.c, driver.c, bus_type.c, class.c. Left out: power, DMA, links between devices, managed resources, deferred and
 * asynchronous probes.
 */
#ifndef APX_KERNEL_DEVICE_H
#define APX_KERNEL_DEVICE_H

struct device;
struct device_driver;

struct module { const char *name; int refs; bool is_going; };
extern struct module apx_module, apx_core_module;
bool try_module_get(struct module *module);
void module_put(struct module *module);
#define __module_get(module) ((void)try_module_get(module))
#ifdef APX_CORE
/* The kernel's own files are initialised at boot, in the order of the link. */
#define THIS_MODULE (&apx_core_module)
#define APX_INITCALL(function) \
	static int (*const apx_initcall_##function)(void) __attribute__((used, section("apx_initcalls"))) = function;
#define module_init(function) APX_INITCALL(function)
#define module_exit(function) static void (*const apx_exitcall_##function)(void) __attribute__((unused)) = function;
#define subsys_initcall(function) APX_INITCALL(function)
#define device_initcall(function) APX_INITCALL(function)
#else
#define THIS_MODULE (&apx_module)
#define module_init(function) int apx_module_init(void) { return function(); }
#define module_exit(function) void apx_module_exit(void) { function(); }
#endif
int apx_module_init(void);
void apx_module_exit(void);
int apx_initcalls(void);	/* the first error */
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

struct device_attribute {
	struct attribute attr;
	ssize_t (*show)(struct device *device, struct device_attribute *attribute, char *buffer);
	ssize_t (*store)(struct device *device, struct device_attribute *attribute, const char *buffer, size_t count);
};

/* In the driver's files the marker lets api.c tell which attributes the tree has. */
#ifdef APX_CORE
#define APX_ATTRIBUTE(title, permissions, reader, writer) \
	struct device_attribute dev_attr_##title = __ATTR(title, permissions, reader, writer)
#else
#define APX_ATTRIBUTE(title, permissions, reader, writer) \
	struct device_attribute dev_attr_##title = { \
		.attr = { .name = #title, .mode = permissions }, .show = reader, .store = writer }; \
	const char apx_has_attribute_##title __attribute__((weak)) = 1
#endif
#define DEVICE_ATTR(name, mode, show, store) APX_ATTRIBUTE(name, mode, show, store)
#define DEVICE_ATTR_RO(name) APX_ATTRIBUTE(name, 0444, name##_show, NULL)
#define DEVICE_ATTR_WO(name) APX_ATTRIBUTE(name, 0200, NULL, name##_store)
#define DEVICE_ATTR_RW(name) APX_ATTRIBUTE(name, 0644, name##_show, name##_store)

struct bus_type {
	const char *name;
	const char *dev_name;
	const struct attribute_group **bus_groups, **dev_groups, **drv_groups;
	int (*match)(struct device *device, struct device_driver *driver);
	int (*uevent)(const struct device *device, struct kobj_uevent_env *environment);
	int (*probe)(struct device *device);
	void (*remove)(struct device *device);
	void (*shutdown)(struct device *device);
	int (*dma_configure)(struct device *device);
	void (*dma_cleanup)(struct device *device);
	bool driver_override;
};
struct bus_attribute {
	struct attribute attr;
	ssize_t (*show)(const struct bus_type *bus, char *buffer);
	ssize_t (*store)(const struct bus_type *bus, const char *buffer, size_t count);
};
#define BUS_ATTR_RO(name) struct bus_attribute bus_attr_##name = __ATTR_RO(name)
#define BUS_ATTR_WO(name) struct bus_attribute bus_attr_##name = __ATTR_WO(name)
#define BUS_ATTR_RW(name) struct bus_attribute bus_attr_##name = __ATTR_RW(name)

struct driver_private;
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
	struct driver_private *p;
};
struct driver_attribute {
	struct attribute attr;
	ssize_t (*show)(struct device_driver *driver, char *buffer);
	ssize_t (*store)(struct device_driver *driver, const char *buffer, size_t count);
};
#define DRIVER_ATTR_RO(name) struct driver_attribute driver_attr_##name = __ATTR_RO(name)
#define DRIVER_ATTR_WO(name) struct driver_attribute driver_attr_##name = __ATTR_WO(name)

struct class {
	const char *name;
	const struct attribute_group **class_groups, **dev_groups;
	char *(*devnode)(const struct device *device, umode_t *mode);
	void (*dev_release)(struct device *device);
	void (*class_release)(struct class *class);
	struct module *owner;
};
struct device_type {
	const char *name;
	const struct attribute_group **groups;
	int (*uevent)(const struct device *device, struct kobj_uevent_env *environment);
	char *(*devnode)(const struct device *device, umode_t *mode);
	void (*release)(struct device *device);
};

struct device {
	struct kobject kobj;
	struct device *parent;
	const struct device_type *type;
	const struct bus_type *bus;
	struct device_driver *driver;
	void *platform_data, *driver_data;
	void (*release)(struct device *device);
	const struct attribute_group **groups;
	const struct class *class;
	const char *init_name;
	u32 id;
	dev_t devt;
	struct iommu_group *iommu_group;
	void *iommu;
	struct { const char *name; spinlock_t lock; } driver_override;
	struct apx_members apx_children;
	struct apx_member apx_in_parent, apx_in_bus, apx_in_driver;
	bool apx_is_initialized, apx_is_dead, apx_is_locked;
};

/* include/linux/mod_devicetable.h */
struct ap_device_id { u16 match_flags; u8 dev_type; kernel_ulong_t driver_info; };
#define AP_DEVICE_ID_MATCH_CARD_TYPE 1
#define AP_DEVICE_ID_MATCH_QUEUE_TYPE 2

#define kobj_to_dev(kobject) container_of(kobject, struct device, kobj)
static inline void *dev_get_drvdata(const struct device *device) { return device->driver_data; }
static inline void dev_set_drvdata(struct device *device, void *data) { device->driver_data = data; }
static inline const char *dev_name(const struct device *device) { return device->init_name ?: device->kobj.name; }
static inline bool device_is_registered(struct device *device) { return device->kobj.state_in_sysfs; }
const char *dev_driver_string(const struct device *device);
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
#define device_create_file(device, attribute) apx_sysfs_create_file(&(device)->kobj, &(attribute)->attr, APX_OWNER)
#define device_remove_file(device, attribute) sysfs_remove_file(&(device)->kobj, &(attribute)->attr)
#define device_remove_file_self(device, attribute) sysfs_remove_file_self(&(device)->kobj, &(attribute)->attr)
#define root_device_register(name) apx_root_device_register(name, APX_OWNER)
struct device *apx_root_device_register(const char *name, enum apx_owner owner);
void root_device_unregister(struct device *device);
int device_for_each_child(struct device *parent, void *data, int (*function)(struct device *device, void *data));
struct device *device_find_child(struct device *parent, void *data, int (*match)(struct device *device, void *data));

/* A lock that lockdep does not look at (device_initialize(): lockdep_set_novalidate_class()). */
#define device_lock(device) apx_device_lock(device, APX_HERE)
void apx_device_lock(struct device *device, const struct apx_place *place);
int device_trylock(struct device *device);
void device_unlock(struct device *device);

#define driver_register(driver) apx_driver_register(driver, APX_OWNER)
int apx_driver_register(struct device_driver *driver, enum apx_owner owner);
void driver_unregister(struct device_driver *driver);
struct device_driver *driver_find(const char *name, const struct bus_type *bus);
int driver_create_file(const struct device_driver *driver, const struct driver_attribute *attribute);
void driver_remove_file(const struct device_driver *driver, const struct driver_attribute *attribute);
int driver_for_each_device(struct device_driver *driver, struct device *start, void *data,
			   int (*function)(struct device *device, void *data));
struct device *driver_find_device(const struct device_driver *driver, struct device *start, const void *data,
				  int (*match)(struct device *device, const void *data));
int device_attach(struct device *device);
int device_reprobe(struct device *device);
int device_driver_attach(const struct device_driver *driver, struct device *device);
void device_driver_detach(struct device *device);
void device_release_driver(struct device *device);
int __device_set_driver_override(struct device *device, const char *text, size_t length);
bool device_has_driver_override(struct device *device);
int device_match_driver_override(struct device *device, const struct device_driver *driver);

int bus_register(const struct bus_type *bus);
void bus_unregister(const struct bus_type *bus);
int bus_create_file(const struct bus_type *bus, struct bus_attribute *attribute);
void bus_remove_file(const struct bus_type *bus, struct bus_attribute *attribute);
int bus_for_each_dev(const struct bus_type *bus, struct device *start, void *data, int (*function)(struct device *device, void *data));
int bus_for_each_drv(const struct bus_type *bus, struct device_driver *start, void *data,
		     int (*function)(struct device_driver *driver, void *data));
struct device *bus_find_device(const struct bus_type *bus, struct device *start, const void *data,
			       int (*match)(struct device *device, const void *data));
struct device *bus_find_device_by_name(const struct bus_type *bus, struct device *start, const char *name);
int device_match_name(struct device *device, const void *name);

int class_register(const struct class *class);
void class_unregister(const struct class *class);
struct class *apx_class_create(const char *name, struct module *owner);
void class_destroy(const struct class *class);
#define APX_CLASS_NAME(first, second, ...) _Generic(first, struct module *: second, default: first)
#define APX_CLASS_OWNER(first, ...) _Generic(first, struct module *: first, default: NULL)
/* class_create(owner, name), and since 6.4 class_create(name) */
#define class_create(arguments...) apx_class_create(APX_CLASS_NAME(arguments, NULL), (void *)APX_CLASS_OWNER(arguments))
struct device *device_create(const struct class *class, struct device *parent, dev_t devt, void *data, const char *format, ...);
void device_destroy(const struct class *class, dev_t devt);
struct class_compat;
struct class_compat *class_compat_register(const char *name);
void class_compat_unregister(struct class_compat *class);
#define class_compat_create_link(class, device, arguments...) apx_class_compat_create_link(class, device)
#define class_compat_remove_link(class, device, arguments...) apx_class_compat_remove_link(class, device)
int apx_class_compat_create_link(struct class_compat *class, struct device *device);
void apx_class_compat_remove_link(struct class_compat *class, struct device *device);

#endif
