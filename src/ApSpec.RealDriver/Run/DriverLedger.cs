using System.Runtime.InteropServices;
using ApSpec.Architecture;
using ApSpec.Kernel;
using ApSpec.RealDriver.Native;
using ApSpec.Vocabulary;

namespace ApSpec.RealDriver.Run;

/// <summary>Copies the state of the compiled driver and of the fakes into the world's ledger after each operation.</summary>
internal sealed unsafe class DriverLedger
{
    private readonly World world;
    private readonly NativeApi* api;
    private readonly ObservationLayout layout;
    private readonly bool knowsDrivers;
    private readonly KnownParts known;
    private readonly NativeQueue[] queues;
    private NativeObs seen;
    private uint allocsAtBoot;
    private bool isStrange;

    public DriverLedger(DriverLibrary library, World world)
    {
        this.world = world;
        api = library.Api;
        layout = world.Layout.Observation;
        known = new KnownParts(world);
        knowsDrivers = library.Features.HasFlag(DriverFeatures.OwnBus);
        seen.Size = (uint)sizeof(NativeObs);
        queues = GC.AllocateArray<NativeQueue>(world.Scope.Queues, pinned: true);
        seen.Queue = (NativeQueue*)Marshal.UnsafeAddrOfPinnedArrayElement(queues, 0);
    }

    /// <summary>Called after boot with <paramref name="queues"/> queues bound: the present allocations are the base line.</summary>
    public void Begin(uint queues)
    {
        Observe();
        allocsAtBoot = seen.LiveAllocs - (queues * AllocsPerQueue);
        Write();
    }

    /// <summary>Allocations that belong to an mdev.</summary>
    public uint AllocsPerMdev { get; set; } = 1;

    /// <summary>Allocations that belong to a bound queue.</summary>
    public uint AllocsPerQueue { get; set; } = 1;

    /// <summary>Live allocations of the driver.</summary>
    public uint LiveAllocs => seen.LiveAllocs;

    /// <summary>True when the driver has a request eventfd of an mdev.</summary>
    public bool HasRequestEventfd(MdevId m) => seen.Mdev[m.Value].HasReq != 0;

    /// <summary>Fills the ledger.</summary>
    public void Fill()
    {
        Observe();
        Write();
    }

    private void Observe()
    {
        fixed (NativeObs* obs = &seen)
            api->Observe(obs);
    }

    private void Write()
    {
        known.Renew();
        var mdevs = 0u;
        for (var m = 0; m < world.Scope.Mdevs; m++)
        {
            if (!known.Has(m, seen.Mdev[m]))
            {
                isStrange = false;
                Write(m, seen.Mdev[m]);
                known.Keep(m, seen.Mdev[m], isStrange);
            }

            mdevs += seen.Mdev[m].Life == (byte)MdevLife.Live ? 1u : 0;
        }

        for (var k = 0; k < world.Scope.Kvms; k++)
        {
            if (known.Has(k, seen.Kvm[k]))
                continue;
            isStrange = false;
            Write(k, seen.Kvm[k]);
            known.Keep(k, seen.Kvm[k], isStrange || seen.Kvm[k].Life == (byte)KvmLife.Absent);
        }

        for (var q = known.NextNew(queues, 0); q < queues.Length; q = known.NextNew(queues, q + 1))
        {
            isStrange = false;
            Write(q, queues[q]);
            known.Keep(q, queues[q], isStrange);
        }

        var fields = layout.World;
        var accounted = allocsAtBoot + (mdevs * AllocsPerMdev) + (known.BoundQueues * AllocsPerQueue);
        world.Set(fields.ExtraAllocs, Math.Min(seen.LiveAllocs > accounted ? seen.LiveAllocs - accounted : 0, fields.ExtraAllocs.Max));
        world.Set(fields.StrayPins, Math.Min(seen.StrayPins, fields.StrayPins.Max));
        world.Set(fields.ModuleRefs, Math.Min(seen.ModuleRefs, fields.ModuleRefs.Max));
        world.Set(fields.Instances, seen.Instances);
        world.Set(fields.MatrixLock, seen.MatrixHeld);
        world.Set(fields.GuestsLock, seen.GuestsHeld);
        world.Set(fields.MdevsLock, seen.MdevsHeld);
        world.Set(fields.PermsLock, seen.PermsHeld);
        world.Set(fields.DeviceListLock, seen.DeviceListHeld);
        world.Set(fields.OtherLock, seen.OtherHeld != 0 ? 1u : 0);
        if (seen.IsArenaFull != 0)
            world.Log.CutOff("the compiled driver used up its memory");
    }

    private void Write(int m, in NativeMdev from)
    {
        var to = layout.Mdevs[m];
        world.Set(to.Life, from.Life);
        Count(to.Opens, from.Opens, "opens");
        Guest(to.GroupKvm, from.GroupKvm, m, "group.kvm");
        Guest(to.Kvm, from.Kvm, m, "kvm");
        world.Set(to.GroupNotifier, from.GroupNotifier);
        world.Set(to.IommuNotifier, from.IommuNotifier);
        world.Set(to.Removing, from.IsRemoving);
        Count(to.ReqRefs, from.ReqRefs, "req_refs");
        Count(to.CfgRefs, from.CfgRefs, "cfg_refs");
        world.Set(to.IommuLock, from.IommuHeld);
        world.Set(to.DevSetLock, from.DevSetHeld);
        world.Set(to.GroupLock, from.GroupHeld);
        Mask(to.Apm, from.Apm);
        Mask(to.Aqm, from.Aqm);
        Mask(to.Adm, from.Adm);
        Mask(to.ShadowApm, from.ShadowApm);
        Mask(to.ShadowAqm, from.ShadowAqm);
        Mask(to.ShadowAdm, from.ShadowAdm);
        Mask(to.AddApm, from.AddApm);
        Mask(to.AddAqm, from.AddAqm);
        Mask(to.AddAdm, from.AddAdm);
        for (var page = 0; page < to.Pins.Length; page++)
            Count(to.Pins[page], from.Pins[page], "pins");
        if (from.IsStray != 0)
            Strange($"m{m}", "a mask with ids that are not in play");
    }

    private void Write(int k, in NativeKvm from)
    {
        var to = layout.Kvms[k];
        world.Set(to.Life, from.Life == (byte)KvmLife.Absent && IsNamedByHardware(k) ? (uint)KvmLife.Freed : from.Life);
        world.Set(to.VmClosed, from.VmClosed);
        world.Set(to.VcpuClosed, from.VcpuClosed);
        world.Set(to.KvmVfioClosed, from.KvmVfioClosed);
        Count(to.DriverRefs, from.DriverRefs, "refs");
        Count(to.CoreRefs, from.CoreRefs, "refs");
        Mdev(to.Hook, from.Hook, $"k{k}", "pqap_hook");
        world.Set(to.Protected, from.IsProtected);
        for (var page = 0; page < to.Private.Length; page++)
            world.Set(to.Private[page], (uint)(from.PrivatePages >> page) & 1);
        for (var m = 0; m < to.Groups.Length; m++)
            world.Set(to.Groups[m], (uint)(from.Groups >> m) & 1);
        world.Set(to.KvmLock, from.LockHeld);
        world.Set(to.VcpuLock, (uint)from.VcpuHeld & 1);
        world.Set(to.SecondVcpuLock, (uint)from.VcpuHeld >> 1);
        world.Set(to.HookLock, from.HookHeld);
        Mask(to.Apm, from.Apm);
        Mask(to.Aqm, from.Aqm);
        Mask(to.Adm, from.Adm);
        for (var isc = 0; isc < to.Gisc.Length; isc++)
            Count(to.Gisc[isc], from.Gisc[isc], "gisc");
        if (from.IsStray != 0)
            Strange($"k{k}", "a mask with ids that are not in play");
    }

    // The library knows guests by its own pointers only; this side knows the queues with interrupts still routed to the old GISA.
    private bool IsNamedByHardware(int k)
    {
        foreach (var queue in layout.Queues)
        {
            if (world.Get(queue.IrqKvm) == (uint)k + 1)
                return true;
        }

        return false;
    }

    private void Write(int q, in NativeQueue from)
    {
        var to = layout.Queues[q];
        var isBound = from.IsBound != 0;
        Mdev(to.Link, isBound ? from.Link : (byte)0, "a queue", "matrix_mdev");
        Mdev(to.Table, isBound ? from.Table : (byte)0, "a queue", "table");
        Place(to.SavedIsc, isBound ? from.SavedIsc : (byte)0, "saved_isc");
        Place(to.SavedPage, isBound ? from.SavedPage : (byte)0, "saved_iova");
        world.Set(to.ResetCode, isBound ? from.ResetCode : (byte)0);
        if (knowsDrivers)
            world.SetDriver(q, DriverOf(from.Driver));
    }

    private static QueueDriver DriverOf(NativeQueueDriver driver) => driver switch
    {
        NativeQueueDriver.None => QueueDriver.None,
        NativeQueueDriver.VfioAp => QueueDriver.VfioAp,
        NativeQueueDriver.Host => QueueDriver.Host,
        _ => throw new InvalidOperationException($"unknown driver {driver}"),
    };

    private void Count(Field field, byte value, string cap)
    {
        if (value > field.Max && field.Width > 0)
        {
            isStrange = true;
            world.Log.HitCap(cap);
            value = (byte)field.Max;
        }

        world.Set(field, value);
    }

    private void Mask(MaskField field, in NativeMask places)
    {
        if (field.Width != 0)
            world.Set(field, places.ToPlaces());
    }

    private void Guest(Field field, byte pointer, int m, string name)
    {
        if (pointer == NativeObs.Strange)
            Strange($"m{m}", name);
        world.Set(field, pointer == NativeObs.Strange ? 0u : pointer);
    }

    private void Mdev(Field field, byte pointer, string owner, string name)
    {
        if (pointer == NativeObs.Strange)
            Strange(owner, name);
        world.Set(field, pointer == NativeObs.Strange ? 0u : pointer);
    }

    private void Place(Field field, byte value, string name)
    {
        if (value == NativeObs.Strange && field.Width > 0)
            Strange("a queue", name);
        world.Set(field, value == NativeObs.Strange ? 0u : value);
    }

    private void Strange(string owner, string what)
    {
        isStrange = true;
        world.Log.Add(new Fault(FaultKind.WildAccess, $"{what} of {owner}: it names nothing that exists", "observation", 0));
    }
}
