using ApSpec.Vocabulary;

namespace ApSpec.Kernel;

/// <summary>Intercepts the effects of a world to mutate or watch them. A world without either has no probe.</summary>
internal sealed class EffectProbe(World world, Mutation? mutation, IEffectWatcher? watcher)
{
    private readonly HeldBack? heldBack = mutation?.Form == MutationForm.Delay ? new HeldBack(world) : null;

    /// <summary>True when the effect must not happen.</summary>
    public bool IsLeftOut(EffectKind kind, string function, int line, string what)
    {
        if (kind != EffectKind.Environment)
        {
            watcher?.OnEffect(kind, what, function, line);
            if (heldBack is not null)
                Tell(heldBack, function, line);
        }

        if (mutation is not null && world.Thread.Outcome != Outcome.Returned)
            return true; // the call has died already
        if (mutation is null || !IsMutated(mutation, kind, function, line, what))
            return false;
        if (heldBack is null)
            return true;
        heldBack.Begin();
        return false;
    }

    /// <summary>The running operation ends, or a callback of the driver returns.</summary>
    public void EndCall() => heldBack?.End();

    // A call of the core is one effect of the driver, with all effects inside it. Other effects of the core come after the driver's call, where
    // a delay would change nothing.
    private void Tell(HeldBack effect, string function, int line)
    {
        if (world.IsDriver is not { } isDriver || isDriver(function, line))
            effect.OnEffect();
        else if (function is not (nameof(World.SetMasks) or nameof(World.ClearMasks) or nameof(World.PinPage) or nameof(World.UnpinPage)))
            effect.End();
    }

    private static bool IsMutated(Mutation mutation, EffectKind kind, string function, int line, string what) =>
        mutation.Effect == kind && (mutation.Line == 0 || mutation.Line == line)
        && mutation.What == what && mutation.Function == function;
}
