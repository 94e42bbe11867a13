/* SPDX-License-Identifier: GPL-2.0-or-later OR MIT */
/* Waiting (include/linux/completion.h, wait.h, swait.h): task.c. Who waits in a queue looks again when it was woken, and not before. */
#ifndef APX_KERNEL_WAIT_H
#define APX_KERNEL_WAIT_H

struct completion { unsigned int done; };
typedef struct wait_queue_head { struct apx_waiter *waiters; } wait_queue_head_t;
typedef struct wait_queue_entry { struct list_head entry; } wait_queue_entry_t;

#define MAX_SCHEDULE_TIMEOUT 0x7fffffffffffffffL
#define init_completion(c) ((void)((c)->done = 0))
#define reinit_completion(c) init_completion(c)
#define complete(c) ((void)(c)->done++)
#define complete_all(c) ((void)((c)->done = UINT_MAX / 2))
bool try_wait_for_completion(struct completion *completion);
/* kernel/sched/completion.c: 0 when the time is over, else at least 1; no signal ever comes */
long apx_wait_for_completion(struct completion *completion, long jiffies, const char *what, const struct apx_place *place);
#define wait_for_completion(c) ((void)apx_wait_for_completion(c, MAX_SCHEDULE_TIMEOUT, #c, APX_HERE))
#define wait_for_completion_timeout(c, jiffies) apx_wait_for_completion(c, jiffies, #c, APX_HERE)
#define wait_for_completion_interruptible(c) (wait_for_completion(c), 0)
#define wait_for_completion_interruptible_timeout(c, jiffies) apx_wait_for_completion(c, jiffies, #c, APX_HERE)

#define init_waitqueue_head(queue) ((void)((queue)->waiters = NULL))
#define DECLARE_WAIT_QUEUE_HEAD(name) wait_queue_head_t name = { NULL }
#define wake_up(queue) apx_wake_up(&(queue)->waiters, APX_HERE)
#define wake_up_all(queue) wake_up(queue)
#define wake_up_interruptible(queue) wake_up(queue)
#define apx_wait_event(queue, condition, most_ms) ({ \
	wait_queue_head_t *apx_queue = &(queue); \
	struct apx_waiter apx_me; \
	bool apx_is_over; \
	apx_wait_begin(&apx_queue->waiters, &apx_me, APX_HERE); \
	while (!(apx_is_over = !!(condition)) && apx_wait_woken(&apx_me, most_ms, #condition, APX_HERE)) \
		; \
	apx_wait_end(&apx_queue->waiters, &apx_me, APX_HERE); \
	apx_is_over || (condition); })
#define wait_event(queue, condition) ((void)apx_wait_event(queue, condition, -1))
#define wait_event_interruptible(queue, condition) (apx_wait_event(queue, condition, -1), 0)
#define wait_event_timeout(queue, condition, jiffies) apx_wait_event(queue, condition, (jiffies) * (1000 / HZ))
#define DEFINE_WAIT(name) wait_queue_entry_t name
#define prepare_to_wait(queue, entry, state) ((void)(entry))
#define finish_wait(queue, entry) ((void)(entry))

#endif
