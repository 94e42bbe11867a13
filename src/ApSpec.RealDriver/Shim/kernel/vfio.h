/* SPDX-License-Identifier: GPL-2.0-or-later OR MIT */
/* What include/linux/vfio.h and mdev.h of the tree need besides themselves. */
#ifndef APX_KERNEL_VFIO_H
#define APX_KERNEL_VFIO_H

struct iova_bitmap;

/* include/linux/pci.h: no device here is one */
struct pci_dev { u8 hdr_type; };
#define dev_is_pci(device) ((void)(device), false)
#define to_pci_dev(device) ((struct pci_dev *)NULL)
#define PCI_HEADER_TYPE_NORMAL 0

#endif
