using System.Runtime.CompilerServices;
using ApSpec.Vocabulary;

namespace ApSpec.Kernel;

/// <content>The eventfds of an mdev in the open_device era; user space passes them in.</content>
public readonly partial struct Mdev
{
    /// <summary>True when the driver has a request eventfd.</summary>
    public Effect<bool> LoadReqTrigger([CallerMemberName] string function = "", [CallerLineNumber] int line = 0) =>
        IsBad(out var kind)
            ? Bad<bool>(kind, function, line)
            : world.Done(!world.IsDropped(EffectKind.Load, function, line) && world.Get(Hidden.ReqTrigger) != 0);

    /// <summary>Writes the pointer to the request eventfd, or NULL.</summary>
    public Effect StoreReqTrigger(bool isSet, [CallerMemberName] string function = "", [CallerLineNumber] int line = 0) =>
        Store(Hidden.ReqTrigger, isSet, function, line);

    /// <summary>True when the driver has an eventfd for changes of the guest's AP configuration.</summary>
    public Effect<bool> LoadCfgChgTrigger([CallerMemberName] string function = "", [CallerLineNumber] int line = 0) =>
        IsBad(out var kind)
            ? Bad<bool>(kind, function, line)
            : world.Done(!world.IsDropped(EffectKind.Load, function, line) && world.Get(Hidden.CfgChgTrigger) != 0);

    /// <summary>Writes the pointer to the eventfd for configuration changes, or NULL.</summary>
    public Effect StoreCfgChgTrigger(bool isSet, [CallerMemberName] string function = "", [CallerLineNumber] int line = 0) =>
        Store(Hidden.CfgChgTrigger, isSet, function, line);

    /// <summary>Signals an eventfd (<c>eventfd_signal</c>); without a reference its memory may be gone.</summary>
    public Effect SignalEventfd(
        EventfdIndex index = EventfdIndex.Req, [CallerMemberName] string function = "", [CallerLineNumber] int line = 0)
    {
        if (world.Get(References(index)) == 0)
            return world.Fatal(FaultKind.UseAfterFree, $"eventfd {(index == EventfdIndex.Req ? "req" : "cfg")} of m{Index}", function, line);
        if (!world.IsDropped(EffectKind.Environment, function, line))
            world.NoteSignal(Index, index, function, line);
        return world.Done();
    }

    /// <summary>Takes a reference on the eventfd that user space passed in (<c>eventfd_ctx_fdget</c>).</summary>
    public Effect GetEventfd(
        EventfdIndex index = EventfdIndex.Req, [CallerMemberName] string function = "", [CallerLineNumber] int line = 0)
    {
        if (!world.IsDropped(EffectKind.Get, function, line))
            world.Increment(References(index), index == EventfdIndex.Req ? "req_refs" : "cfg_refs");
        return world.Done();
    }

    /// <summary>Drops the reference on an eventfd (<c>eventfd_ctx_put</c>).</summary>
    public Effect PutEventfd(
        EventfdIndex index = EventfdIndex.Req, [CallerMemberName] string function = "", [CallerLineNumber] int line = 0)
    {
        if (!world.IsDropped(EffectKind.Put, function, line) && !world.Decrement(References(index)))
            world.Report(FaultKind.RefUnderflow, "eventfd", function, line);
        return world.Done();
    }

    private Field References(EventfdIndex index) => index == EventfdIndex.Req ? Fields.ReqRefs : Fields.CfgRefs;

    private Effect Store(Field field, bool isSet, string function, int line, [CallerMemberName] string what = "")
    {
        if (IsBad(out var kind))
            return Bad(kind, function, line);
        if (!world.IsDropped(EffectKind.Store, function, line, what))
            world.Set(field, isSet ? 1u : 0);
        return world.Done();
    }
}
