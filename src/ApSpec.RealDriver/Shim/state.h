/* SPDX-License-Identifier: GPL-2.0-or-later OR MIT */
/* What the runtime's own files share; the fakes and the driver see runtime.h only. */
#ifndef APX_STATE_H
#define APX_STATE_H

#include "runtime.h"

#define APX_LIKELY(x) __builtin_expect(!!(x), 1)
#define APX_UNLIKELY(x) __builtin_expect(!!(x), 0)
#define APX_HIDDEN __attribute__((visibility("hidden")))

/* ---- the arena (alloc.c): objects in the order of their addresses; nothing is ever used twice ---- */
enum {
	APX_ARENA = 1 << 30,	/* addresses */
	APX_ARENA_FIRST = 1 << 20,	/* bytes that every world has */
	APX_ARENA_QUEUE = 8 << 10,	/* bytes that it may have more for each queue */
	APX_OBJECTS = APX_ARENA / 32,
	APX_GRANULE = 8,	/* bytes that one byte of the map tells about */
};

/* Addresses of which the first bytes are usable (arena.c). */
struct apx_region {
	char *start;
	apx_size usable, most;
	int is_readable;
};
int apx_region_reserve(struct apx_region *region, apx_size most, int is_readable);
int apx_region_reach(struct apx_region *region, apx_size size);	/* 0: there is no memory */
void apx_region_shrink(struct apx_region *region, apx_size size);
void apx_arena_begin(apx_size queues);
int apx_arena_reach(apx_size bytes);	/* and the map, and what else is known of these bytes */
int apx_objects_reach(apx_u32 count);

/* A byte of the map: 1 to 7 say how many bytes of the granule belong to a live object. */
enum { APX_MAP_NOTHING = 0, APX_MAP_WHOLE = 8, APX_MAP_FREED = 0x20, APX_MAP_REDZONE = 0x40 };

struct apx_object {
	apx_u32 start, size;		/* start: offset in the arena */
	apx_u8 owner, is_freed;
	const char *what, *name;
	const struct apx_place *allocated, *freed;
};

extern unsigned char *apx_arena;
#define apx_map (apx_arena + APX_ARENA)
extern struct apx_object *apx_objects;
extern apx_u32 apx_arena_used, apx_object_count;
const struct apx_object *apx_object_at(const void *pointer);	/* whose bytes, or whose red zone, these are */
const char *apx_object_text(const struct apx_object *object);
apx_size apx_object_offset(const struct apx_object *object, const void *pointer);	/* of what lies in it */

/* ---- low memory (low.c) ---- */
enum { APX_LOW = 64 << 10 };
extern char *apx_low;
extern apx_u32 apx_low_used;

/* ---- actors: a call, or a worker that runs on the call's stack because the call waits for it ---- */
enum {
	APX_DEPTH = 4,		/* a call, its worker, the worker that this one waits for, ... */
	APX_HOLDS = 24,
#ifdef APX_ASAN
	APX_STACK = 1 << 20,	/* a sanitizer's frames are long */
#else
	APX_STACK = 64 << 10,
#endif
	APX_GUARD = 64 << 10,
	APX_GONE = ~0u,		/* owner of a lock that nobody will give back */
};

struct apx_hold {
	struct apx_lockobj *lock;
	int is_shared;
	const struct apx_place *place;	/* where it was taken */
};

struct apx_actor {
	apx_u32 id;
	apx_u32 holds;
	struct apx_hold hold[APX_HOLDS];
	const struct apx_work *work;	/* what a worker runs; NULL for the call itself */
};

enum apx_task_state { APX_TASK_NONE, APX_TASK_READY, APX_TASK_RUNNING, APX_TASK_WAITING, APX_TASK_BLOCKED };

/* What a blocked task waits for; it lies on the task's stack. */
struct apx_wait {
	int (*is_over)(void *argument);
	void *argument;
	const struct apx_lockobj *lock;	/* NULL: no lock */
	const char *what;
	apx_u32 ms;			/* at most; APX_FOR_EVER */
	apx_u8 is_passed, is_given_up;
};
enum { APX_FOR_EVER = ~0u };

struct apx_task {
	apx_u32 state;
	apx_u32 depth;			/* of the actor that runs */
	void *sp;			/* while it does not run */
	int (*entry)(const struct apx_call *);
	struct apx_call call;
	struct apx_actor actor[APX_DEPTH];
	struct apx_wait *wait;		/* while it is blocked */
};

/* What is left of a call's budgets. Outside the block, so that the hash does not tell apart states that differ only by how
 * they were reached; saved beside it, for a call that is waiting. */
struct apx_meter {
	long long accesses, sleeps;
	long long left;			/* of accesses, where each is a point and takes the slow way (points.c) */
	apx_size atomic;		/* where the next accesses are one with the last point; 0: none */
	apx_u32 fail_alloc;
	apx_u32 left_held;		/* locks that the last call left held */
};

extern struct apx_task apx_tasks[APX_TASKS];
extern apx_u32 apx_tasks_used;		/* the first of them; the others are zero */
extern struct apx_task *apx_now;	/* the task that runs; NULL while the caller of apx_step does */
extern struct apx_meter apx_meter;	/* of the task that runs, or ran last */
extern struct apx_meter apx_meters[APX_TASKS];	/* of those that wait */
void apx_block(struct apx_wait *wait);	/* gives way until the wait is over, passed or given up */
struct apx_actor *apx_actor(void);	/* who runs; NULL outside a call */
struct apx_actor *apx_worker_begin(const struct apx_work *work);
void apx_worker_end(void);
apx_u32 apx_leave_locks(struct apx_actor *actor);	/* lock.c: nobody will give back what the actor holds; how many */
void apx_freed_locks(const void *start, const void *end, const struct apx_place *place);	/* lock.c: memory goes away */
void apx_out_of_accesses(const struct apx_place *place, const void *pc);
long long apx_path_begin(long long accesses);	/* path.c: what the call's meter begins with */
int apx_path_goes_on(const void *pc);		/* 1 when a path is kept and there are accesses left */
char *apx_stack_top(const struct apx_task *task);
void apx_wipe_below(const struct apx_task *task);	/* where its next functions' frames will be */

/* ---- switching stacks (stack.c) ---- */
void *apx_stack_new(char *top, void (*run)(void));	/* what to switch to, to call run() on that stack */
#if defined(__x86_64__) && !defined(APX_UCONTEXT)
#define APX_OWN_SWITCH 1	/* nothing below a stack pointer that it leaves is needed, and the call's state has nothing of its caller's */
#endif
/* To the stack that *to names. A call that goes back to its caller must not load it before: it would be in a register, and in the call's state. */
void apx_stack_switch(void **from, void *const *to);

/* For a sanitizer, which follows a call from stack to stack only when it is told (asan/stacks.c). */
void apx_stack_fresh(const struct apx_task *task) __attribute__((weak));
void apx_stack_leaving(void **frames, const struct apx_task *to) __attribute__((weak));	/* 0: to the caller's stack */
void apx_stack_arrived(void *frames, int is_in_call) __attribute__((weak));

/* ---- checks and faults ---- */
int apx_check(const void *pointer, apx_size size, const struct apx_place *place, const void *pc);	/* 0: a fault, outside a call */
void apx_fault_lock(enum apx_event_kind kind, const struct apx_lockobj *lock, apx_u8 holder, const char *subject,
		    const struct apx_place *place);
void apx_fault_object(enum apx_event_kind kind, const struct apx_object *object, const struct apx_place *place, const void *pc);
/* Does not abandon the call; NULL when there is no room. */
struct apx_event *apx_record_pc(enum apx_event_kind kind, const char *subject, const void *pc);

int apx_line_passed(apx_size pc);		/* lines.c: pc is past a breakpoint of a line; it is noted and taken away */
void apx_signal_stack(void);	/* this thread can take a signal when the call's stack is used up */

/* ---- calls at once (points.c) ---- */
extern apx_u32 apx_points;
/* In a word of locks held: those of second vcpus have the bits 5 to 7, all others those of their class. */
enum { APX_SECOND_VCPUS = 7 << 5 };
#define APX_LOCK_BIT(table, lock) ((lock)->lock_class == APX_LOCK_VCPU && (lock)->id >= APX_KVMS ? 5 + (lock)->id % 3 \
	: (table)[(lock)->lock_class].first + (lock)->id % (table)[(lock)->lock_class].count)
void apx_point(const struct apx_place *place, const void *pc, const char *what);	/* gives way, if this is a thread */
void apx_point_access(const void *pointer, apx_size size, int is_write, const struct apx_place *place, const void *pc);
void apx_point_lock(const struct apx_lockobj *lock, const char *text, const struct apx_place *place);
void apx_point_unlocked(const struct apx_lockobj *lock, const struct apx_place *place);
void apx_point_note(const void *pointer, apx_size size, int is_write);	/* the runtime's own access: no point, but another's may be one */
void apx_point_free(const void *start, apx_size size, const struct apx_place *place);
int apx_points_reach(apx_size granules);
void apx_points_shrink(apx_size granules);
apx_u32 apx_points_passed(void);	/* since it was last asked or stopped at one */

/* ---- races (race.c) ---- */
extern int apx_is_racing;
void apx_race_begin(void);
void apx_race_end(void);
int apx_race_reach(apx_size granules);
void apx_race_new(const struct apx_object *object);
void apx_race_access(const void *pointer, apx_size size, int is_write, int is_marked, const void *pc);
void *apx_race_memory(apx_u32 arena_used, apx_size *size);	/* what a snapshot keeps */

/* ---- the library in memory (image.c) ---- */
struct apx_image {
	const char *base, *end;		/* all of it */
	const char *code, *code_end;
	char *data[2], *data_end[2];	/* .data and .bss without what is marked APX_OUTSIDE */
};
const struct apx_image *apx_image(void);

#endif
