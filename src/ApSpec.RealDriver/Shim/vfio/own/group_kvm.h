/* SPDX-License-Identifier: GPL-2.0-or-later OR MIT */
/* Behind the file that has the list of groups, in whichever it is: the guest that a group names. */
struct kvm *apx_group_kvm(const struct iommu_group *iommu_group)
{
	const struct vfio_group *group;

	list_for_each_entry(group, &vfio.group_list, vfio_next) {
		if (group->iommu_group == iommu_group)
			return group->kvm;
	}
	return NULL;
}
