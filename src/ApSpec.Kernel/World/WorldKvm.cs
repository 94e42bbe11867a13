using ApSpec.Vocabulary;

namespace ApSpec.Kernel;

/// <content>References on guests, and the destruction at the last put.</content>
public sealed partial class World
{
    internal VfioCore Vfio { get; }

    // The VFIO core of the open_device era; null in the notifier era.
    internal OpenDeviceVfio? OpenVfio { get; set; }

    internal KernelLock KvmLock(int k) => new(this, new LockId(LockClass.Kvm, (byte)k));

    internal KernelLock VcpuLock(KvmId k, byte vcpu) => new(this, LockId.OfVcpu(k, vcpu));

    internal KernelLock DevSetLock(int m) => new(this, new LockId(LockClass.DevSet, (byte)m));

    internal KernelLock GroupLock(int m) => new(this, new LockId(LockClass.VfioGroup, (byte)m));

    internal KernelLock DeviceListLock(int m) => new(this, new LockId(LockClass.DeviceList, (byte)m));

    internal KernelLock IommuLock(int m) => new(this, new LockId(LockClass.Iommu, (byte)m));

    internal KernelTask PutKvm(Kvm kvm, string function, int line)
    {
        NotePut(kvm.Index, function, line);
        if (!Decrement(Layout.Observation.Kvms[kvm.Index].DriverRefs))
        {
            Report(FaultKind.RefUnderflow, $"k{kvm.Index}", function, line);
            return new KernelTask(Preemption);
        }

        return Observe().RefsOf(new KvmId((byte)kvm.Index)) > 0 ? new KernelTask(Preemption) : DestroyVm(kvm.Index);
    }

    // A reference held by the VFIO core.
    internal KernelTask PutCoreKvm(int k)
    {
        Decrement(Layout.Observation.Kvms[k].CoreRefs);
        return Observe().RefsOf(new KvmId((byte)k)) > 0 ? new KernelTask(Preemption) : DestroyVm(k);
    }

    /// <summary><c>kvm_destroy_vm</c>: synchronous, in the caller of the last put. The kvm-vfio device goes first.</summary>
    [KernelFunction("kvm_destroy_vm")]
    internal async KernelTask DestroyVm(int k)
    {
        if (OpenVfio is null)
            await Vfio.DestroyKvmVfio(k);
        var fields = Layout.Observation.Kvms[k];
        foreach (var gisc in fields.Gisc)
        {
            if (Get(gisc) != 0 && OpenVfio is { WarnsOfAlertMask: true })
            {
                Report(FaultKind.Warning, $"k{k} destroyed with interruption subclasses registered", nameof(DestroyVm), 0);
                break;
            }
        }

        if (OpenVfio is not null)
        {
            await OpenVfio.ReleaseGroups(k);
            LoseHeldLock(k);
        }

        Set(fields.Life, (uint)KvmLife.Freed);
        Set(fields.VmClosed, 0); // a destroyed guest has no visible state
        Set(fields.VcpuClosed, 0);
        Set(fields.KvmVfioClosed, 0);
        Set(fields.Hook, 0);
        Set(fields.Apm, default);
        Set(fields.Aqm, default);
        Set(fields.Adm, default);
        foreach (var gisc in fields.Gisc)
            Set(gisc, 0);
        Set(fields.Protected, 0);
        foreach (var page in fields.Private)
            Set(page, 0);
    }

    // debug_check_no_locks_freed(): reports that K was freed while held, and drops it.
    private void LoseHeldLock(int k)
    {
        var held = Layout.Observation.Kvms[k].KvmLock;
        if (Get(held) == 0)
            return;
        Report(FaultKind.Warning, $"k{k} destroyed with its lock held", nameof(DestroyVm), 0);
        Set(held, 0);
    }

    /// <summary>The driver freed an mdev: pointers to it dangle.</summary>
    internal void FreeMdev(int m)
    {
        var fields = Layout.Observation.Mdevs[m];
        Set(fields.Life, (uint)MdevLife.Freed);
        Set(fields.Kvm, 0);
        Set(fields.Apm, default);
        Set(fields.Aqm, default);
        Set(fields.Adm, default);
        if (OpenVfio is not null)
            ForgetMdev(m);
    }

    // A queue still linked in the freed hash table has a dangling pointer; eventfd references of the mdev are leaked.
    private void ForgetMdev(int m)
    {
        var fields = Layout.Observation.Mdevs[m];
        Set(fields.ShadowApm, default);
        Set(fields.ShadowAqm, default);
        Set(fields.ShadowAdm, default);
        Set(fields.AddApm, default);
        Set(fields.AddAqm, default);
        Set(fields.AddAdm, default);
        Set(Layout.Mdevs[m].ReqTrigger, 0);
        Set(Layout.Mdevs[m].CfgChgTrigger, 0);
        foreach (var queue in Observe().UsedQueues)
        {
            if (Get(Layout.Observation.Queues[queue].Table) != (uint)m + 1)
                continue;
            Set(Layout.Observation.Queues[queue].Table, 0);
            Set(Layout.Queues[queue].Rank, 0);
        }
    }

    /// <summary>Makes the numbers of freed objects available again once no pointer refers to them.</summary>
    internal void Sweep()
    {
        for (var m = 0; m < Scope.Mdevs; m++)
        {
            if (Get(Layout.Observation.Mdevs[m].Life) == (uint)MdevLife.Freed && !IsMdevNamed((uint)m + 1))
                Set(Layout.Observation.Mdevs[m].Life, (uint)MdevLife.Absent);
        }

        for (var k = 0; k < Scope.Kvms; k++)
        {
            var fields = Layout.Observation.Kvms[k];
            if (Get(fields.Life) == (uint)KvmLife.Freed && !IsKvmNamed((uint)k + 1))
                Set(fields.Life, (uint)KvmLife.Absent);
        }
    }

    private bool IsMdevNamed(uint pointer)
    {
        foreach (var kvm in Layout.Observation.Kvms)
        {
            if (Get(kvm.Hook) == pointer)
                return true;
        }

        foreach (var hidden in Layout.Mdevs)
        {
            if (Get(hidden.Drvdata) == pointer)
                return true;
        }

        if (!Scope.Has(Features.Irq) && !Scope.Has(Features.Masks))
            return Get(Layout.Mdevs[(int)pointer - 1].OnList) != 0;
        foreach (var queue in Observe().UsedQueues)
        {
            if (Get(Layout.Observation.Queues[queue].Link) == pointer)
                return true;
        }

        return Get(Layout.Mdevs[(int)pointer - 1].OnList) != 0;
    }

    private bool IsKvmNamed(uint pointer)
    {
        foreach (var mdev in Layout.Observation.Mdevs)
        {
            if (Get(mdev.Kvm) == pointer || Get(mdev.GroupKvm) == pointer)
                return true;
        }

        if (!Scope.Has(Features.Irq))
            return false;
        foreach (var queue in Observe().UsedQueues)
        {
            if (Get(Layout.Observation.Queues[queue].IrqKvm) == pointer)
                return true;
        }

        return false;
    }
}
