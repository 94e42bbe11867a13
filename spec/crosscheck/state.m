-- The state of the sequential mdev/KVM lifecycle of the notifier era: what VFIO, KVM and vfio_ap keep of each mdev and each guest.
-- Sizes are macros of the C preprocessor, which also reads the includes: cpp -P -DMDEVS=2 -DKVMS=2 -DCAP=3 -DINSTANCES=2 v5.10.m.
-- A pointer is 0 for NULL, n for mdev or guest n.
#ifndef MDEVS
#define MDEVS 1
#endif
#ifndef KVMS
#define KVMS 1
#endif
#ifndef CAP
#define CAP 3
#endif
#ifndef INSTANCES
#define INSTANCES MDEVS
#endif

type
  mdev_t: 1 .. MDEVS;
  kvm_t: 1 .. KVMS;
  mdev_pointer_t: 0 .. MDEVS;
  kvm_pointer_t: 0 .. KVMS;
  count_t: 0 .. CAP;

var
  alive: array [mdev_t] of boolean;             -- created and not removed
  freed: array [mdev_t] of boolean;             -- removed, and a hook of a guest still points into it
  notifiers: array [mdev_t] of boolean;         -- the one of the group and the one of the IOMMU, which come and go together
  opens: array [mdev_t] of count_t;             -- descriptors of the device
  named: array [mdev_t] of kvm_pointer_t;       -- group->kvm of its VFIO group
  mdev_kvm: array [mdev_t] of kvm_pointer_t;    -- matrix_mdev->kvm
  attached: array [mdev_t] of kvm_pointer_t;    -- the guest it is attached to by docs/LIFECYCLE.md, whatever the driver did

  refs: array [kvm_t] of count_t;               -- references that the driver holds
  hook: array [kvm_t] of mdev_pointer_t;        -- kvm->arch.crypto.pqap_hook, by its mdev
  listed: array [kvm_t] of array [mdev_t] of boolean;   -- the groups in the list of its kvm-vfio device

-- vfio_ap_mdev_set_kvm walks the list of mdevs: does another one have the guest?
function is_shared(m: mdev_t; k: kvm_t): boolean;
begin
  for other: mdev_t do
    if other != m & alive[other] & mdev_kvm[other] = k then return true; end;
  end;
  return false;
end;
