/* SPDX-License-Identifier: GPL-2.0-or-later OR MIT */
/*
 * Pages of user space and the process that they belong to (include/linux/mm.h, sched.h, sched/mm.h): base/mm.c. One process is all of
 * user space; its memory never runs out and is never swapped, so that limits and accounting have nothing to do.
 */
#ifndef APX_KERNEL_MM_H
#define APX_KERNEL_MM_H

#define PAGE_SHIFT 12
#define PAGE_SIZE (1UL << PAGE_SHIFT)
#define PAGE_MASK (~(PAGE_SIZE - 1))
#define PAGE_ALIGN(x) ALIGN(x, PAGE_SIZE)
#define PAGE_ALIGNED(x) (((unsigned long)(x) & ~PAGE_MASK) == 0)
#define SZ_4K 0x1000UL

/* A page that a device may reach; which one it is tells its address. */
struct page { u32 pins; };
phys_addr_t page_to_phys(struct page *page);
struct page *pfn_to_page(unsigned long pfn);
int pfn_valid(unsigned long pfn);
#define page_to_pfn(page) (page_to_phys(page) >> PAGE_SHIFT)
#define pfn_to_phys(pfn) ((phys_addr_t)(pfn) << PAGE_SHIFT)
#define PageReserved(page) ((void)(page), false)
#define compound_head(page) (page)
#define is_zero_pfn(pfn) ((void)(pfn), false)
#define put_page(page) do { } while (0)
#define page_address(page) ((void *)(page))
#define FOLL_WRITE 1
#define FOLL_LONGTERM 0x100
/* mm/gup.c; older ones also give the areas: how many pages were pinned, or -errno */
long apx_pin_user_pages(unsigned long address, unsigned long count, struct page **pages);
#define pin_user_pages_remote(mm, address, count, flags, pages, ...) ((void)(mm), apx_pin_user_pages(address, count, pages))
void unpin_user_pages_dirty_lock(struct page **pages, unsigned long count, bool is_dirty);
void unpin_user_page_range_dirty_lock(struct page *page, unsigned long count, bool is_dirty);
static inline void unpin_user_page(struct page *page) { unpin_user_pages_dirty_lock(&page, 1, false); }
#define num_pages_contiguous(pages, count) 1UL

struct vm_area_struct { unsigned long vm_start, vm_end, vm_flags; struct mm_struct *vm_mm; };
struct mm_struct { unsigned long locked_vm, total_vm; int apx_refs; };
struct task_struct { struct mm_struct *mm; struct task_struct *group_leader; char comm[16]; int pid; };
extern struct task_struct apx_process;
#define current (&apx_process)
#define get_task_struct(task) (task)
#define put_task_struct(task) ((void)(task))
#define mmget_not_zero(mm) ((void)(mm), true)
#define mmput(mm) ((void)(mm))
#define mmgrab(mm) ((void)(mm))
#define mmdrop(mm) ((void)(mm))
#define mmap_read_lock(mm) ((void)(mm))
#define mmap_read_unlock(mm) ((void)(mm))
#define mmap_write_lock_killable(mm) ((void)(mm), 0)
#define mmap_write_unlock(mm) ((void)(mm))
#define __account_locked_vm(mm, pages, increase, task, bypass) ((void)((mm)->locked_vm += (increase) ? (pages) : -(pages)), 0)
#define account_locked_vm(mm, pages, increase) ((void)((mm)->locked_vm += (increase) ? (pages) : -(pages)), 0)
#define task_pid_nr(task) ((task)->pid)
#define RLIMIT_MEMLOCK 8
#define rlimit(which) (~0UL)
#define task_rlimit(task, which) (~0UL)
#define CAP_IPC_LOCK 14
#define CAP_SYS_RAWIO 17
#define CAP_SYS_ADMIN 21
#define capable(what) true
#define untagged_addr(address) (address)
#define untagged_addr_remote(mm, address) (address)
#define access_ok(pointer, size) ((void)(pointer), true)
#define signal_pending(task) false
#define fatal_signal_pending(task) false
#define kthread_should_stop() false
void schedule(void);
#define kthread_use_mm(mm) ((void)(mm))
#define kthread_unuse_mm(mm) ((void)(mm))
#define TASK_KILLABLE 0x102
#define TAINT_USER 6
#define LOCKDEP_STILL_OK 1
#define add_taint(flag, lockdep) do { } while (0)

/* Of memory without pages, which a guest's is not: nothing gets there (base/unreached.c). */
#define VM_PFNMAP 0x400
#define FAULT_FLAG_WRITE 1
#define FAULT_FLAG_REMOTE 0x80
struct follow_pfnmap_args { struct vm_area_struct *vma; unsigned long address, pfn, addr_mask; bool writable; };
typedef struct { unsigned long pte; } pte_t;
#define vma_lookup(mm, address) ((struct vm_area_struct *)NULL)
#define find_vma_intersection(mm, start, end) ((struct vm_area_struct *)NULL)
int follow_pfnmap_start(struct follow_pfnmap_args *arguments);
void follow_pfnmap_end(struct follow_pfnmap_args *arguments);
int follow_pte(struct mm_struct *mm, unsigned long address, pte_t **pte, spinlock_t **lock);
int fixup_user_fault(struct mm_struct *mm, unsigned long address, unsigned int flags, bool *unlocked);
static inline int pte_write(pte_t entry) { return entry.pte & 1; }
static inline unsigned long pte_pfn(pte_t entry) { return entry.pte >> 1; }
#define pte_unmap_unlock(pte, lock) ((void)(pte), (void)(lock))
#define alloc_pages(flags, order) ((struct page *)apx_alloc(PAGE_SIZE << (order), 1, APX_OWNER_SHIM, "alloc_pages", APX_HERE))
#define __free_pages(page, order) apx_free(page, APX_HERE)
#define __get_free_page(flags) ((unsigned long)apx_alloc(PAGE_SIZE, 0, APX_OWNER_SHIM, "__get_free_page", APX_HERE))
#define free_page(address) apx_free((void *)(address), APX_HERE)
#define get_order(size) 0

#endif
