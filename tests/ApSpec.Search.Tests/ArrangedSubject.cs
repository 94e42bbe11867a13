using System.Collections.Immutable;
using ApSpec.Architecture;
using ApSpec.Check;
using ApSpec.Vocabulary;

namespace ApSpec.Search.Tests;

/// <summary>A revision with an alphabet and a budget that a test chooses, which notes the scopes in which something was searched.</summary>
/// <param name="revision">The revision's name.</param>
/// <param name="transitions">Transitions that a shortcut may cost; null for what every subject allows.</param>
internal sealed class ArrangedSubject(string revision, int? transitions = null) : Subject
{
    private readonly Subject model = Checks.SubjectOf(revision);

    /// <summary>The scopes searched, in order.</summary>
    public List<Scope> Searched { get; } = [];

    /// <summary>The order of the operations; by default the alphabet's own.</summary>
    public Func<ImmutableArray<Operation>, IEnumerable<Operation>> Order { get; init; } = operations => operations;

    /// <summary>What stands for it in a scope; by default itself in all of them.</summary>
    public Func<Scope, string?> Instead { get; init; } = _ => null;

    public override string Name => model.Name;

    public override Era Era => model.Era;

    public override CoreTraits Traits => model.Traits;

    public override string Selector => model.Selector;

    public override int ShortcutTransitionsMax => transitions ?? model.ShortcutTransitionsMax;

    public override ISystem Create(Scope scope, ModelParameters? parameters = null) =>
        (Instead(scope) is { } other ? Checks.SubjectOf(other) : model).Create(scope, parameters);

    public override ImmutableArray<Operation> AlphabetOf(Scope scope)
    {
        Searched.Add(scope);
        return [.. Order(model.AlphabetOf(scope))];
    }
}
