-- vfio_ap of v5.11, with f21916ec4826: a NULL notification gives back what release does.
#include "state.m"

-- vfio_ap_mdev_group_notifier with a guest, vfio_ap_mdev_set_kvm. A guest that the mdev has already is not looked at.
procedure notify_guest(m: mdev_t; k: kvm_t);
begin
  if !is_shared(m, k) then
    mdev_kvm[m] := k;
    refs[k] := refs[k] + 1;
    hook[k] := m;
  end;
end;

-- vfio_ap_mdev_unset_kvm.
procedure unset_kvm(m: mdev_t);
begin
  hook[mdev_kvm[m]] := 0;
  assert "a reference is held" refs[mdev_kvm[m]] > 0;
  refs[mdev_kvm[m]] := refs[mdev_kvm[m]] - 1;
  mdev_kvm[m] := 0;
end;

-- vfio_ap_mdev_group_notifier with NULL.
procedure notify_null(m: mdev_t);
begin
  if mdev_kvm[m] != 0 then unset_kvm(m); end;
end;

-- vfio_ap_mdev_release, before it unregisters its notifiers.
procedure release_device(m: mdev_t);
begin
  if mdev_kvm[m] != 0 then unset_kvm(m); end;
end;

#include "calls.m"
