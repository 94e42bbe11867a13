/* The driver keeps what the guest may see apart from what is assigned. */
#include "vfio_ap_private.h"
void *probe(struct ap_matrix_mdev *m) { return m->shadow_apcb.apm; }
