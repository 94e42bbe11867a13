/* SPDX-License-Identifier: GPL-2.0-or-later OR MIT */
/*
 * Which lines have been run: a breakpoint at each place where the line table begins a line. The first call that comes by notes
 * its trace there and takes the breakpoint away. So a line costs one signal, and a library that is not asked pays nothing; what
 * was noted lies in memory of the caller's, which may outlive this process.
 */
#include <sys/mman.h>
#include "state.h"

static APX_OUTSIDE struct apx_line *lines;
static APX_OUTSIDE apx_u32 line_count;
static APX_OUTSIDE const apx_u64 *trace_now;

#if defined(__x86_64__)

enum { BREAKPOINT = 0xcc, PAGE_BYTES = 4096 };

int apx_lines_watch(struct apx_line *list, apx_u32 count, const apx_u64 *now)
{
	const struct apx_image *image = apx_image();
	apx_size start = (apx_size)image->code & -PAGE_BYTES;

	for (apx_u32 i = 0; i < count; i++)
		if (image->base + list[i].offset < image->code || image->base + list[i].offset >= image->code_end)
			return 0;
	if (mprotect((void *)start, (apx_size)image->code_end - start, PROT_READ | PROT_WRITE | PROT_EXEC))
		return 0;
	lines = list;
	line_count = count;
	trace_now = now;
	for (apx_u32 i = 0; i < count; i++) {
		apx_u8 *code = (apx_u8 *)image->base + list[i].offset;

		if (list[i].is_run)
			continue;
		list[i].code = *code;
		*code = BREAKPOINT;
	}
	return 1;
}

int apx_line_passed(apx_size pc)
{
	apx_size base = (apx_size)apx_image()->base, offset = pc - 1 - base;
	apx_u32 first = 0, end = line_count;

	while (first < end) {
		apx_u32 middle = first + (end - first) / 2;

		if (lines[middle].offset < offset)
			first = middle + 1;
		else
			end = middle;
	}
	if (first == line_count || lines[first].offset != offset || lines[first].is_run)
		return 0;
	*(apx_u8 *)(base + offset) = lines[first].code;
	lines[first].seed = trace_now[0];
	lines[first].step = trace_now[1];
	lines[first].is_run = 1;
	return 1;
}

#else

/* Without a breakpoint of this processor's, no line is known to be run. */
int apx_lines_watch(struct apx_line *list, apx_u32 count, const apx_u64 *now)
{
	return 0;
}

int apx_line_passed(apx_size pc)
{
	return 0;
}

#endif
