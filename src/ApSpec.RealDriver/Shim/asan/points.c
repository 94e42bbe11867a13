/* SPDX-License-Identifier: GPL-2.0-or-later OR MIT */
/* A recorded program makes one call at a time: no other comes between. */
#include "state.h"

APX_OUTSIDE apx_u32 apx_points;

void apx_point(const struct apx_place *place, const void *pc, const char *what) { }
void apx_point_here(const struct apx_place *place, const char *what) { }
void apx_point_access(const void *pointer, apx_size size, int is_write, const struct apx_place *place, const void *pc) { }
void apx_point_lock(const struct apx_lockobj *lock, const char *text, const struct apx_place *place) { }
void apx_point_unlocked(const struct apx_lockobj *lock, const struct apx_place *place) { }
void apx_point_free(const void *start, apx_size size, const struct apx_place *place) { }
void apx_point_note(const void *pointer, apx_size size, int is_write) { }
void apx_atomic(const void *counter) { }
void apx_points_set(apx_u32 mode) { }
void apx_points_forget(void) { }
void apx_points_shrink(apx_size granules) { }

apx_u32 apx_points_passed(void)
{
	return 0;
}

apx_u32 apx_points_learn(void)
{
	return 0;
}

int apx_points_reach(apx_size granules)
{
	return 1;
}
