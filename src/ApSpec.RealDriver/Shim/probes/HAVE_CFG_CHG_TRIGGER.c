/* User space is told of changes of its configuration. */
#include "vfio_ap_private.h"
void *probe(struct ap_matrix_mdev *m) { return m->cfg_chg_trigger; }
