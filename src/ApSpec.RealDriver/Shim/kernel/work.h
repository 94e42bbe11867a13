/* SPDX-License-Identifier: GPL-2.0-or-later OR MIT */
/* Work items and time (include/linux/workqueue.h, delay.h, jiffies.h): work.c. */
#ifndef APX_KERNEL_WORK_H
#define APX_KERNEL_WORK_H

struct work_struct { struct apx_work apx; };
typedef void (*work_func_t)(struct work_struct *work);
struct workqueue_struct;
struct timer_list { unsigned long expires; };
struct poll_table_struct;
typedef struct poll_table_struct { void *apx_unused; } poll_table;

#define APX_WORK(work) ({ typeof(work) apx_it = (work); APX_LOOK_AT(apx_it, APX_HERE); &apx_it->apx; })
#define INIT_WORK(work, callback) ({ \
	work_func_t apx_callback = (callback); \
	struct work_struct *apx_item = (work); \
	*APX_WORK(apx_item) = (struct apx_work){ (void (*)(void *))apx_callback, apx_item }; })
/* Which queue does not matter: what a call queues runs at the latest when it ends, unless a worker has begun it. */
#define queue_work(queue, work) (apx_queue_work(APX_WORK(work)) != 0)
#define schedule_work(work) queue_work(NULL, work)
#define flush_work(work) (apx_flush_work(APX_WORK(work), APX_HERE), true)
#define cancel_work(work) (apx_cancel_work(APX_WORK(work), 0, APX_HERE) != 0)
#define cancel_work_sync(work) (apx_cancel_work(APX_WORK(work), 1, APX_HERE) != 0)
#define work_pending(work) (APX_WORK(work)->is_pending)
#define flush_workqueue(queue) apx_run_works()

#define msleep(ms) apx_sleep(ms, APX_HERE)
#define ssleep(seconds) apx_sleep(1000 * (seconds), APX_HERE)
#define usleep_range(least, most) apx_sleep(((least) + 999) / 1000, APX_HERE)
#define fsleep(us) usleep_range(us, us)
#define mdelay(ms) apx_sleep(ms, APX_HERE)
#define udelay(us) do { } while (0)
#define cond_resched() do { } while (0)
#define msecs_to_jiffies(ms) ((ms) * HZ / 1000)

#endif
