using System.Runtime.CompilerServices;
using ApSpec.Vocabulary;

namespace ApSpec.Kernel;

/// <content>The open-coded lock of v5.12 (0cc00c8d4050): a flag and a wait queue.</content>
public readonly partial struct Mdev
{
    /// <summary>Reads <c>kvm_busy</c>.</summary>
    public Effect<bool> LoadKvmBusy([CallerMemberName] string function = "", [CallerLineNumber] int line = 0) =>
        IsBad(out var kind)
            ? Bad<bool>(kind, function, line)
            : world.Done(!world.IsDropped(EffectKind.Load, function, line) && world.Get(Hidden.KvmBusy) != 0);

    /// <summary>Writes <c>kvm_busy</c>; when it becomes false the waiters are woken (<c>wake_up_all</c>).</summary>
    public Effect StoreKvmBusy(bool isBusy, [CallerMemberName] string function = "", [CallerLineNumber] int line = 0)
    {
        if (IsBad(out var kind))
            return Bad(kind, function, line);
        if (!world.IsDropped(EffectKind.Store, function, line))
        {
            world.Set(Hidden.KvmBusy, isBusy ? 1u : 0);
            world.Thread.Call.BusyMdev = isBusy ? Index : -1;
        }

        return world.Done();
    }

    /// <summary>Sleeps until <c>kvm_busy</c> is false; forever, if the call that set it never returned.</summary>
    public Effect WaitForKvm([CallerMemberName] string function = "", [CallerLineNumber] int line = 0)
    {
        if (IsBad(out var kind))
            return Bad(kind, function, line);
        if (world.IsDropped(EffectKind.Sleep, function, line) || world.Get(Hidden.KvmBusy) == 0)
            return world.Done();
        return world.Thread.IsScheduled ? world.Wait(new FlagWait(world, Hidden.KvmBusy, FlagWait.NameOfBusy(Index))) : new Effect(world.Die(Outcome.Stuck));
    }
}
