/* SPDX-License-Identifier: GPL-2.0-or-later OR MIT */
/*
 * What the fakes of kernel subsystems and the driver's own translation units use of the runtime: memory, checks of memory
 * accesses, locks, the call's stack, time, faults. Needs no kernel type, so that the runtime's own files include only this.
 */
#ifndef APX_RUNTIME_H
#define APX_RUNTIME_H

#include "abi.h"

typedef __SIZE_TYPE__ apx_size;

/* The few functions of libc that the library uses; declared here because the driver is compiled without libc's headers. */
void *memcpy(void *, const void *, apx_size);
void *memset(void *, int, apx_size);
void *memmove(void *, const void *, apx_size);
int memcmp(const void *, const void *, apx_size);
apx_size strlen(const char *);
int strcmp(const char *, const char *);
int strncmp(const char *, const char *, apx_size);
int vsnprintf(char *, apx_size, const char *, __builtin_va_list);

/* Where in the source something happens. */
struct apx_place {
	const char *file;
	const char *function;
	apx_u32 line;
};
/* Static: objects remember the places that allocated and freed them. */
#define APX_HERE ({ static const struct apx_place apx_here = { __FILE__, __func__, __LINE__ }; &apx_here; })

/* ---- state: everything that a call can change is in the block (block.c) ----
 * Variables of the runtime and the fakes are ordinary static variables; the linker puts those of the driver and ours into
 * .data and .bss, which block.c saves together with the used part of the arena. What must survive apx_restore (slots,
 * stacks, signal handlers) is marked APX_OUTSIDE; it begins as zero. The name is a C identifier, so that the linker gives
 * the section's bounds; what follows it makes the assembler reserve memory without a copy in the file. */
#if defined(__aarch64__)
#define APX_OUTSIDE __attribute__((section("apx_outside,\"aw\",@nobits//")))
#else
#define APX_OUTSIDE __attribute__((section("apx_outside,\"aw\",@nobits#")))
#endif

/* ---- memory (alloc.c) ---- */
/* LENT: the kernel's, for the driver that calls it; it fails when the call's fail_alloc says so, as the driver's own does. */
enum apx_owner { APX_OWNER_DRIVER, APX_OWNER_SHIM, APX_OWNER_LENT };
/* NULL when the call's fail_alloc says so or the arena is full. Memory that is not zeroed is filled with 0x5a. */
void *apx_alloc(apx_size size, int zero, enum apx_owner owner, const char *what, const struct apx_place *place);
/* Poisons and quarantines: an address is not used again before the next boot or restore. Faults: double free, wild. */
void apx_free(const void *pointer, const struct apx_place *place);
/* What reports call the object ("m0", "q05.0006"); static or arena-lived text. */
void apx_name(const void *object, const char *name);
const char *apx_name_of(const void *pointer);	/* of the object, live or freed, that pointer lies in; NULL for none */
apx_size apx_size_of(const void *object);	/* of the object that begins or lies there */
int apx_is_live(const void *pointer);		/* lies in a live object */
int apx_is_freed(const void *pointer);		/* lies in a freed object */
apx_u32 apx_live_allocs(void);			/* live objects of the driver */
int apx_arena_is_full(void);
void apx_arena_start(void);	/* once a process, before anything is allocated */
void apx_low_start(void);
void *apx_alloc_low(apx_size size);	/* zeroed, below 2 GiB, never freed (low.c); NULL when there is no more */

/* ---- memory accesses (check.c): the driver is compiled with -fsanitize=kernel-address in call form; its hooks check
 * every load and store of the driver and of the inline functions in kernel headers. The fakes call this for objects that
 * the kernel would touch on the driver's behalf. ---- */
void apx_touch(const void *pointer, apx_size size, const struct apx_place *place);
/* For macros named like these in driver code: gcc checks what it copies itself, not what it leaves to libc. */
void *apx_memcpy(void *to, const void *from, apx_size size);
void *apx_memmove(void *to, const void *from, apx_size size);
void *apx_memset(void *to, int byte, apx_size size);
int apx_memcmp(const void *a, const void *b, apx_size size);
apx_size apx_strlen(const char *text);

/* ---- locks (lock.c) ---- */
struct apx_lockobj {
	apx_u8 lock_class, id, is_known, depth_shared;
	apx_u32 owner;			/* task that holds it exclusively; 0 none */
	const char *text;		/* the text of the macro's argument at first use: tells the class of a lock we do not know */
};
extern int apx_lock_edges;		/* report edges: boot sets it from the scope */
const struct apx_lockobj *apx_lock_of(enum apx_lock lock_class, apx_u8 id);	/* the one initialised last, when it is there; else NULL */
void apx_lock_is_core(struct apx_lockobj *lock, const char *text);	/* a lock of the kernel around the driver, just initialised */
const struct apx_call *apx_call_now(void);	/* the running call */
void apx_lock_init(struct apx_lockobj *lock, enum apx_lock lock_class, apx_u8 id);
void apx_lock(struct apx_lockobj *lock, int shared, const char *text, const struct apx_place *place);
void apx_unlock(struct apx_lockobj *lock, int shared, const char *text, const struct apx_place *place);
int apx_trylock(struct apx_lockobj *lock, const char *text, const struct apx_place *place);
int apx_trylock_shared(struct apx_lockobj *lock, const char *text, const struct apx_place *place);
int apx_is_held(const struct apx_lockobj *lock);
int apx_is_held_here(const struct apx_lockobj *lock);	/* by the running call, or by whoever it works for */
void apx_assert_held(const struct apx_lockobj *lock, const char *text, const struct apx_place *place);
apx_u8 apx_held_by_call(void);		/* locks held by the running call, or left held by the last one */
apx_u8 apx_other_held(void);		/* locks of class other that are held */
apx_u8 apx_mdevs_held(void);		/* the lock that guards mdevs is held: M, before it L (observe.c) */

/* ---- the running call (task.c) ---- */
/* Runs entry(argument) on a stack of its own until it ends, waits or dies. */
void apx_task_begin(apx_u32 task, int (*entry)(const struct apx_call *), const struct apx_call *call);
int apx_task_step(apx_u32 task, struct apx_request *request);
apx_u32 apx_tasks_ready(void);
apx_u32 apx_tasks_blocked(void);
void apx_task_pass(apx_u32 task);
void apx_task_give_up(apx_u32 task);
/* Waits until is_over(argument), which has no effect of its own: 1 when it is, 0 when most_ms (negative: for ever) have passed
 * before. Other calls run meanwhile. What can never come is a fault. */
int apx_wait_until(int (*is_over)(void *), void *argument, long most_ms, const char *what, const struct apx_place *place);
/* A wait queue is the list of those who wait, each on its own stack: begin, look, wait until woken and look again, end. */
struct apx_waiter { struct apx_waiter *next; apx_u8 is_woken; };
void apx_wait_begin(struct apx_waiter **queue, struct apx_waiter *me, const struct apx_place *place);
int apx_wait_woken(struct apx_waiter *me, long most_ms, const char *what, const struct apx_place *place);	/* 0: the time is over */
void apx_wait_end(struct apx_waiter **queue, struct apx_waiter *me, const struct apx_place *place);
void apx_wake_up(struct apx_waiter **queue, const struct apx_place *place);
/* From inside a call: gives the request to ApSpec, returns when apx_task_step is called again. */
void apx_yield(enum apx_status status, const struct apx_request *request);
const struct apx_answer *apx_last_answer(void);
void apx_task_answer(const struct apx_answer *answer);
__attribute__((noreturn)) void apx_abandon(enum apx_status status);
int apx_in_call(void);
apx_u32 apx_task_number(void);	/* of the running task; APX_TASKS outside a call */
apx_u32 apx_locks_of_task(apx_u32 task, struct apx_held *held);
void apx_atomic(const void *counter);	/* points.c: what is done to the counter next, is done at once */
void apx_point_here(const struct apx_place *place, const char *what);	/* points.c: another call may come between */
void apx_budgets(apx_u32 sleeps, apx_u64 accesses);
void apx_path_want(int is_wanted);
const apx_u32 *apx_path_places(apx_u32 *count);
int apx_lines_watch(struct apx_line *list, apx_u32 count, const apx_u64 *now);	/* lines.c */
void apx_list_used(const void *head, int is_added_to, const struct apx_place *place);	/* the list of mdevs is noted, with its lock */
int apx_is_step_to_fail(void);	/* whether this registration is the one that fails */
int apx_has_ap(void);
int apx_is_chosen_to_fail(enum apx_owner owner);	/* whether this allocation is the one that fails */

/* ---- calls at once (points.c) ---- */
void apx_points_set(apx_u32 mode);
apx_u32 apx_points_learn(void);
void apx_points_forget(void);

/* ---- time and work (work.c) ---- */
void apx_sleep(apx_u32 ms, const struct apx_place *place);	/* yields APX_SLEEP; counts against the budget */
struct apx_work {
	void (*function)(void *work);	/* called with the driver's work_struct */
	void *argument;
	apx_u8 is_pending, running, cancelling;
	apx_u8 queued_by, run_by;	/* the task, while it is pending, or runs */
	struct apx_work *next;
};
int apx_queue_work(struct apx_work *work);	/* 0 when it was pending already */
int apx_cancel_work(struct apx_work *work, int is_sync, const struct apx_place *place);	/* 1 when it was pending */
int apx_run_oldest_work(void);		/* of a call that waits alone: a worker runs the oldest work that nobody has begun; 0: there is none */
void apx_flush_work(struct apx_work *work, const struct apx_place *place);	/* waits for the worker that runs it, or runs it here as one: the caller's locks are not its own */
void apx_run_works(void);			/* at the end of a call: all that is pending */
apx_u32 apx_works(void);			/* that a worker can begin */
apx_u32 apx_begin_work(apx_u32 task);		/* the oldest of them, as a task of its own; which task queued it */

/* ---- faults (fault.c) ---- */
/* Records; returns when the kind lets the call go on, else abandons it. subject: static text, an apx_name or a text of an event. */
void apx_fault(enum apx_event_kind kind, const char *subject, const struct apx_place *place);
void apx_fault_pc(enum apx_event_kind kind, const char *subject, const void *pc);	/* place known by address only */
const char *apx_text_of_event(const char *format, ...);	/* a text that lives as long as the list of events */
/* The body of every stub that a build makes for a function that the tree calls and nothing here stands for. */
__attribute__((noreturn)) void apx_missing(const char *function, const void *pc);
struct apx_hold;
struct apx_gates { apx_u64 held, alone; };	/* all locks that the call holds, a bit each; those that it does not share with readers */
void apx_gates_now(struct apx_gates *gates);
void apx_edge(const struct apx_hold *hold, const struct apx_lockobj *taken, int shared, const struct apx_gates *gates, const struct apx_place *place);
void apx_signalled(enum apx_irq which, apx_u8 mdev, apx_u8 is_under_m, const struct apx_place *place);
void apx_noted(enum apx_event_kind kind, apx_u8 a_class, apx_u8 a_id, apx_u8 b_class, apx_u8 b_id, const struct apx_place *place);
extern int apx_is_quiet;		/* user space tidies up: edges and warnings of that are nobody's */
extern int apx_notes;			/* report where objects were allocated: boot sets it from the scope */
void apx_note_live(void);		/* a note for each live object of the driver */
void apx_events_clear(void);
void apx_events_next(void);		/* a task goes on: what was asked for already is over */
const struct apx_event *apx_event_list(apx_u32 *count, apx_u32 *lost);
void apx_catch_signals(void);			/* chained before the handlers that are there */

/* ---- the block (block.c) ---- */
int apx_block_save(apx_u32 slot);
int apx_block_restore(apx_u32 slot);
apx_u64 apx_block_hash(void);
apx_u64 apx_block_used(void);
void apx_block_start(void);		/* remembers the block as loaded */
void apx_block_reset(apx_u32 queues);	/* back to as loaded, with memory for so many queues: apx_boot begins with it */

#endif
