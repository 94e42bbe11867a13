/* SPDX-License-Identifier: GPL-2.0-or-later OR MIT */
/* Waiting (include/linux/completion.h, wait.h, swait.h): a waiter looks again whenever another call has run, so that a wake-up has nothing to do. */
#ifndef APX_KERNEL_WAIT_H
#define APX_KERNEL_WAIT_H

struct completion { unsigned int done; };
typedef struct wait_queue_head { struct list_head head; } wait_queue_head_t;
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

#define init_waitqueue_head(queue) INIT_LIST_HEAD(&(queue)->head)
#define DECLARE_WAIT_QUEUE_HEAD(name) wait_queue_head_t name = { LIST_HEAD_INIT((name).head) }
#define wake_up(queue) do { } while (0)
#define wake_up_all(queue) do { } while (0)
#define wake_up_interruptible(queue) do { } while (0)
#define apx_wait_event(condition, most_ms) ({ \
	while (!(condition) && apx_wait_turn(most_ms, #condition, APX_HERE)) \
		; \
	!!(condition); })
#define wait_event(queue, condition) ((void)apx_wait_event(condition, -1))
#define wait_event_interruptible(queue, condition) (apx_wait_event(condition, -1), 0)
#define DEFINE_WAIT(name) wait_queue_entry_t name
#define prepare_to_wait(queue, entry, state) ((void)(entry))
#define finish_wait(queue, entry) ((void)(entry))
#define wait_event_timeout(queue, condition, jiffies) apx_wait_event(condition, (jiffies) * (1000 / HZ))

#endif
