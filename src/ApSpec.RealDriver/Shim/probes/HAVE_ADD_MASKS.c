/* The driver remembers what a configuration change added. */
#include "vfio_ap_private.h"
void *probe(struct ap_matrix_mdev *m) { return m->apm_add; }
