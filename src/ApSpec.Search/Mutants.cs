using System.Collections.Immutable;

namespace ApSpec.Search;

/// <summary>
/// The mutation score of the rules: each effect of a revision in turn is left out, or moved behind the next one, and a rule must notice.
/// </summary>
public static class Mutants
{
    /// <summary>Makes and tests every mutant of a revision; <paramref name="progress"/> gets mutants done and mutants in all.</summary>
    public static MutantsOutcome Run(MutantsRequest request, Action<int, int>? progress = null)
    {
        var survey = new MutantsSurvey(request);
        var mutants = survey.Mutants().ToImmutableArray();
        var outcomes = new MutantOutcome[mutants.Length];
        var (next, done) = (-1, 0);
        var threads = new WorkerThreads();
        threads.Run(request.Jobs, _ =>
        {
            var hunt = new MutantsHunt(request, survey);
            for (var at = Interlocked.Increment(ref next); at < mutants.Length && !threads.HasFailed; at = Interlocked.Increment(ref next))
            {
                outcomes[at] = hunt.Look(mutants[at].Mutation, mutants[at].Traces);
                progress?.Invoke(Interlocked.Increment(ref done), mutants.Length);
            }
        });
        return new MutantsOutcome(request.Revision, request.Scopes, survey.Traces.Count, survey.Steps, [.. outcomes], survey.Unreached());
    }
}
