using ApSpec.Vocabulary;

namespace ApSpec.Kernel;

/// <content>References on guests, and what the last one brings down.</content>
public sealed partial class World
{
    internal VfioCore Vfio { get; }

    internal KernelLock KvmLock(int k) => new(this, new LockId(LockClass.Kvm, (byte)k));

    internal KernelLock VcpuLock(int k) => new(this, new LockId(LockClass.Vcpu, (byte)k));

    internal KernelLock IommuLock(int m) => new(this, new LockId(LockClass.Iommu, (byte)m));

    internal KernelTask PutKvm(Kvm kvm, string function, int line)
    {
        if (!Decrement(Layout.Observation.Kvms[kvm.Index].DriverRefs))
        {
            Report(FaultKind.RefUnderflow, $"k{kvm.Index}", function, line);
            return new KernelTask(Preemption);
        }

        return Observe().RefsOf(new KvmId((byte)kvm.Index)) > 0 ? new KernelTask(Preemption) : DestroyVm(kvm.Index);
    }

    /// <summary><c>kvm_destroy_vm</c>: synchronous, in the caller of the last put. The kvm-vfio device goes first.</summary>
    internal async KernelTask DestroyVm(int k)
    {
        await Vfio.DestroyKvmVfio(k);
        var fields = Layout.Observation.Kvms[k];
        foreach (var gisc in fields.Gisc)
        {
            if (Get(gisc) != 0)
            {
                Report(FaultKind.Warning, $"k{k} destroyed with interruption subclasses registered", nameof(DestroyVm), 0);
                break;
            }
        }

        Set(fields.Life, (uint)KvmLife.Freed);
        Set(fields.Hook, 0);
        Set(fields.Apm, default);
        Set(fields.Aqm, default);
        Set(fields.Adm, default);
        foreach (var gisc in fields.Gisc)
            Set(gisc, 0);
        Set(fields.Protected, 0);
    }

    /// <summary>The driver freed an mdev: pointers keep naming it.</summary>
    internal void FreeMdev(int m)
    {
        var fields = Layout.Observation.Mdevs[m];
        Set(fields.Life, (uint)MdevLife.Freed);
        Set(fields.Kvm, 0);
        Set(fields.Apm, default);
        Set(fields.Aqm, default);
        Set(fields.Adm, default);
    }

    /// <summary>Numbers of freed things come back into use once no pointer names them.</summary>
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

        if (!Scope.Has(Features.Irq))
            return Get(Layout.Mdevs[(int)pointer - 1].OnList) != 0;
        foreach (var queue in Layout.Observation.Queues)
        {
            if (Get(queue.Link) == pointer)
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
        foreach (var queue in Layout.Observation.Queues)
        {
            if (Get(queue.IrqKvm) == pointer)
                return true;
        }

        return false;
    }
}
