using System.Collections.Immutable;
using ApSpec.Drivers;
using ApSpec.Kernel;

namespace ApSpec.Check;

/// <summary>Collects the lines of a revision that have an effect.</summary>
internal sealed class PlaceWatcher(RevisionLines lines) : IEffectWatcher
{
    private readonly HashSet<CodePlace> met = [];

    /// <summary>The lines since <see cref="Clear"/>.</summary>
    public ImmutableHashSet<CodePlace> Places => [.. met];

    public void OnEffect(EffectKind kind, string what, string function, int line)
    {
        if (lines.IsOwn(function, line))
            met.Add(new CodePlace(function, line));
    }

    /// <summary>Forgets all.</summary>
    public void Clear() => met.Clear();
}
