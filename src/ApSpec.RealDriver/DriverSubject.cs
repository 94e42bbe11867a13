using System.Collections.Immutable;
using ApSpec.Check;
using ApSpec.RealDriver.Native;
using ApSpec.RealDriver.Run;
using ApSpec.Vocabulary;

namespace ApSpec.RealDriver;

/// <summary>A driver compiled from a kernel tree, loaded into this process.</summary>
/// <param name="name">What reports print.</param>
/// <param name="selector">The options of a command that name it.</param>
/// <param name="library">The compiled driver.</param>
/// <param name="facts">What its VFIO and KVM core do.</param>
/// <param name="beat">Called before each operation; null for nobody.</param>
public sealed class DriverSubject(
    string name, string selector, DriverLibrary library, CoreFacts facts, Action? beat = null) : Subject
{
    /// <inheritdoc/>
    public override string Name => name;

    /// <inheritdoc/>
    public override Era Era => Era.OpenDevice;

    /// <inheritdoc/>
    public override string Selector => selector;

    /// <inheritdoc/>
    public override ISystem Create(Scope scope) => new RealDriverSystem(name, library, facts, scope, beat);

    /// <summary>Every operation of the scope that this driver has.</summary>
    public override ImmutableArray<Operation> AlphabetOf(Scope scope) =>
    [
        .. base.AlphabetOf(scope).Where(op => op.Kind switch
        {
            OperationKind.ApConfig => library.Features.HasFlag(DriverFeatures.ApConfig),
            OperationKind.SetIrq => library.Features.HasFlag(DriverFeatures.RequestIrq)
                && (op.Eventfd == EventfdIndex.Req || library.Features.HasFlag(DriverFeatures.ConfigIrq)),
            _ => true,
        }),
    ];
}
