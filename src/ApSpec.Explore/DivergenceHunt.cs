using System.Collections.Immutable;
using ApSpec.Check;
using ApSpec.Vocabulary;

namespace ApSpec.Explore;

/// <summary>
/// Looks for the shortest trace on which two subjects differ, in one scope after another, since a difference may need an object that few
/// scopes have. Subjects of two eras are compared over the operations that both kernels have.
/// </summary>
/// <param name="a">One subject.</param>
/// <param name="b">The other.</param>
public sealed class DivergenceHunt(Subject a, Subject b)
{
    /// <summary>The default scopes: the life of two mdevs first, then each feature by itself.</summary>
    public static ImmutableArray<Scope> Scopes { get; } =
    [
        new() { Mdevs = 2, Kvms = 2, Features = Features.Masks },
        new() { Features = Features.Masks | Features.Irq },
        new() { Features = Features.Masks | Features.Hw },
        new() { Features = Features.Masks | Features.Locks },
        new() { Features = Features.Eventfds | Features.Failures },
        new() { Features = Features.Masks | Features.Binding | Features.Config },
        new() { Features = Features.Masks, Crycbd = false, Profile = Profile.Hostile },
        new() { Mdevs = 2, Features = Features.VmFds | Features.Reset | Features.Failures },
    ];

    /// <summary>The scopes searched without a difference, with the states seen in each.</summary>
    public ImmutableArray<(Scope Scope, int States, bool IsComplete)> Without { get; private set; } = [];

    /// <summary>States seen in the scope that shows the difference.</summary>
    public int States { get; private set; }

    /// <summary>The first difference, the shortest in its scope; null when no scope shows one.</summary>
    public Divergence? Run(IEnumerable<Scope> scopes, SearchLimits limits)
    {
        foreach (var scope in scopes)
        {
            var search = new DivergenceSearch(a.Create(scope), b.Create(scope), a.FieldsOf(scope),
                [.. a.AlphabetOf(scope).Intersect(b.AlphabetOf(scope))], fieldsOfB: b.FieldsOf(scope));
            if (search.Run(limits) is { } found)
            {
                States = search.States;
                return found;
            }

            Without = Without.Add((scope, search.States, search.IsComplete));
        }

        return null;
    }
}
