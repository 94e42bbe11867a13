/* SPDX-License-Identifier: GPL-2.0-or-later OR MIT */
/* Expectations of calls that find no fault, and what failed. */
#ifndef EXPECT_H
#define EXPECT_H

#include "library.h"

static int failures;

#define EXPECT(actual, expected) expect(#actual, (long long)(actual), (long long)(expected), __LINE__)

static void expect(const char *what, long long actual, long long expected, int line)
{
	if (actual == expected)
		return;
	printf("line %d: %s is %lld (0x%llx), not %lld (0x%llx)\n", line, what, actual, actual, expected, expected);
	print_events();
	failures++;
}

static int faults(void)
{
	int count = 0;

	observe();
	fetch_events();
	for (unsigned i = 0; i < event_count; i++)
		count += is_fault(&last_events[i]);
	return count;
}

#define CALL(expected, ...) do { EXPECT(RUN(__VA_ARGS__), expected); EXPECT(faults(), 0); \
	EXPECT(obs.locks_of_call, 0); } while (0)

static inline void boot(int mdevs, int kvms, int adapters, int domains)
{
	struct apx_scope scope = scope_of(mdevs, kvms, adapters, domains);

	memset(irq_of_queue, 0, sizeof(irq_of_queue));
	EXPECT(api->boot(&scope), 0);
	CALL(0, APX_MODULE_INIT);
	for (int q = 0; q < adapters * domains; q++)
		CALL(0, APX_PROBE_QUEUE, .queue = q);
}

#endif
