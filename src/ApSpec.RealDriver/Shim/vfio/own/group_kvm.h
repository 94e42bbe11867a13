/* SPDX-License-Identifier: GPL-2.0-or-later OR MIT */
/* Behind the file that has the list of groups, in whichever it is: the guest that a group names, and whether it is in a container. */
static const struct vfio_group *apx_group_of(const struct iommu_group *iommu_group)
{
	const struct vfio_group *group;

	list_for_each_entry(group, &vfio.group_list, vfio_next) {
		if (group->iommu_group == iommu_group)
			return group;
	}
	return NULL;
}

struct kvm *apx_group_kvm(const struct iommu_group *iommu_group)
{
	const struct vfio_group *group = apx_group_of(iommu_group);

	return group ? group->kvm : NULL;
}

bool apx_group_has_container(const struct iommu_group *iommu_group)
{
	const struct vfio_group *group = apx_group_of(iommu_group);

	return group && group->container;
}
