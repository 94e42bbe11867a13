using System.Collections.Immutable;
using ApSpec.Check;
using ApSpec.Drivers;
using ApSpec.Explore;
using ApSpec.Explore.Symmetry;
using ApSpec.Report;
using ApSpec.Rules;
using ApSpec.Vocabulary;

namespace ApSpec.Cli;

/// <summary><c>explore</c> without threads: every state of small scopes.</summary>
/// <param name="Limits">The limits of each search.</param>
/// <param name="Jobs">Threads.</param>
/// <param name="Likes">Objects that are taken for each other, as far as they are alike.</param>
internal sealed record StateExplore(SearchLimits Limits, int Jobs, Likes Likes)
{
    private const int ExchangesMax = 5_040;

    /// <summary>Searches each scope on each revision, prints the results, and returns the exit code.</summary>
    public int Run(IEnumerable<Scope> scopes, IReadOnlyList<Revision> revisions)
    {
        var (isViolated, isCut) = (false, false);
        foreach (var scope in scopes)
        {
            foreach (var revision in revisions)
            {
                var explored = Search(revision, scope);
                Console.WriteLine(ExplorationText.Format(revision, scope, explored, Limits));
                isViolated |= explored.Violations.Length > 0;
                isCut |= !explored.IsExhaustive;
                if (Interrupt.IsAsked)
                    return Interrupt.Exit;
            }
        }

        return isViolated ? ExitCode.Violated : isCut ? ExitCode.CutOff : ExitCode.Ok;
    }

    // Objects that turn out not to be alike are told apart from then on.
    private Exploration Search(Revision revision, Scope scope)
    {
        var ways = Exchange.CountOf(scope, Likes);
        if (ways > ExchangesMax)
            throw new InputException($"--alike: {ways:N0} ways to exchange the objects of this scope; allowed are {ExchangesMax:N0}");
        var subject = new ModelSubject(revision);
        var unlike = ImmutableArray<Asymmetry>.Empty;
        for (var likes = Likes & Several(scope); ; likes &= ~unlike[^1].Likes)
        {
            var explorer = new Explorer([.. Enumerable.Range(0, Jobs).Select(_ => new Judge(subject.Create(scope), RuleBook.All))], subject.AlphabetOf(scope))
            {
                Alike = likes == Likes.None ? null : new Alike(likes, subject.FieldsOf(scope)),
            };
            var explored = explorer.Run(Limits);
            if (explored.Asymmetry is not { } asymmetry)
                return explored with { Unlike = unlike };
            unlike = unlike.Add(asymmetry);
        }
    }

    // An object that is alone is like no other.
    private static Likes Several(Scope scope) =>
        (scope.Mdevs > 1 ? Likes.Mdevs : Likes.None) | (scope.Kvms > 1 ? Likes.Guests : Likes.None)
        | (scope.Adapters.Length > 1 ? Likes.Adapters : Likes.None) | (scope.Domains.Length > 1 ? Likes.Domains : Likes.None);
}
