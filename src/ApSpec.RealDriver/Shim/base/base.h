/* SPDX-License-Identifier: GPL-2.0-or-later OR MIT */
/* What the files of the device core share (drivers/base/base.h). */
#ifndef APX_BASE_BASE_H
#define APX_BASE_BASE_H

#include "world.h"

struct apx_bus {		/* struct subsys_private */
	struct list_head entry;
	const struct bus_type *bus;
	struct kobject kobj;
	struct klist devices, drivers;
	bool drivers_autoprobe;
};

struct driver_private {
	struct kobject kobj;
	struct klist klist_devices;
	struct klist_node knode_bus;
	struct device_driver *driver;
};

struct apx_bus *apx_bus_of(const struct bus_type *bus);	/* NULL: not registered */
int apx_bus_add_device(struct device *device);
void apx_bus_remove_device(struct device *device);
void apx_bus_probe_device(struct device *device);
struct device_driver *apx_driver_of(struct kobject *kobject);
int apx_driver_attach(struct device_driver *driver);
void apx_driver_detach(struct device_driver *driver);
int apx_match(const struct device_driver *driver, struct device *device);
void devtmpfs_create_node(struct device *device);
void devtmpfs_delete_node(struct device *device);
int apx_rescan_device(struct device *device);
int apx_class_add_device(struct device *device);
void apx_class_remove_device(struct device *device);

#endif
