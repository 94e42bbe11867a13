/* An mdev has a table of its queues. */
#include "vfio_ap_private.h"
void *probe(struct ap_matrix_mdev *m, struct vfio_ap_queue *q) { return &q->mdev_qnode == m->qtable.queues->first ? q : 0; }
