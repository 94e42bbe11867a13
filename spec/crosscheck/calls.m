-- The calls that user space makes: the sysfs files of mdev, the ioctls of VFIO and KVM of 5.10. Each is one rule and so one transition, also when it
-- is refused, or when a counter at CAP cuts it off: these leave the state as it is.

function instances(): 0 .. MDEVS;
var n: 0 .. MDEVS;
begin
  n := 0;
  for m: mdev_t do
    if alive[m] then n := n + 1; end;
  end;
  return n;
end;

-- docs/LIFECYCLE.md: a guest of which an open mdev is notified is attached, unless the mdev has one or another mdev has that guest. So a refused one
-- is, too, when it is replayed by one more open after the other mdev has let go of it.
procedure attach(m: mdev_t; k: kvm_t);
begin
  if attached[m] = 0 & !(exists other: mdev_t do attached[other] = k end) then attached[m] := k; end;
end;

function has_room(m: mdev_t; k: kvm_t): boolean;
begin
  return is_shared(m, k) | refs[k] < CAP;
end;

-- The list that KVM_DEV_VFIO_GROUP_DEL takes the group out of: that of the guest that is named; when none is, the first that has it.
function deletes(m: mdev_t): kvm_pointer_t;
begin
  if named[m] != 0 then return named[m]; end;
  for k: kvm_t do
    if listed[k][m] then return k; end;
  end;
  return 0;
end;

-- The memory of a removed mdev is used again when no hook points into it any more.
procedure settle();
begin
  for m: mdev_t do
    freed[m] := freed[m] & (exists k: kvm_t do hook[k] = m end);
  end;
end;

#include "rules.m"

ruleset m: mdev_t do
  -- vfio_ap_mdev_create: -EPERM when no instance is left.
  rule "create" !alive[m] & !freed[m] ==>
  begin
    if instances() < INSTANCES then alive[m] := true; end;
  end;

  -- vfio_ap_mdev_remove of a closed mdev. Its group goes with it: a list that has it keeps a dead group, which the next mdev does not have.
  rule "remove" alive[m] & opens[m] = 0 ==>
  begin
    assert "a closed mdev has no guest" mdev_kvm[m] = 0;
    alive[m] := false;
    named[m] := 0;
    freed[m] := true;
    for k: kvm_t do listed[k][m] := false; end;
    settle();
  end;

  -- VFIO_GROUP_GET_DEVICE_FD: each reaches the driver. The core replays a guest that is named each time; a second registration of the same notifier
  -- warns and changes nothing.
  rule "open" alive[m] ==>
  begin
    if opens[m] < CAP & (named[m] = 0 | has_room(m, named[m])) then
#if RULE == CALL_03
      assert "CALL-03" !notifiers[m];
#endif
      opens[m] := opens[m] + 1;
      notifiers[m] := true;
      if named[m] != 0 then
        notify_guest(m, named[m]);
        attach(m, named[m]);
      end;
      settle();
    end;
  end;

  -- close() of a descriptor of the device: each reaches the driver, which then unregisters its notifiers.
  rule "release" alive[m] & opens[m] > 0 ==>
  begin
    release_device(m);
    notifiers[m] := false;
    opens[m] := opens[m] - 1;
    if opens[m] = 0 then attached[m] := 0; end;
    settle();
  end;

  -- KVM_DEV_VFIO_GROUP_ADD: -EEXIST when the group is in the list.
  ruleset k: kvm_t do
    rule "group_add" alive[m] ==>
    begin
      if !listed[k][m] & (!notifiers[m] | has_room(m, k)) then
        listed[k][m] := true;
        named[m] := k;
        if notifiers[m] then notify_guest(m, k); end;
        if opens[m] > 0 then attach(m, k); end;
        settle();
      end;
    end;
  end;

  rule "group_del" alive[m] & deletes(m) != 0 ==>
  begin
    listed[deletes(m)][m] := false;
    named[m] := 0;
    if notifiers[m] then notify_null(m); end;
    attached[m] := 0;
    settle();
  end;
end;

startstate
begin
  clear alive; clear freed; clear notifiers; clear refs; clear listed;
  for m: mdev_t do
    opens[m] := 0; named[m] := 0; mdev_kvm[m] := 0; attached[m] := 0;
  end;
  for k: kvm_t do
    refs[k] := 0; hook[k] := 0;
  end;
end;
