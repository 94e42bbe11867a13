using ApSpec.Vocabulary;

namespace ApSpec.Rules;

/// <summary>Every lock of a scope, class by class: those of the world, then each guest's, then each mdev's.</summary>
internal static class HeldLocks
{
    private static readonly LockClass[] OfWorld =
        [LockClass.Matrix, LockClass.Guests, LockClass.Mdevs, LockClass.Perms, LockClass.DeviceList, LockClass.Other];

    private static readonly LockClass[] OfGuest = [LockClass.Kvm, LockClass.Vcpu, LockClass.Hook];

    private static readonly LockClass[] OfMdev = [LockClass.Iommu, LockClass.DevSet, LockClass.VfioGroup];

    /// <summary>The first lock that is held after the step and was not before; null when there is none.</summary>
    public static LockId? FirstNew(in Step step) =>
        FirstNew(step, OfWorld, 1) ?? FirstNew(step, OfGuest, OfGuests(step))
        ?? FirstNew(step, OfMdev, step.After.Layout.Mdevs.Length);

    /// <summary>Every lock that is held after the step and was not before, in words; <c>no lock</c> for none.</summary>
    public static string AllNew(in Step step)
    {
        var names = new List<string>();
        foreach (var (classes, instances) in new[] { (OfWorld, 1), (OfGuest, OfGuests(step)), (OfMdev, step.After.Layout.Mdevs.Length) })
        {
            for (byte i = 0; i < instances; i++)
            {
                foreach (var lockClass in classes)
                {
                    if (IsNew(step, new LockId(lockClass, i)))
                        names.Add(new LockId(lockClass, i).ToString());
                }
            }
        }

        return names.Count == 0 ? "no lock" : names.Count == 1 ? names[0] : $"{string.Join(", ", names[..^1])} and {names[^1]}";
    }

    /// <summary>True when the lock that prints as <paramref name="name"/> was held before the step.</summary>
    public static bool WasHeld(in Step step, string name) =>
        WasHeld(step, OfWorld, 1, name) || WasHeld(step, OfGuest, OfGuests(step), name)
        || WasHeld(step, OfMdev, step.Before.Layout.Mdevs.Length, name);

    /// <summary>The guest that a lock belongs to; null when it is no guest's.</summary>
    public static KvmId? GuestOf(LockId id) => OfGuest.AsSpan().Contains(id.Class) ? id.Guest : null;

    /// <summary>The mdev that a lock belongs to; null when it is no mdev's.</summary>
    public static MdevId? MdevOf(LockId id) => OfMdev.AsSpan().Contains(id.Class) ? new MdevId(id.Instance) : null;

    // Second vcpus have theirs after all of the guests' others.
    private static int OfGuests(in Step step) => step.Scope.Has(Features.Vcpus) ? LockId.InstancesMax : step.After.Layout.Kvms.Length;

    // A lock that is held before the call belongs to an earlier call that never returned.
    private static LockId? FirstNew(in Step step, LockClass[] classes, int instances)
    {
        for (byte i = 0; i < instances; i++)
        {
            foreach (var lockClass in classes)
            {
                var id = new LockId(lockClass, i);
                if (IsNew(step, id))
                    return id;
            }
        }

        return null;
    }

    private static bool IsNew(in Step step, LockId id) => step.After.IsHeld(id) && !step.Before.IsHeld(id);

    private static bool WasHeld(in Step step, LockClass[] classes, int instances, string name)
    {
        for (byte i = 0; i < instances; i++)
        {
            foreach (var lockClass in classes)
            {
                var id = new LockId(lockClass, i);
                if (step.Before.IsHeld(id) && id.ToString() == name)
                    return true;
            }
        }

        return false;
    }
}
