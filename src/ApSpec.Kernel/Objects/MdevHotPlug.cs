using System.Runtime.CompilerServices;
using ApSpec.Architecture;
using ApSpec.Vocabulary;

namespace ApSpec.Kernel;

/// <content>
/// Further state of an mdev in the open_device era: the shadow of the guest's masks, and the masks that wait for the end of a bus scan.
/// </content>
public readonly partial struct Mdev
{
    /// <summary>The control domains assigned.</summary>
    public Effect<DomainSet> LoadControls([CallerMemberName] string function = "", [CallerLineNumber] int line = 0) =>
        LoadDomainMask(Fields.Adm, function, line);

    /// <summary>The adapters of the shadow.</summary>
    public Effect<AdapterSet> LoadShadowAdapters([CallerMemberName] string function = "", [CallerLineNumber] int line = 0) =>
        LoadAdapterMask(Fields.ShadowApm, function, line);

    /// <summary>The usage domains of the shadow.</summary>
    public Effect<DomainSet> LoadShadowDomains([CallerMemberName] string function = "", [CallerLineNumber] int line = 0) =>
        LoadDomainMask(Fields.ShadowAqm, function, line);

    /// <summary>The control domains of the shadow.</summary>
    public Effect<DomainSet> LoadShadowControls([CallerMemberName] string function = "", [CallerLineNumber] int line = 0) =>
        LoadDomainMask(Fields.ShadowAdm, function, line);

    /// <summary>True when adapter and domain of a queue are both in the shadow.</summary>
    public Effect<bool> LoadIsShadowed(
        Apqn apqn, [CallerMemberName] string function = "", [CallerLineNumber] int line = 0) =>
        IsBad(out var kind)
            ? Bad<bool>(kind, function, line)
            : world.Done(world.IsDropped(EffectKind.Load, function, line)
                || (world.Get(Fields.ShadowApm).Contains(world.Ids.PlaceOf(apqn.Apid))
                    && world.Get(Fields.ShadowAqm).Contains(world.Ids.PlaceOf(apqn.Apqi))));

    /// <summary>Writes the adapters of the shadow.</summary>
    public Effect StoreShadowAdapters(
        AdapterSet adapters, [CallerMemberName] string function = "", [CallerLineNumber] int line = 0) =>
        Store(Fields.ShadowApm, adapters.Mask, function, line);

    /// <summary>Writes the usage domains of the shadow.</summary>
    public Effect StoreShadowDomains(
        DomainSet domains, [CallerMemberName] string function = "", [CallerLineNumber] int line = 0) =>
        Store(Fields.ShadowAqm, domains.Mask, function, line);

    /// <summary>Writes the control domains of the shadow.</summary>
    public Effect StoreShadowControls(
        DomainSet domains, [CallerMemberName] string function = "", [CallerLineNumber] int line = 0) =>
        Store(Fields.ShadowAdm, domains.Mask, function, line);

    /// <summary>Clears the adapter's bit in the shadow.</summary>
    public Effect ClearShadowAdapter(Apid apid, [CallerMemberName] string function = "", [CallerLineNumber] int line = 0) =>
        Change(Fields.ShadowApm, world.Ids.PlaceOf(apid), false, function, line);

    /// <summary>Clears the usage domain's bit in the shadow.</summary>
    public Effect ClearShadowDomain(Apqi apqi, [CallerMemberName] string function = "", [CallerLineNumber] int line = 0) =>
        Change(Fields.ShadowAqm, world.Ids.PlaceOf(apqi), false, function, line);

    /// <summary>Clears the control domain's bit in the shadow.</summary>
    public Effect ClearShadowControl(Apqi apqi, [CallerMemberName] string function = "", [CallerLineNumber] int line = 0) =>
        Change(Fields.ShadowAdm, world.Ids.PlaceOf(apqi), false, function, line);

    /// <summary>Writes the adapters assigned.</summary>
    public Effect StoreAdapters(AdapterSet adapters, [CallerMemberName] string function = "", [CallerLineNumber] int line = 0) =>
        Store(Fields.Apm, adapters.Mask, function, line);

    /// <summary>Writes the usage domains assigned.</summary>
    public Effect StoreDomains(DomainSet domains, [CallerMemberName] string function = "", [CallerLineNumber] int line = 0) =>
        Store(Fields.Aqm, domains.Mask, function, line);

    /// <summary>Writes the control domains assigned.</summary>
    public Effect StoreControls(DomainSet domains, [CallerMemberName] string function = "", [CallerLineNumber] int line = 0) =>
        Store(Fields.Adm, domains.Mask, function, line);

    /// <summary>The adapters that wait for the end of the bus scan (<c>apm_add</c>).</summary>
    public Effect<AdapterSet> LoadAddedAdapters([CallerMemberName] string function = "", [CallerLineNumber] int line = 0) =>
        LoadAdapterMask(Fields.AddApm, function, line);

    /// <summary>The usage domains that wait for the end of the bus scan (<c>aqm_add</c>).</summary>
    public Effect<DomainSet> LoadAddedDomains([CallerMemberName] string function = "", [CallerLineNumber] int line = 0) =>
        LoadDomainMask(Fields.AddAqm, function, line);

    /// <summary>The control domains that wait for the end of the bus scan (<c>adm_add</c>).</summary>
    public Effect<DomainSet> LoadAddedControls([CallerMemberName] string function = "", [CallerLineNumber] int line = 0) =>
        LoadDomainMask(Fields.AddAdm, function, line);

    /// <summary>Writes <c>apm_add</c>.</summary>
    public Effect StoreAddedAdapters(
        AdapterSet adapters, [CallerMemberName] string function = "", [CallerLineNumber] int line = 0) =>
        StoreWaiting(Fields.AddApm, adapters.Mask, function, line);

    /// <summary>Writes <c>aqm_add</c>.</summary>
    public Effect StoreAddedDomains(
        DomainSet domains, [CallerMemberName] string function = "", [CallerLineNumber] int line = 0) =>
        StoreWaiting(Fields.AddAqm, domains.Mask, function, line);

    /// <summary>Writes <c>adm_add</c>.</summary>
    public Effect StoreAddedControls(
        DomainSet domains, [CallerMemberName] string function = "", [CallerLineNumber] int line = 0) =>
        StoreWaiting(Fields.AddAdm, domains.Mask, function, line);

    /// <summary>The queue in the mdev's table with this APQN; NULL when there is none.</summary>
    public Effect<Queue> FindLinked(Apqn apqn, [CallerMemberName] string function = "", [CallerLineNumber] int line = 0)
    {
        if (IsBad(out var kind))
            return Bad<Queue>(kind, function, line);
        if (world.IsDropped(EffectKind.Load, function, line))
            return world.Done(new Queue(world, 0));
        var queue = world.Ids.QueueOf(apqn);
        return world.Done(queue >= 0 && world.Get(world.Layout.Observation.Queues[queue].Table) == Pointer
            ? new Queue(world, queue + 1)
            : default);
    }

    /// <summary>The queues of the mdev's table, in the order of its buckets.</summary>
    public Effect<LinkedQueues> LoadLinked([CallerMemberName] string function = "", [CallerLineNumber] int line = 0) =>
        IsBad(out var kind) ? Bad<LinkedQueues>(kind, function, line)
        : world.IsDropped(EffectKind.Load, function, line) ? world.Done(new LinkedQueues(world, LinkedQueues.Nobody))
        : world.Done(new LinkedQueues(world, Pointer));

    private Effect<AdapterSet> LoadAdapterMask(
        MaskField field, string function, int line, [CallerMemberName] string what = "") =>
        IsBad(out var kind) ? Bad<AdapterSet>(kind, function, line)
        : world.IsDropped(EffectKind.Load, function, line, what) ? world.Done(new AdapterSet(world.Ids, default))
        : world.Done(new AdapterSet(world.Ids, world.Get(field)));

    private Effect<DomainSet> LoadDomainMask(
        MaskField field, string function, int line, [CallerMemberName] string what = "") =>
        IsBad(out var kind) ? Bad<DomainSet>(kind, function, line)
        : world.IsDropped(EffectKind.Load, function, line, what) ? world.Done(new DomainSet(world.Ids, default))
        : world.Done(new DomainSet(world.Ids, world.Get(field)));

    private Effect StoreWaiting(MaskField field, in ApMask mask, string function, int line, [CallerMemberName] string what = "")
    {
        if (Pointer != 0)
            world.NoteWaiting((int)Pointer - 1, function, line);
        return Store(field, mask, function, line, what);
    }

    private Effect Store(MaskField field, in ApMask mask, string function, int line, [CallerMemberName] string what = "")
    {
        if (IsBad(out var kind))
            return Bad(kind, function, line);
        if (!world.IsDropped(EffectKind.Store, function, line, what))
            world.Set(field, mask);
        return world.Done();
    }
}
