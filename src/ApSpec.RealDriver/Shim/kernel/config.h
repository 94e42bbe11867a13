/* SPDX-License-Identifier: GPL-2.0-or-later OR MIT */
/* The kernel's configuration (include/generated/autoconf.h): groups and containers, no iommufd, no debugfs. */
#ifndef APX_KERNEL_CONFIG_H
#define APX_KERNEL_CONFIG_H

#define CONFIG_KVM 1
#define CONFIG_KVM_VFIO 1
#define CONFIG_VFIO 1
#define CONFIG_VFIO_CONTAINER 1
#define CONFIG_VFIO_GROUP 1
#define CONFIG_VFIO_MDEV 1
#define CONFIG_ZCRYPT 1

#endif
