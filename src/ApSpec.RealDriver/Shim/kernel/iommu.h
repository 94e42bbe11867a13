/* SPDX-License-Identifier: GPL-2.0-or-later OR MIT */
/* IOMMU groups (include/linux/iommu.h): base/iommu.c. A mediated device has a group and no IOMMU: what follows the groups is only named. */
#ifndef APX_KERNEL_IOMMU_H
#define APX_KERNEL_IOMMU_H

#define IOMMU_READ 1
#define IOMMU_WRITE 2
#define IOMMU_CACHE 4

struct iommu_domain;
struct iova_bitmap;
struct iommu_group;
struct iommu_group *iommu_group_alloc(void);
struct iommu_group *iommu_group_get(struct device *device);
struct iommu_group *iommu_group_get_by_id(int id);
struct iommu_group *iommu_group_ref_get(struct iommu_group *group);
void iommu_group_put(struct iommu_group *group);
int iommu_group_set_name(struct iommu_group *group, const char *name);
int iommu_group_id(struct iommu_group *group);
int iommu_group_add_device(struct iommu_group *group, struct device *device);
void iommu_group_remove_device(struct device *device);
int iommu_group_for_each_dev(struct iommu_group *group, void *data, int (*function)(struct device *, void *));
void *iommu_group_get_iommudata(struct iommu_group *group);
void iommu_group_set_iommudata(struct iommu_group *group, void *data, void (*release)(void *data));
int iommu_group_register_notifier(struct iommu_group *group, struct notifier_block *block);
int iommu_group_unregister_notifier(struct iommu_group *group, struct notifier_block *block);
enum {
	IOMMU_GROUP_NOTIFY_ADD_DEVICE = 1, IOMMU_GROUP_NOTIFY_DEL_DEVICE, IOMMU_GROUP_NOTIFY_BIND_DRIVER,
	IOMMU_GROUP_NOTIFY_BOUND_DRIVER, IOMMU_GROUP_NOTIFY_UNBIND_DRIVER, IOMMU_GROUP_NOTIFY_UNBOUND_DRIVER,
};
#define iommu_present(bus) ((void)(bus), false)
#define iommu_group_claim_dma_owner(group, owner) 0
#define iommu_group_release_dma_owner(group) do { } while (0)
#define iommu_group_dma_owner_claimed(group) false

/* base/unreached.c */
enum iommu_cap { IOMMU_CAP_CACHE_COHERENCY = 1, IOMMU_CAP_INTR_REMAP, IOMMU_CAP_ENFORCE_CACHE_COHERENCY, IOMMU_CAP_NOEXEC };
enum { DOMAIN_ATTR_GEOMETRY, DOMAIN_ATTR_NESTING };
enum iommu_dev_features { IOMMU_DEV_FEAT_AUX };
enum iommu_resv_type { IOMMU_RESV_DIRECT, IOMMU_RESV_DIRECT_RELAXABLE, IOMMU_RESV_RESERVED, IOMMU_RESV_MSI, IOMMU_RESV_SW_MSI };
struct iommu_domain_geometry { dma_addr_t aperture_start, aperture_end; bool force_aperture; };
struct iommu_ops { unsigned long pgsize_bitmap; bool (*enforce_cache_coherency)(struct iommu_domain *domain); };
struct iommu_domain {
	const struct iommu_ops *ops;
	unsigned long pgsize_bitmap;
	struct iommu_domain_geometry geometry;
};
struct iommu_resv_region { struct list_head list; phys_addr_t start; size_t length; int prot; enum iommu_resv_type type; };
struct iommu_iotlb_gather { unsigned long start; };
struct iommufd_ctx;
struct iommufd_access;
#define IOMMUFD_ACCESS_RW_WRITE 1
#define IOMMUFD_ACCESS_RW_KTHREAD 2
int iommufd_access_pin_pages(struct iommufd_access *access, unsigned long iova, unsigned long length, struct page **pages, unsigned int flags);
void iommufd_access_unpin_pages(struct iommufd_access *access, unsigned long iova, unsigned long length);
int iommufd_access_rw(struct iommufd_access *access, unsigned long iova, void *data, size_t length, unsigned int flags);
struct iommufd_ctx *iommufd_ctx_from_file(struct file *file);
void iommufd_ctx_put(struct iommufd_ctx *context);
int iommufd_vfio_compat_ioas_create(struct iommufd_ctx *context);
int iommufd_vfio_compat_set_no_iommu(struct iommufd_ctx *context);
int pm_runtime_resume_and_get(struct device *device);
int pm_runtime_put(struct device *device);
struct iova_bitmap *iova_bitmap_alloc(unsigned long iova, size_t length, unsigned long page_size, u64 __user *data);
void iova_bitmap_free(struct iova_bitmap *bitmap);
int iova_bitmap_for_each(struct iova_bitmap *bitmap, void *data, int (*function)());
struct interval_tree_node *interval_tree_iter_first(struct rb_root_cached *root, unsigned long start, unsigned long last);
struct interval_tree_node *interval_tree_iter_next(struct interval_tree_node *node, unsigned long start, unsigned long last);
void interval_tree_insert(struct interval_tree_node *node, struct rb_root_cached *root);
void interval_tree_remove(struct interval_tree_node *node, struct rb_root_cached *root);
struct bus_type;
struct iommu_domain *iommu_domain_alloc(const struct bus_type *bus);
struct iommu_domain *iommu_paging_domain_alloc(struct device *device);
void iommu_domain_free(struct iommu_domain *domain);
int iommu_attach_group(struct iommu_domain *domain, struct iommu_group *group);
void iommu_detach_group(struct iommu_domain *domain, struct iommu_group *group);
int iommu_attach_device(struct iommu_domain *domain, struct device *device);
void iommu_detach_device(struct iommu_domain *domain, struct device *device);
int iommu_aux_attach_device(struct iommu_domain *domain, struct device *device);
void iommu_aux_detach_device(struct iommu_domain *domain, struct device *device);
int apx_iommu_map(void);
#define iommu_map(...) apx_iommu_map()
size_t iommu_unmap(struct iommu_domain *domain, unsigned long iova, size_t size);
size_t iommu_unmap_fast(struct iommu_domain *domain, unsigned long iova, size_t size, struct iommu_iotlb_gather *gather);
void iommu_iotlb_sync(struct iommu_domain *domain, struct iommu_iotlb_gather *gather);
#define iommu_iotlb_gather_init(gather) ((void)(gather))
phys_addr_t iommu_iova_to_phys(struct iommu_domain *domain, dma_addr_t iova);
int iommu_get_group_resv_regions(struct iommu_group *group, struct list_head *head);
int iommu_get_msi_cookie(struct iommu_domain *domain, dma_addr_t base);
int iommu_domain_get_attr(struct iommu_domain *domain, int attribute, void *data);
int iommu_domain_set_attr(struct iommu_domain *domain, int attribute, void *data);
int iommu_enable_nesting(struct iommu_domain *domain);
bool iommu_dev_feature_enabled(struct device *device, enum iommu_dev_features feature);
bool iommu_capable(const struct bus_type *bus, enum iommu_cap capability);
bool device_iommu_capable(struct device *device, enum iommu_cap capability);
bool iommu_group_has_isolated_msi(struct iommu_group *group);
bool irq_domain_check_msi_remap(void);

#endif
