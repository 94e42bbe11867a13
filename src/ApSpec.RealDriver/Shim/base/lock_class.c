/* SPDX-License-Identifier: GPL-2.0-or-later OR MIT */
/* The class of a lock that the driver initialises (include/linux/lockdep.h). */
#include "world.h"

/* The last word of "&matrix_dev->guests_lock" is the member; drivers/s390/crypto/vfio_ap_private.h names them. */
enum apx_lock apx_class_of(const char *text)
{
	const char *member = text;

	for (; *text; text++) {
		if (*text == '>' || *text == '.' || *text == '&')
			member = text + 1;
	}
	if (!strcmp(member, "guests_lock"))
		return APX_LOCK_GUESTS;
	if (!strcmp(member, "mdevs_lock"))
		return APX_LOCK_MDEVS;
	return strcmp(member, "lock") ? APX_LOCK_OTHER : APX_LOCK_MATRIX;
}
