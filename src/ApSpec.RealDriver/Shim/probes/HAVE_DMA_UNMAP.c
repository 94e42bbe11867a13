/* VFIO tells of unmapped memory by an operation of the device. */
#include "vfio_ap_private.h"
void *probe(struct vfio_device_ops *ops) { return ops->dma_unmap; }
