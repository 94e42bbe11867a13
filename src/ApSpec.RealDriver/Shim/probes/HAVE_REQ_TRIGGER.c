/* User space can be asked to give the device back. */
#include "vfio_ap_private.h"
void *probe(struct ap_matrix_mdev *m) { return m->req_trigger; }
