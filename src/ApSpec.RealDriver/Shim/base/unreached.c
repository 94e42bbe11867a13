/* SPDX-License-Identifier: GPL-2.0-or-later OR MIT */
/*
 * What the tree's files name and a mediated device never gets to: real IOMMUs, memory without pages, interval trees of dirty tracking. A trace
 * that got here would have no verdict.
 */
#include "state.h"

#define APX_UNREACHED(name) void name(void) { apx_missing(#name, __builtin_return_address(0)); }

APX_UNREACHED(iommu_domain_alloc)
APX_UNREACHED(iommu_paging_domain_alloc)
APX_UNREACHED(iommu_domain_free)
APX_UNREACHED(iommu_attach_group)
APX_UNREACHED(iommu_detach_group)
APX_UNREACHED(iommu_attach_device)
APX_UNREACHED(iommu_detach_device)
APX_UNREACHED(iommu_aux_attach_device)
APX_UNREACHED(iommu_aux_detach_device)
APX_UNREACHED(apx_iommu_map)
APX_UNREACHED(iommu_unmap)
APX_UNREACHED(iommu_unmap_fast)
APX_UNREACHED(iommu_iotlb_sync)
APX_UNREACHED(iommu_iova_to_phys)
APX_UNREACHED(iommu_get_group_resv_regions)
APX_UNREACHED(iommu_get_msi_cookie)
APX_UNREACHED(iommu_domain_get_attr)
APX_UNREACHED(iommu_domain_set_attr)
APX_UNREACHED(iommu_enable_nesting)
APX_UNREACHED(iommu_dev_feature_enabled)
APX_UNREACHED(iommu_capable)
APX_UNREACHED(device_iommu_capable)
APX_UNREACHED(iommu_group_has_isolated_msi)
APX_UNREACHED(irq_domain_check_msi_remap)
APX_UNREACHED(follow_pfnmap_start)
APX_UNREACHED(follow_pfnmap_end)
APX_UNREACHED(follow_pte)
APX_UNREACHED(fixup_user_fault)
