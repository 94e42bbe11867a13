using ApSpec.Check;
using ApSpec.Explore;
using ApSpec.Kernel;
using ApSpec.Vocabulary;

namespace ApSpec.Search;

/// <summary>Tests one mutant after the other: does a rule notice it, and what is the shortest trace?</summary>
internal sealed class MutantsHunt(MutantsRequest request, MutantsSurvey survey)
{
    /// <summary>Operations that the proof of a trace's length tries on each of the two.</summary>
    public const int ProofTransitionsMax = 60_000;

    /// <summary>Candidates that shortening tries, at most.</summary>
    public const int CandidatesMax = 5_000;

    private readonly MutantsBench bench = new(request.Revision);
    private readonly MutantsDecoder decoder = new(request.Revision.Era, request.LengthMax);

    /// <summary>Tests a mutant on the recorded traces that reach its effect.</summary>
    public MutantOutcome Look(Mutation mutation, IReadOnlyList<int> traces)
    {
        bench.Mutation = mutation;
        var outcome = new MutantOutcome { Mutation = mutation, Status = MutantStatus.NoDifference, Traces = traces.Count };
        MutantsTrace? differing = null;
        foreach (var number in traces)
        {
            var trace = survey.Traces[number];
            if (!IsDifferent(trace))
                continue;
            differing ??= trace;
            if (bench.Notice(trace.Trace(request.Revision.Era)) is { } notice)
                return Shortest(outcome, notice);
        }

        var isExhausted = true;
        var difference = differing?.Trace(request.Revision.Era);
        foreach (var scope in MutantsScopes.Of(request.Revision.Era))
        {
            var pairs = new MutantsPairs(bench, scope);
            if (pairs.Run(new SearchLimits(request.StatesMax)) is { } notice)
                return Shortest(outcome, notice);
            isExhausted &= pairs.IsComplete;
            difference = pairs.Difference ?? difference;
        }

        return difference is not null && Difference(mutation, difference) is { } seen
            ? outcome with
            {
                Status = MutantStatus.Survived,
                Trace = seen.Trace,
                Differences = seen.Texts,
                Mends = bench.Mends(seen.Trace),
            }
            : outcome with { IsExhausted = isExhausted };
    }

    // Runs only the mutant, since the revision's run of this trace was recorded. Without an observable difference nothing need be judged.
    private bool IsDifferent(MutantsTrace trace)
    {
        var run = bench.Run(trace.Scope).Mutant;
        run.Begin();
        var operations = decoder.Operations(trace);
        for (var step = 0; step < operations.Length; step++)
        {
            if (!run.ApplyUnjudged(operations[step]))
                return false;
            if (run.Print != trace.Prints[step])
                return true;
        }

        return false;
    }

    private MutantOutcome Shortest(MutantOutcome outcome, MutantsNotice notice)
    {
        var tries = 0;
        while (Smaller(notice, ref tries) is { } smaller)
            notice = smaller;
        var length = notice.Trace.Operations.Length;
        var pairs = new MutantsPairs(bench, notice.Trace.Scope);
        var shorter = length > 1 ? pairs.Run(new SearchLimits(1 + (ProofTransitionsMax / pairs.Moves), length - 1)) : null;
        var isProven = length == 1 || shorter is not null || pairs.IsComplete;
        notice = shorter ?? notice;
        return outcome with
        {
            Status = MutantStatus.Noticed,
            Rule = notice.Rule,
            Trigger = notice.Trigger,
            Trace = notice.Trace,
            Minimality = isProven ? Minimality.Proven : Minimality.NotProven,
        };
    }

    private MutantsNotice? Smaller(MutantsNotice notice, ref int tries)
    {
        foreach (var candidate in Shrink.Candidates(notice.Trace))
        {
            if (++tries > CandidatesMax)
                return null;
            if (bench.Notice(candidate) is { } smaller && smaller.Trace.Operations.Length <= notice.Trace.Operations.Length)
                return smaller;
        }

        return null;
    }

    private LockStepDifference? Difference(Mutation mutation, Trace trace)
    {
        var own = new ModelSubject(request.Revision);
        var mutant = new ModelSubject(request.Revision, mutation);
        return new LockStep(own, mutant, trace.Scope).Run(trace) is { } found ? LockStep.Shrunk(own, mutant, found) : null;
    }
}
