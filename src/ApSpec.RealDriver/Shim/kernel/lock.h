/* SPDX-License-Identifier: GPL-2.0-or-later OR MIT */
/* Mutexes, semaphores, spin locks (include/linux/mutex.h, rwsem.h, spinlock.h, lockdep.h), counters (atomic.h, refcount.h).
 * A lock's class is told by the text of the macro's argument when the driver initialises it. */
#ifndef APX_KERNEL_LOCK_H
#define APX_KERNEL_LOCK_H

struct mutex { struct apx_lockobj apx; };
struct rw_semaphore { struct apx_lockobj apx; };
struct spinlock { struct apx_lockobj apx; };
typedef struct spinlock spinlock_t;
typedef struct rwlock { struct apx_lockobj apx; } rwlock_t;

#define APX_LOCK(lock, is_shared) apx_lock(&(lock)->apx, is_shared, #lock, APX_HERE)
#define APX_UNLOCK(lock, is_shared) apx_unlock(&(lock)->apx, is_shared, #lock, APX_HERE)
#define APX_TRYLOCK(lock) apx_trylock(&(lock)->apx, #lock, APX_HERE)
#define APX_LOCK_INIT(lock) ({ \
	typeof(lock) apx_it = (lock); \
	APX_LOOK_AT(apx_it, APX_HERE); \
	apx_lock_init(&apx_it->apx, apx_class_of(#lock), 0); \
	APX_LOCK_ORIGIN(&apx_it->apx, #lock); })
#ifdef APX_CORE
#define APX_LOCK_ORIGIN(lock, text) apx_lock_is_core(lock, text)
#define APX_LOCK_CORE 2
#else
#define APX_LOCK_ORIGIN(lock, text) do { } while (0)
#define APX_LOCK_CORE 0
#endif
enum apx_lock apx_class_of(const char *text);	/* base/lock_class.c */

#define APX_LOCK_STATIC(name) { { .lock_class = APX_LOCK_OTHER, .is_known = APX_LOCK_CORE, .text = name } }
#define DEFINE_MUTEX(name) struct mutex name = APX_LOCK_STATIC(#name)
#define DEFINE_SPINLOCK(name) struct spinlock name = APX_LOCK_STATIC(#name)
#define DECLARE_RWSEM(name) struct rw_semaphore name = APX_LOCK_STATIC(#name)
#define mutex_init(lock) APX_LOCK_INIT(lock)
#define mutex_destroy(lock) do { } while (0)
#define mutex_lock(lock) APX_LOCK(lock, 0)
#define mutex_lock_nested(lock, subclass) mutex_lock(lock)
#define mutex_lock_interruptible(lock) ({ mutex_lock(lock); 0; })
#define mutex_lock_killable(lock) ({ mutex_lock(lock); 0; })
#define mutex_trylock(lock) APX_TRYLOCK(lock)
#define mutex_unlock(lock) APX_UNLOCK(lock, 0)
#define mutex_is_locked(lock) apx_is_held(&(lock)->apx)
#define init_rwsem(lock) APX_LOCK_INIT(lock)
#define down_read(lock) APX_LOCK(lock, 1)
#define up_read(lock) APX_UNLOCK(lock, 1)
#define down_read_trylock(lock) apx_trylock_shared(&(lock)->apx, #lock, APX_HERE)
#define down_write(lock) APX_LOCK(lock, 0)
#define down_write_killable(lock) ({ down_write(lock); 0; })
#define up_write(lock) APX_UNLOCK(lock, 0)
#define spin_lock_init(lock) APX_LOCK_INIT(lock)
#define spin_lock(lock) APX_LOCK(lock, 0)
#define spin_unlock(lock) APX_UNLOCK(lock, 0)
#define spin_lock_bh(lock) APX_LOCK(lock, 0)
#define spin_unlock_bh(lock) APX_UNLOCK(lock, 0)
#define spin_lock_irqsave(lock, flags) ({ (flags) = 0; APX_LOCK(lock, 0); })
#define spin_unlock_irqrestore(lock, flags) ({ (void)(flags); APX_UNLOCK(lock, 0); })
#define lockdep_assert_held(lock) apx_assert_held(&(lock)->apx, #lock, APX_HERE)
#define lockdep_assert_held_write(lock) lockdep_assert_held(lock)
#define lockdep_assert(condition) APX_WARN_IF(!(condition), "lockdep_assert(" #condition ")")
#define lockdep_is_held(lock) apx_is_held_here(&(lock)->apx)
#define might_sleep() do { } while (0)

/* include/linux/cleanup.h: guard(mutex)(&lock) and scoped_guard(mutex, &lock) */
#define APX_JOIN(a, b) APX_JOIN_(a, b)
#define APX_JOIN_(a, b) a##b
#define guard(kind) apx_guard_##kind
#define scoped_guard(kind, lock) \
	for (APX_SCOPED(kind, lock, apx_scope), *apx_once = (void *)1; apx_once; apx_once = NULL)
#define APX_SCOPED(kind, lock, name) struct kind *name __cleanup(apx_leave_##kind) = ({ APX_LOCK(lock, 0); (lock); })
#define apx_guard_mutex(lock) APX_SCOPED(mutex, lock, APX_JOIN(apx_guard_, __LINE__))
#define apx_guard_rwsem_write(lock) \
	struct rw_semaphore *APX_JOIN(apx_guard_, __LINE__) __cleanup(apx_leave_write) = ({ down_write(lock); (lock); })
#define apx_guard_rwsem_read(lock) \
	struct rw_semaphore *APX_JOIN(apx_guard_, __LINE__) __cleanup(apx_leave_read) = ({ down_read(lock); (lock); })
#define apx_guard_spinlock(lock) APX_SCOPED(spinlock, lock, APX_JOIN(apx_guard_, __LINE__))
static inline void apx_leave_spinlock(struct spinlock **lock) { spin_unlock(*lock); }
static inline void apx_leave_mutex(struct mutex **lock) { mutex_unlock(*lock); }
static inline void apx_leave_write(struct rw_semaphore **lock) { up_write(*lock); }
static inline void apx_leave_read(struct rw_semaphore **lock) { up_read(*lock); }
#define __free(how) __cleanup(apx_free_##how)
static inline void apx_free_kfree(void *pointer) { if (!IS_ERR_OR_NULL(*(void **)pointer)) kfree(*(void **)pointer); }
#define no_free_ptr(pointer) ({ typeof(pointer) apx_kept = (pointer); (pointer) = NULL; apx_kept; })
#define return_ptr(pointer) return no_free_ptr(pointer)

typedef struct { volatile int counter; } atomic_t;	/* volatile: no plain access, for who looks for races */
typedef struct { volatile s64 counter; } atomic64_t;
typedef struct refcount_struct { atomic_t refs; } refcount_t;
struct kref { refcount_t refcount; };

#define ATOMIC_INIT(n) { n }
#define ATOMIC64_INIT(n) { n }
#define atomic_set(a, n) ((a)->counter = (n))
#define atomic_read(a) READ_ONCE((a)->counter)
/* The fakes are no calls of anybody: what they count is not seen. */
#ifdef APX_FAKE
#define APX_ATOMIC(a) (a)
#else
#define APX_ATOMIC(a) ({ __auto_type apx_counted = (a); apx_atomic((const void *)&apx_counted->counter); apx_counted; })
#endif
#define atomic_inc(a) ((void)APX_ATOMIC(a)->counter++)
#define atomic_dec(a) ((void)APX_ATOMIC(a)->counter--)
#define atomic_inc_return(a) (++APX_ATOMIC(a)->counter)
#define atomic_dec_return(a) (--APX_ATOMIC(a)->counter)
#define atomic_dec_and_test(a) (--APX_ATOMIC(a)->counter == 0)
#define atomic_add(n, a) ((void)(APX_ATOMIC(a)->counter += (n)))
#define atomic_sub(n, a) ((void)(APX_ATOMIC(a)->counter -= (n)))
#define atomic_dec_if_positive(a) ({ typeof(a) apx_a = APX_ATOMIC(a); apx_a->counter > 0 ? --apx_a->counter : apx_a->counter - 1; })
#define atomic64_set(a, n) atomic_set(a, n)
#define atomic64_read(a) atomic_read(a)
#define atomic64_inc(a) atomic_inc(a)
#define atomic64_inc_return(a) atomic_inc_return(a)
#define atomic_inc_not_zero(a) ({ typeof(a) apx_a = APX_ATOMIC(a); apx_a->counter != 0 && (apx_a->counter++, true); })
#define atomic_cmpxchg(a, old, new) ({ \
	typeof(a) apx_a = APX_ATOMIC(a); \
	int apx_was = apx_a->counter; \
	if (apx_was == (old)) \
		apx_a->counter = (new); \
	apx_was; })
#define refcount_set(r, n) atomic_set(&(r)->refs, n)
#define refcount_read(r) atomic_read(&(r)->refs)
#define refcount_inc(r) ({ atomic_t *apx_r = APX_ATOMIC(&(r)->refs); WARN_ON(apx_r->counter == 0); (void)apx_r->counter++; })
#define refcount_inc_not_zero(r) atomic_inc_not_zero(&(r)->refs)
#define refcount_dec(r) ({ atomic_t *apx_r = APX_ATOMIC(&(r)->refs); WARN_ON(apx_r->counter <= 1); (void)apx_r->counter--; })
#define refcount_dec_and_mutex_lock(r, lock) ({ \
	atomic_t *apx_r = APX_ATOMIC(&(r)->refs); \
	bool apx_is_last = false; \
	if (apx_r->counter > 1) { \
		apx_r->counter--; \
	} else { \
		mutex_lock(lock); \
		apx_is_last = refcount_dec_and_test(r); \
		if (!apx_is_last) \
			mutex_unlock(lock); \
	} \
	apx_is_last; })
#define kref_init(k) refcount_set(&(k)->refcount, 1)
#define kref_get(k) refcount_inc(&(k)->refcount)
#define kref_read(k) refcount_read(&(k)->refcount)
#define kref_get_unless_zero(k) refcount_inc_not_zero(&(k)->refcount)
#define kref_put(k, release) (refcount_dec_and_test(&(k)->refcount) ? ((release)(k), 1) : 0)
#define kref_put_mutex(k, release, lock) \
	(refcount_dec_and_mutex_lock(&(k)->refcount, lock) ? ((release)(k), 1) : 0)
#define refcount_dec_and_test(r) ({ \
	atomic_t *apx_r = APX_ATOMIC(&(r)->refs); \
	WARN_ON(apx_r->counter <= 0); \
	--apx_r->counter == 0; })

#endif
