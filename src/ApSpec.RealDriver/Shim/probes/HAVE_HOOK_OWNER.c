/* A guest's PQAP hook names the module that it is in. */
#include "vfio_ap_private.h"
void *probe(struct ap_matrix_mdev *m) { return m->pqap_hook.owner; }
