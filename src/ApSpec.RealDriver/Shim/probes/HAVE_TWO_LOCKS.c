/* Guests and mdevs have a lock each. */
#include "vfio_ap_private.h"
void *probe(struct ap_matrix_dev *d) { return &d->guests_lock.apx == &d->mdevs_lock.apx ? d : 0; }
