/* The mdev core keeps the driver's pointer of an mdev. */
#include "vfio_ap_private.h"
#include <linux/mdev.h>
void *probe(struct device *d) { return mdev_get_drvdata(mdev_from_dev(d)); }
