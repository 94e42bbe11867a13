-- One rule of docs/RULES.md, as an invariant: cpp -P -DRULE=KVM_01. Without RULE nothing is judged, and a search counts all states.
-- A search with one thread ends with a shortest trace that violates the rule.
#define CALL_03 1
#define HOOK_01 2
#define HOOK_02 3
#define HOOK_03 4
#define KVM_01 5
#define KVM_02 6
#define MDEV_03 7
#define MDEV_07 8
#define MDEV_09 9

function entitled(k: kvm_t): 0 .. MDEVS;
var n: 0 .. MDEVS;
begin
  n := 0;
  for m: mdev_t do
    if attached[m] = k then n := n + 1; end;
  end;
  return n;
end;

#if RULE == HOOK_01
invariant "HOOK-01" forall k: kvm_t do hook[k] = 0 | (exists m: mdev_t do attached[m] = k end) end;
#elif RULE == HOOK_02
invariant "HOOK-02" forall m: mdev_t do attached[m] = 0 | hook[attached[m]] = m end;
#elif RULE == HOOK_03
invariant "HOOK-03" forall m: mdev_t do !freed[m] end;
#elif RULE == KVM_01
invariant "KVM-01" forall k: kvm_t do refs[k] <= entitled(k) end;
#elif RULE == KVM_02
invariant "KVM-02" forall k: kvm_t do refs[k] >= entitled(k) end;
#elif RULE == MDEV_03
invariant "MDEV-03" forall m: mdev_t do mdev_kvm[m] = 0 | mdev_kvm[m] = attached[m] end;
#elif RULE == MDEV_07
invariant "MDEV-07" forall m: mdev_t do attached[m] = 0 | mdev_kvm[m] = attached[m] end;
#elif RULE == MDEV_09
invariant "MDEV-09" forall m: mdev_t do opens[m] = 0 | notifiers[m] end;
#endif
