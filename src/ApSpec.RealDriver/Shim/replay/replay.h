/* SPDX-License-Identifier: GPL-2.0-or-later OR MIT */
/*
 * A recorded trace as a table: every call into the driver with what it asked for on its way, what it was answered, and how
 * it ended. ApSpec writes the table (trace.c); main.c runs it again without ApSpec.
 */
#ifndef APX_REPLAY_H
#define APX_REPLAY_H

#include "abi.h"

/* An AP instruction with its answer, or a sleep. */
struct apx_exchange {
	enum apx_status status;		/* APX_INSTRUCTION or APX_SLEEP */
	struct apx_request request;
	struct apx_answer answer;
};

/*
 * Where a thread gives way to another. Builds of one driver differ in which loads and stores they make, but not in what they call: so this is
 * behind so many calls at which another thread can come between (a lock, a free, an atomic operation, ...), and, when an object
 * is named, before the n-th load or store since then of these bytes. Objects have numbers in the order of their allocation.
 */
struct apx_stop {
	apx_u32 calls;			/* with no object: before the last of them */
	apx_u32 object, offset, size;	/* object: from 1; 0: none */
	apx_u32 is_write, accesses;
};

enum apx_record_kind {
	APX_RECORD_CALL,
	APX_RECORD_PERMS,		/* call.apm, call.aqm: the host's adapters and domains */
	APX_RECORD_GOES_ON,		/* a blocked call, because its wait is over */
	APX_RECORD_PASSED,		/* because its time is over */
	APX_RECORD_GIVEN_UP,		/* because nothing will end its wait */
	APX_RECORD_WORK,		/* a worker begins the oldest work item */
};

/* The step of a record: the number of the trace's operation, or one of these. */
enum { APX_STEP_LOAD = 0, APX_STEP_END = 0xffff };

struct apx_record {
	enum apx_record_kind kind;
	apx_u16 step;
	apx_u16 task;
	apx_u32 exchanges;		/* that follow those of the record before */
	struct apx_call call;
	enum apx_status status;
	int result;
	struct apx_stop stop;		/* of a thread that ends with APX_POINT */
	const char *text;		/* the call in words */
};

struct apx_table {
	const char *name;
	struct apx_scope scope;
	apx_u32 sleeps;			/* budget of a call */
	apx_u64 accesses;
	const char *const *step;	/* the operations' texts; step n is at n - 1 */
	const struct apx_record *record;
	apx_u32 records;
	const struct apx_exchange *exchange;
	apx_u32 exchanges;
};

extern const struct apx_table apx_tables[];
extern const apx_u32 apx_table_count;

/* points.c: the thread that runs next gives way there; NULL: only when it has to */
void apx_stop_at(const struct apx_stop *stop);
__attribute__((noreturn)) void apx_stop_missed(void);	/* main.c: it came by without such an access */

/* ledger.c: what can be seen after a call, as lines of text that are the same on every machine */
void apx_print_ledger(const struct apx_obs *obs, const struct apx_scope *scope);
void apx_print_events(const struct apx_event *events, apx_u32 count);

#endif
