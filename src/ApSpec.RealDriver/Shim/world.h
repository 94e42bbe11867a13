/* SPDX-License-Identifier: GPL-2.0-or-later OR MIT */
/*
 * The world around the driver: what the fakes know of mdevs, guests, queues and pages. The driver sees none of it. Every
 * file of the fakes begins with this header; the driver's structures come from the tree.
 */
#ifndef APX_WORLD_H
#define APX_WORLD_H

#include "vfio_ap_private.h"
#include <uapi/linux/vfio.h>

/* Not a file of ours: the place of a fault that the kernel's own function reports. */
#define APX_IN(path, kernel_function) ({ static const struct apx_place apx_there = { path, kernel_function, 0 }; &apx_there; })

/* A lock that the kernel's own function takes; its class is known from boot on. */
static inline void apx_core_lock(struct mutex *lock, const struct apx_place *place)
{
	apx_lock(&lock->apx, 0, NULL, place);
}

static inline void apx_core_unlock(struct mutex *lock, const struct apx_place *place)
{
	apx_unlock(&lock->apx, 0, NULL, place);
}

/* ---- the scope (api.c) ---- */
extern struct apx_scope apx_scope;
extern u16 apx_adapter_place[256], apx_domain_place[256];			/* 0xffff: not in play */
extern u8 apx_isc_place[8];							/* 0xff: not in play */
extern unsigned long apx_adapters_in_play[4], apx_domains_in_play[4];		/* bit 0 leftmost */
int apx_queue_place(unsigned int apid, unsigned int apqi);			/* -1: not in play */
int apx_page_place(u64 frame);							/* -1: not backed by guest memory */
void apx_mask_of(unsigned long *mask, const u64 *places, const u8 *ids, u32 count);	/* places: NULL for all */
void apx_places_of(u64 *places, const unsigned long *mask, const u8 *ids, u32 count);

/* ---- the generic kernel (base/) ---- */
void *apx_base_alloc(size_t size, const char *what, const struct apx_place *place);	/* zeroed */
int apx_base_may_fail(void);	/* -ENOMEM where the kernel would have no memory */
/* What user space does with a file: its length or -errno, -ENOENT when there is none. A show's text is in apx_text(). */
ssize_t apx_sysfs_store(struct kobject *kobject, const char *attribute, const char *text, size_t length);
ssize_t apx_sysfs_show(struct kobject *kobject, const char *attribute);
struct kobject *apx_bus_directory(const struct bus_type *bus);
struct kobject *apx_driver_directory(const struct device_driver *driver);
/* Of each new device the bus tells joined(); what find() returns for a name is tried first. */
void apx_bus_tells(const struct bus_type *type, void (*joined)(struct device *device), struct device *(*find)(const char *name));
void apx_bind_to(struct device_driver *driver);
int apx_bind(struct device *device, struct device_driver *driver, int (*probe)(struct device *));
void apx_unbind(struct device *device, void (*remove)(struct device *));

/* ---- the AP bus (ap.c, bus/own/, bus/assumed/) ---- */
extern struct ap_config_info apx_config;	/* what QCI says */
#ifdef AP_DEVICE_TYPE_CEX8
#define APX_CARD_TYPE AP_DEVICE_TYPE_CEX8	/* the newest that the tree knows: the bus asks further about others */
#else
#define APX_CARD_TYPE AP_DEVICE_TYPE_CEX7
#endif
u32 apx_queue_count(void);
void apx_bus_boot(void);
void apx_perms(const u64 *host_apm, const u64 *host_aqm);	/* which APQNs the host's drivers own, from the start */
bool apx_is_perms_held(void);
bool apx_is_driver_there(void);
struct ap_queue *apx_queue_now(u32 queue);	/* the device that is there; else NULL */
enum apx_queue_driver apx_driver_of_queue(const struct ap_queue *queue);
int apx_probe_queue(u32 queue);
int apx_remove_queue(u32 queue);
int apx_override(u32 queue, u8 driver);
int apx_queue_status(u32 queue);
#ifdef APX_OWN_BUS
int apx_bind_to_host(u32 queue);
int apx_bus_mask(bool is_adapters, bool is_set, u32 id);
int apx_scan(const struct apx_call *call);
#else
int apx_in_use(const struct apx_call *call);
int apx_config_changed(const struct apx_call *call);
int apx_scan_complete(void);
#endif

/* ---- mdevs, VFIO, kvm-vfio (vfio/own/, vfio/assumed/) ---- */
struct apx_mdev_slot {
	struct device *device;			/* NULL: none */
	struct ap_matrix_mdev *matrix_mdev;	/* the driver's structure; it may be freed by now */
	u8 is_removing;
	char name[4];
	/* As apx_vfio_look() sees it. */
	struct kvm *group_kvm;
	u8 opens, iommu_held, list_held, dev_set_held, group_held, descriptors;
	u16 pins[APX_PAGES];
};
extern struct apx_mdev_slot apx_mdevs[APX_MDEVS];
extern u8 apx_instances;
extern const char *const apx_attribute_names[APX_AP_CONFIG + 1];	/* calls.c */
void apx_mdev_boot(void);
int apx_mdev_create(u32 mdev);
int apx_mdev_remove(u32 mdev);
int apx_mdev_request(u32 mdev, u32 count);
int apx_mdev_open(u32 mdev);
int apx_mdev_close(u32 mdev);
int apx_mdev_ioctl(u32 mdev, unsigned int command, void *argument);
int apx_mdev_unmap(u32 mdev, u64 iova, u32 pages);
#ifdef APX_OWN_VFIO
int apx_group_open(u32 mdev);
int apx_group_close(u32 mdev);
int apx_container_open(u32 mdev);
int apx_container_close(u32 mdev);
int apx_container_set(u32 mdev);
int apx_container_unset(u32 mdev);
int apx_iommu_set(u32 mdev);
int apx_dma_map(u32 mdev, u64 iova, u32 pages, bool is_read_only);
int apx_dma_unmap(u32 mdev, u64 iova, u32 pages);
#endif
int apx_mdev_store(u32 mdev, u32 attribute, const char *text);
int apx_mdev_show(u32 mdev, u32 attribute);
void apx_mdevs_loaded(void);			/* the module is loaded */
void apx_mdevs_gone(void);			/* the module took its mdevs with it */
void apx_mdev_allocated(void *memory);		/* the driver's structure of the mdev that the call makes */
void apx_vfio_look(void);			/* fills what the ledger reads of the slots */
extern u8 apx_stray_pins;			/* of pages that are not in play, as it was seen then */
u32 apx_pins(u32 mdev, u32 place);		/* 0: the page is not pinned */
u32 apx_pinned_page(phys_addr_t address);	/* guest page frame; 0xffffffff: no pinned page */
bool apx_is_pinned_read_only(phys_addr_t address);
bool apx_is_mapped_read_only(u32 mdev, u32 place);

/* ---- guests (kvm.c, kvm_vfio.c of each VFIO, gisa.c, pqap.c) ---- */
enum { APX_VCPUS = 2 };
struct apx_vm {			/* one object: what belongs to a guest lives and dies with it */
	struct kvm kvm;
	struct kvm_vcpu vcpu[APX_VCPUS];
	struct kvm_run run[APX_VCPUS];
	struct kvm_s390_sie_block sie_block[APX_VCPUS];
	struct kvm_s390_crypto_cb crycb;
	u8 id;
};
struct apx_guest {
	struct apx_vm *vm;		/* the last one; it may be freed by now */
	u8 is_live, vm_closed, vcpu_closed, kvm_vfio_closed;
	u8 driver_refs, core_refs;
	u8 groups;			/* one bit an mdev */
	u8 private_pages;		/* one bit a place: not shared with the host */
	u8 is_blocked_locked[APX_TASKS + 1];	/* by a call: its vcpus were blocked with kvm->lock held, while its masks are written */
	u16 program_interruption[APX_VCPUS];	/* what the intercept injects: its code, 0 for none */
	struct sie_page2 *page;		/* the last one's page with the GISA */
	char name[4];
};
extern struct apx_guest apx_guests[APX_KVMS];
struct apx_guest *apx_guest_that_lists(u32 mdev);	/* by its kvm-vfio: the one that the group names, else the first; or NULL */
static inline u32 apx_vcpus(void) { return apx_scope.flags & APX_TWO_VCPUS ? APX_VCPUS : 1; }
void apx_kvm_boot(void);
int apx_kvm_create(u32 kvm);
int apx_kvm_close(u32 kvm, u8 *is_closed);
struct apx_guest *apx_guest_of(const struct kvm *kvm);
int apx_is_guest_named(const struct apx_guest *guest);
void apx_core_get(struct kvm *kvm);
void apx_core_put(struct kvm *kvm);
void apx_kvm_vfio_boot(void);
int apx_kvm_vfio_create(struct apx_guest *guest);
int apx_kvm_vfio_close(u32 kvm);
void apx_kvm_vfio_release(struct apx_guest *guest);
int apx_group_add(u32 mdev, u32 kvm);
int apx_group_del(u32 mdev);
u8 apx_gisa_owner(u64 origin);			/* 1 + guest, or APX_STRANGE */
int apx_pv_enable(u32 kvm);
int apx_share(u32 kvm, u64 frame, u8 is_private);
int apx_pqap_aqic(const struct apx_call *call);

/* ---- KVM's functions: the tree's own (inc/kvm_functions.c, kvm/tail.h), else kvm/assumed.c ---- */
int apx_kvm_handle_pqap(struct kvm_vcpu *vcpu);
void apx_kvm_set_masks(struct kvm *kvm, unsigned long *apm, unsigned long *aqm, unsigned long *adm);
void apx_kvm_clear_masks(struct kvm *kvm);
int apx_kvm_gisc_register(struct kvm *kvm, u32 gisc);
int apx_kvm_gisc_unregister(struct kvm *kvm, u32 gisc);
void apx_kvm_gisa_init(struct kvm *kvm);
void apx_kvm_gisa_destroy(struct kvm *kvm);
bool apx_kvm_is_gpa_in_memslot(struct kvm *kvm, gpa_t gpa);

/* ---- user space (user.c, base/mm.c, base/chardev.c) ---- */
struct page *apx_page_of(u32 mdev, u32 place);
u64 apx_user_address(u32 mdev, u64 frame);	/* where user space has a guest's page that an mdev can reach */
dev_t apx_device_number(const char *class_name, const char *name);	/* of a device in /dev; 0: none */
void *apx_user_memory(size_t size);		/* the one buffer that copy_from_user knows */
extern char *apx_sysfs_page;			/* PAGE_SIZE bytes of their own, so that an overflow shows */
void apx_user_boot(void);
void apx_set_text(const char *text, long length);
void apx_debug_begin(void);
void apx_debug_gone(void);
int apx_taken(long result, long length);
int apx_odd_ioctl(const struct apx_call *call);
const char *apx_text(void);

/* ---- eventfds (eventfd.c) ---- */
int apx_eventfd_open(u32 mdev, u32 irq);	/* a new descriptor */
void apx_eventfd_close(int fd);
u8 apx_eventfd_refs(u32 mdev, u32 irq);	/* that the mdev holds */
void apx_eventfd_created(u32 mdev);	/* a new mdev holds none of those that the last one of its name left */

/* ---- calls.c, observe.c ---- */
int apx_run_call(const struct apx_call *call);
enum apx_open_failure apx_open_failure(void);	/* of the running call */
int apx_notify(u32 mdev, struct kvm *kvm);
void apx_observe(struct apx_obs *obs);
extern u32 apx_allocs_of_load;

#endif
