namespace ApSpec.Kernel;

/// <summary>Is told of every effect of a world as it happens, those of the kernel's core included.</summary>
public interface IEffectWatcher
{
    /// <summary>An effect happens.</summary>
    void OnEffect(EffectKind kind, string what, string function, int line);
}
