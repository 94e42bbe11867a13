/* The driver counts the mdevs that can be made. */
#include "vfio_ap_private.h"
int probe(struct ap_matrix_dev *d) { return atomic_read(&d->available_instances); }
