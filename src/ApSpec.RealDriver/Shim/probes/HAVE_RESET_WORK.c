/* A work item awaits a reset. */
#include "vfio_ap_private.h"
void *probe(struct vfio_ap_queue *q) { return &q->reset_work; }
