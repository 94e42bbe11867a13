/*
 * One rule of docs/RULES.md, judged after each call: spin -DRULE=KVM_01. Without RULE nothing is judged, and a search counts all states.
 * A breadth-first search ends with a shortest trace that violates the rule.
 */
#define CALL_03 1
#define HOOK_01 2
#define HOOK_02 3
#define HOOK_03 4
#define KVM_01 5
#define KVM_02 6
#define MDEV_03 7
#define MDEV_07 8
#define MDEV_09 9

#define IS_ENTITLED(i, k, b) (mdev[i].attached == k + 1)
#define ENTITLED(k) (OVER_MDEVS(+, IS_ENTITLED, k, 0))
#define HAS_HOOK(i, k, b) (mdev[i].attached != k + 1 || guest[k].hook == i + 1)

#if RULE == HOOK_01
#define HOLDS_OF_KVM(k, a) assert(guest[k].hook == 0 || ENTITLED(k) > 0)
#elif RULE == HOOK_02
#define HOLDS_OF_KVM(k, a) assert(OVER_MDEVS(&&, HAS_HOOK, k, 0))
#elif RULE == HOOK_03
#define HOLDS_OF_MDEV(m, a, b) assert(!mdev[m].freed)
#elif RULE == KVM_01
#define HOLDS_OF_KVM(k, a) assert(guest[k].refs <= ENTITLED(k))
#elif RULE == KVM_02
#define HOLDS_OF_KVM(k, a) assert(guest[k].refs >= ENTITLED(k))
#elif RULE == MDEV_03
#define HOLDS_OF_MDEV(m, a, b) assert(mdev[m].kvm == 0 || mdev[m].kvm == mdev[m].attached)
#elif RULE == MDEV_07
#define HOLDS_OF_MDEV(m, a, b) assert(mdev[m].attached == 0 || mdev[m].kvm == mdev[m].attached)
#elif RULE == MDEV_09
#define HOLDS_OF_MDEV(m, a, b) assert(mdev[m].opens == 0 || mdev[m].notifiers)
#endif

/* The kernel warns of a notifier that is registered twice. */
#if RULE == CALL_03
#define WARN_TWICE(m) assert(!mdev[m].notifiers)
#else
#define WARN_TWICE(m) skip
#endif

#ifdef HOLDS_OF_KVM
#define JUDGE OVER_KVMS(;, HOLDS_OF_KVM, 0)
#elif defined HOLDS_OF_MDEV
#define JUDGE OVER_MDEVS(;, HOLDS_OF_MDEV, 0, 0)
#else
#define JUDGE skip
#endif
