/* The driver hears of its guest by a notifier of the VFIO group. */
#include "vfio_ap_private.h"
void *probe(struct ap_matrix_mdev *m) { return &m->group_notifier; }
