/* SPDX-License-Identifier: GPL-2.0-or-later OR MIT */
/*
 * Timers, tasklets and kernel threads (include/linux/timer.h, hrtimer.h, interrupt.h, kthread.h, jiffies.h): they can be set up and taken
 * back, and never run. What the AP bus does by them is poll for replies to the host's own messages, which nothing here sends, and
 * scan every 30 seconds, which a trace says itself. Pools of memory (mempool.h), which only such messages come from.
 */
#ifndef APX_KERNEL_TIMER_H
#define APX_KERNEL_TIMER_H

typedef s64 ktime_t;
static const unsigned long jiffies __attribute__((unused));
#define timer_setup(timer, callback, flags) ((void)(callback), (void)((timer)->expires = 0))
#define mod_timer(timer, when) ((void)((timer)->expires = (when)), 0)
#define del_timer(timer) ((void)(timer), 0)
#define del_timer_sync(timer) del_timer(timer)
#define timer_delete(timer) del_timer(timer)
#define timer_delete_sync(timer) del_timer(timer)
#define from_timer(variable, timer, member) container_of(timer, typeof(*variable), member)
#define timer_container_of(variable, timer, member) container_of(timer, typeof(*variable), member)

enum hrtimer_restart { HRTIMER_NORESTART, HRTIMER_RESTART };
enum hrtimer_mode { HRTIMER_MODE_ABS };
struct hrtimer { enum hrtimer_restart (*function)(struct hrtimer *timer); };
#define CLOCK_MONOTONIC 1
#define hrtimer_init(timer, clock, mode) ((void)(timer))
#define hrtimer_setup(timer, callback, clock, mode) ((void)((timer)->function = (callback)))
#define hrtimer_is_queued(timer) ((void)(timer), 1)
#define hrtimer_forward_now(timer, interval) ((void)(timer), (void)(interval))
#define hrtimer_restart(timer) ((void)(timer))
#define hrtimer_start_expires(timer, mode) ((void)(timer))
#define hrtimer_start(timer, time, mode) ((void)(timer))
#define hrtimer_set_expires(timer, time) ((void)(timer), (void)(time))
#define hrtimer_cancel(timer) ((void)(timer))

struct tasklet_struct { void (*function)(unsigned long data); };
#define DECLARE_TASKLET_OLD(name, callback) struct tasklet_struct name = { callback }
#define tasklet_schedule(tasklet) ((void)(tasklet))

#define kthread_run(function, data, arguments...) ((void)(function), (struct task_struct *)ERR_PTR(-ENOMEM))
#define kthread_stop(task) ((void)(task))
#define set_freezable() do { } while (0)
#define try_to_freeze() do { } while (0)
#define set_user_nice(task, nice) ((void)(task))
#define MAX_NICE 19
#define need_resched() false
#define TASK_RUNNING 0
#define TASK_INTERRUPTIBLE 1
#define set_current_state(state) do { } while (0)
#define DECLARE_WAITQUEUE(name, task) wait_queue_entry_t name
#define add_wait_queue(queue, entry) ((void)(queue), (void)(entry))
#define remove_wait_queue(queue, entry) ((void)(queue), (void)(entry))
#define DECLARE_COMPLETION(name) struct completion name
#define completion_done(c) ((c)->done != 0)

#define DECLARE_WORK(name, callback) struct work_struct name = { { (void (*)(void *))callback, &name } }
#define system_long_wq NULL

typedef struct mempool { int min; } mempool_t;
#define mempool_create_kmalloc_pool(least, size) ({ static mempool_t apx_pool; apx_pool.min = (least); &apx_pool; })
#define mempool_destroy(pool) ((void)(pool))
#define mempool_alloc_preallocated(pool) ((void)(pool), NULL)
#define mempool_free(element, pool) ((void)(element), (void)(pool))

#endif
