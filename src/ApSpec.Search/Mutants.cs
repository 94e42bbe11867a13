using System.Collections.Immutable;

namespace ApSpec.Search;

/// <summary>
/// The mutation score of the rules: each effect of a revision is left out in turn, or moved behind the next, and the rules must notice.
/// </summary>
public static class Mutants
{
    /// <summary>Makes every mutant of a revision and looks at it; <paramref name="progress"/> gets mutants done and mutants in all.</summary>
    public static MutantsOutcome Run(MutantsRequest request, Action<int, int>? progress = null)
    {
        var survey = new MutantsSurvey(request);
        var mutants = survey.Mutants().ToImmutableArray();
        var outcomes = new MutantOutcome[mutants.Length];
        var (next, done) = (-1, 0);
        Exception? failure = null;

        void Work()
        {
            try
            {
                var hunt = new MutantsHunt(request, survey);
                for (var at = Interlocked.Increment(ref next); at < mutants.Length && failure is null; at = Interlocked.Increment(ref next))
                {
                    outcomes[at] = hunt.Look(mutants[at].Mutation, mutants[at].Traces);
                    progress?.Invoke(Interlocked.Increment(ref done), mutants.Length);
                }
            }
#pragma warning disable CA1031 // an exception means that we are wrong: it is thrown again below, on the caller's thread
            catch (Exception e)
            {
                failure ??= e;
            }
#pragma warning restore CA1031
        }

        var threads = Enumerable.Range(1, Math.Max(1, request.Jobs) - 1).Select(_ => new Thread(Work)).ToArray();
        foreach (var thread in threads)
            thread.Start();
        Work();
        foreach (var thread in threads)
            thread.Join();
        if (failure is not null)
            throw new InvalidOperationException("a mutant could not be looked at", failure);
        return new MutantsOutcome(request.Revision, request.Scopes, survey.Traces.Count, survey.Steps, [.. outcomes], survey.Unreached());
    }
}
