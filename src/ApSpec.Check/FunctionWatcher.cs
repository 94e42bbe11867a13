using System.Collections.Immutable;
using ApSpec.Drivers;
using ApSpec.Kernel;

namespace ApSpec.Check;

/// <summary>Collects the functions of a revision that have an effect.</summary>
internal sealed class FunctionWatcher(RevisionLines lines) : IEffectWatcher
{
    private readonly HashSet<string> met = new(StringComparer.Ordinal);

    public void OnEffect(EffectKind kind, string what, string function, int line)
    {
        if (lines.IsOwn(function, line))
            met.Add(function);
    }

    /// <summary>The functions since the last call.</summary>
    public ImmutableHashSet<string> Take()
    {
        var taken = met.ToImmutableHashSet();
        met.Clear();
        return taken;
    }
}
