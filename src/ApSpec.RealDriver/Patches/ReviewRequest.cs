using System.Collections.Immutable;

namespace ApSpec.RealDriver.Patches;

/// <summary>The review that a command line asks for.</summary>
/// <param name="Driver">The tree, or the repository.</param>
public sealed record ReviewRequest(TreeName Driver)
{
    /// <summary>The tree to compare it with; null when another form is used.</summary>
    public TreeName? Base { get; init; }

    /// <summary><c>BASE..TIP</c>; null when another form is used.</summary>
    public string? Range { get; init; }

    /// <summary>Patches to apply, in the order in which they are applied; empty when another form is used.</summary>
    public ImmutableArray<Patch> Patches { get; init; } = [];
}
