/* A queue remembers the status of its last reset. */
#include "vfio_ap_private.h"
unsigned int probe(struct vfio_ap_queue *q) { return q->reset_status.response_code; }
