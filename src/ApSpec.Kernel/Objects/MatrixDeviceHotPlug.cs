using System.Runtime.CompilerServices;
using ApSpec.Architecture;
using ApSpec.Vocabulary;

namespace ApSpec.Kernel;

/// <content>The open_device era: two locks, a copy of the host configuration, and a list whose newest entry comes first.</content>
public sealed partial class MatrixDevice
{
    /// <summary>Lock G (<c>matrix_dev->guests_lock</c>).</summary>
    public KernelLock GuestsLock => new(world, new LockId(LockClass.Guests, 0));

    /// <summary>Lock M (<c>matrix_dev->mdevs_lock</c>).</summary>
    public KernelLock MdevsLock => new(world, new LockId(LockClass.Mdevs, 0));

    /// <summary>Lock P of the AP bus (<c>ap_perms_mutex</c>).</summary>
    public KernelLock PermsLock => new(world, new LockId(LockClass.Perms, 0));

    /// <summary>No adapter.</summary>
    public AdapterSet NoAdapters => new(world.Ids, default);

    /// <summary>No domain.</summary>
    public DomainSet NoDomains => new(world.Ids, default);

    /// <summary>
    /// A read of an uninitialised mask on the caller's stack: a fault. Its content is undefined; the model goes on with an empty mask.
    /// </summary>
    public Effect<AdapterSet> LoadUnwrittenAdapters([CallerMemberName] string function = "", [CallerLineNumber] int line = 0)
    {
        if (!world.IsDropped(EffectKind.Load, function, line))
            world.Report(FaultKind.WildAccess, "a mask that nobody wrote", function, line);
        return world.Done(NoAdapters);
    }

    /// <summary>The queues a call has put on its list, adapter by adapter.</summary>
    public ListedQueues ListedByAdapter => new(world, isByDomain: false);

    /// <summary>The queues a call has put on its list, domain by domain.</summary>
    public ListedQueues ListedByDomain => new(world, isByDomain: true);

    private HiddenMatrixFields Hidden => world.Layout.Matrix;

    /// <summary>Adapters of the driver's copy of the host configuration.</summary>
    public Effect<AdapterSet> LoadInfoAdapters([CallerMemberName] string function = "", [CallerLineNumber] int line = 0) =>
        world.Done(world.IsDropped(EffectKind.Load, function, line)
            ? NoAdapters
            : HostConfig.AdaptersBut(world, world.Get(Hidden.InfoApmGone)));

    /// <summary>Usage domains of the driver's copy of the host configuration.</summary>
    public Effect<DomainSet> LoadInfoDomains([CallerMemberName] string function = "", [CallerLineNumber] int line = 0) =>
        world.Done(world.IsDropped(EffectKind.Load, function, line)
            ? NoDomains
            : HostConfig.DomainsBut(world, world.Get(Hidden.InfoAqmGone)));

    /// <summary>Control domains of the driver's copy of the host configuration.</summary>
    public Effect<DomainSet> LoadInfoControls([CallerMemberName] string function = "", [CallerLineNumber] int line = 0) =>
        world.Done(world.IsDropped(EffectKind.Load, function, line)
            ? NoDomains
            : HostConfig.DomainsBut(world, world.Get(Hidden.InfoAdmGone)));

    /// <summary>Replaces the driver's copy of the host configuration.</summary>
    public Effect StoreInfo(HostConfig config, [CallerMemberName] string function = "", [CallerLineNumber] int line = 0)
    {
        if (world.IsDropped(EffectKind.Store, function, line))
            return world.Done();
        world.Set(Hidden.InfoApmGone, world.Ids.AllAdapters.AndNot(config.Adapters.Mask));
        world.Set(Hidden.InfoAqmGone, world.Ids.AllDomains.AndNot(config.Domains.Mask));
        world.Set(Hidden.InfoAdmGone, world.Ids.AllDomains.AndNot(config.Controls.Mask));
        return world.Done();
    }

    /// <summary>True when one of these APQNs is the host's own (<c>ap_apqn_in_matrix_owned_by_def_drv</c>).</summary>
    public Effect<bool> IsOneOfHost(
        AdapterSet adapters, DomainSet domains, [CallerMemberName] string function = "", [CallerLineNumber] int line = 0)
    {
        if (world.IsDropped(EffectKind.Load, function, line))
            return world.Done(false);
        if (world.Scope.Has(Features.Override))
            return world.Done(IsOneOwned(adapters, domains));
        var fields = world.Layout.Observation.World;
        return world.Done(adapters.Mask.Intersects(world.Get(fields.ApmaskHost))
            && !domains.Mask.AndNot(world.Get(fields.AqmaskFree)).IsEmpty);
    }

    private bool IsOneOwned(AdapterSet adapters, DomainSet domains)
    {
        var width = world.Scope.Domains.Length;
        foreach (var adapter in adapters.Mask)
        {
            foreach (var domain in domains.Mask)
            {
                if (world.IsOwnedByHost((adapter * width) + domain))
                    return true;
            }
        }

        return false;
    }

    /// <summary>The first mdev of the list, the newest; NULL when it is empty.</summary>
    public Effect<Mdev> MdevFirst([CallerMemberName] string function = "", [CallerLineNumber] int line = 0)
    {
        if (world.IsDropped(EffectKind.Load, function, line))
            return world.Done(new Mdev(world, 0));
        world.NoteList(function, line);
        return world.Done(new Mdev(world, world.Get(Hidden.ListHead)));
    }

    /// <summary>The mdev after <paramref name="mdev"/> on the list; NULL at the end.</summary>
    public Effect<Mdev> MdevNext(Mdev mdev, [CallerMemberName] string function = "", [CallerLineNumber] int line = 0) =>
        mdev.IsBad(out var kind)
            ? mdev.Bad<Mdev>(kind, function, line)
            : world.Done(new Mdev(
                world, world.IsDropped(EffectKind.Load, function, line) ? 0 : world.Get(world.Layout.Mdevs[mdev.Index].Next)));

    /// <summary>Puts an mdev at the head of the list.</summary>
    public Effect MdevAdd(Mdev mdev, [CallerMemberName] string function = "", [CallerLineNumber] int line = 0)
    {
        if (mdev.IsBad(out var kind))
            return mdev.Bad(kind, function, line);
        if (world.IsDropped(EffectKind.ListAdd, function, line))
            return world.Done();
        world.NoteList(function, line);
        world.Set(world.Layout.Mdevs[mdev.Index].OnList, 1);
        world.Set(world.Layout.Mdevs[mdev.Index].Next, world.Get(Hidden.ListHead));
        world.Set(Hidden.ListHead, mdev.Pointer);
        return world.Done();
    }

    /// <summary>Unlinks an mdev from the list.</summary>
    public Effect MdevDel(Mdev mdev, [CallerMemberName] string function = "", [CallerLineNumber] int line = 0)
    {
        if (mdev.IsBad(out var kind))
            return mdev.Bad(kind, function, line);
        if (world.IsDropped(EffectKind.ListDel, function, line))
            return world.Done();
        world.NoteList(function, line);
        var own = world.Layout.Mdevs[mdev.Index];
        var link = Hidden.ListHead;
        while (world.Get(link) is var at && at != 0 && at != mdev.Pointer)
            link = world.Layout.Mdevs[(int)at - 1].Next;
        world.Set(link, world.Get(own.Next));
        world.Set(own.Next, 0);
        world.Set(own.OnList, 0);
        return world.Done();
    }
}
