/* A queue remembers the response code of its last reset. */
#include "vfio_ap_private.h"
unsigned int probe(struct vfio_ap_queue *q) { return q->reset_rc; }
