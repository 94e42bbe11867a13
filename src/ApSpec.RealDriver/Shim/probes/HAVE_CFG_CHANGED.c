/* The bus tells of changes of the host'\''s configuration. */
#include "vfio_ap_private.h"
void *probe(void) { return vfio_ap_on_cfg_changed; }
