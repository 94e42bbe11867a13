/* The bus tells when it has looked at all devices. */
#include "vfio_ap_private.h"
void *probe(void) { return vfio_ap_on_scan_complete; }
