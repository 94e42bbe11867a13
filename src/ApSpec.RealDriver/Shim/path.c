/* SPDX-License-Identifier: GPL-2.0-or-later OR MIT */
/*
 * The places in the driver that a call goes by, for a report. A call whose path is wanted begins without accesses left, so that
 * each basic block and each access takes the slow way through here; calls that are not reported on pay nothing.
 */
#include "state.h"

enum { PLACES = 4096 };

static APX_OUTSIDE apx_u32 places[PLACES];
static APX_OUTSIDE apx_u32 count;
static APX_OUTSIDE long long left;
static APX_OUTSIDE int is_wanted;

void apx_path_want(int wanted)
{
	is_wanted = wanted;
	count = 0;
}

long long apx_path_begin(long long accesses)
{
	count = 0;
	left = accesses;
	return is_wanted ? 0 : accesses;
}

int apx_path_goes_on(const void *pc)
{
	const struct apx_image *image = apx_image();
	apx_u32 place = (const char *)pc - image->base - 1;	/* pc is where the hook returns to */

	if (!is_wanted)
		return 0;
	if ((const char *)pc > image->base && (const char *)pc < image->end) {
		apx_u32 i = 0;

		while (i < count && places[i] != place)
			i++;
		if (i == count && count < PLACES)
			places[count++] = place;
	}
	return --left > 0;
}

const apx_u32 *apx_path_places(apx_u32 *n)
{
	*n = count;
	return places;
}
