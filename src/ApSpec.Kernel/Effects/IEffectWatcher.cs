namespace ApSpec.Kernel;

/// <summary>Called for every effect of a world, also those of the kernel's core.</summary>
public interface IEffectWatcher
{
    /// <summary>An effect happens.</summary>
    void OnEffect(EffectKind kind, string what, string function, int line);
}
