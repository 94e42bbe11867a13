/* The driver hears of unmapped memory by a notifier of the container. */
#include "vfio_ap_private.h"
void *probe(struct ap_matrix_mdev *m) { return &m->iommu_notifier; }
