using System.Collections.Immutable;
using ApSpec.Check;
using ApSpec.Vocabulary;

namespace ApSpec.Explore.Symmetry;

/// <summary>
/// Turns the operations of a search that takes like objects for each other, each of them in a state that stands for others, into a trace from the first
/// state that can be run.
/// </summary>
internal sealed class AlikePath
{
    private readonly ISystem system;
    private readonly Judge judge;
    private readonly StateSymmetry symmetry;

    public AlikePath(Judge judge, Alike alike)
    {
        this.judge = judge;
        system = judge.System;
        symmetry = new StateSymmetry(system.Scope, alike.Likes, alike.Fields, judge.StateWords);
    }

    /// <summary>The operations that can be run.</summary>
    public ImmutableArray<Operation> Of(ImmutableArray<Operation> operations)
    {
        var run = ImmutableArray.CreateBuilder<Operation>(operations.Length);
        var state = new ulong[judge.StateWords];
        judge.Reset();
        foreach (var operation in operations)
        {
            judge.Save(state);
            run.Add(symmetry.Exchanges[symmetry.Canonicalize(state)].Inverse.Map(operation));
            judge.Apply(run[^1], default, out _);
        }

        return run.MoveToImmutable();
    }
}
