/* SPDX-License-Identifier: GPL-2.0-or-later OR MIT */
/* What the files of the device core share (drivers/base/base.h). */
#ifndef APX_BASE_BASE_H
#define APX_BASE_BASE_H

#include "world.h"

struct apx_bus {		/* struct subsys_private */
	struct list_head entry;
	const struct bus_type *bus;
	struct kobject kobj;
	struct apx_members devices, drivers;
	bool drivers_autoprobe;
	void (*joined)(struct device *device);		/* who else hears of a new device; or NULL */
	struct device *(*find)(const char *name);	/* finds a device without a walk, or nothing; or NULL */
};

struct driver_private {
	struct kobject kobj;
	struct apx_members devices;
	struct apx_member in_bus;
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

void apx_members_init(struct apx_members *members, void (*let_go)(void *thing));
void apx_join(struct apx_members *members, struct apx_member *member, void *thing);
void apx_quit(struct apx_member *member);
void apx_quit_and_wait(struct apx_member *member);	/* until no visit stands on it */
/* Calls on each thing, from behind a member on or from the first, until a call gives what is not 0, which is returned. */
int apx_visit(struct apx_members *members, struct apx_member *after, int (*visit)(void *thing, void *argument), void *argument);
int apx_each_device(struct apx_members *devices, struct apx_member *after, void *data, int (*function)(struct device *device, void *data));
struct device *apx_find_device(struct apx_members *devices, struct apx_member *after, const void *data,
			       int (*match)(struct device *device, const void *data));	/* with a reference */

#endif
