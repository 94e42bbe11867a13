using System.Collections.Immutable;
using System.Runtime.InteropServices;
using ApSpec.Check;
using ApSpec.Drivers;
using ApSpec.Kernel;
using ApSpec.Rules;
using ApSpec.Vocabulary;

namespace ApSpec.Search;

/// <summary>One thread's systems: for each scope the revision itself and the mutant under test.</summary>
internal sealed class MutantsBench(Revision revision)
{
    private readonly Dictionary<Scope, (MutantsRun Own, MutantsRun Mutant)> runs = [];

    public Revision Revision => revision;

    /// <summary>The mutant under test.</summary>
    public Mutation? Mutation { get; set; }

    /// <summary>The revision in a scope, and the mutant in the same.</summary>
    public (MutantsRun Own, MutantsRun Mutant) Run(Scope scope)
    {
        if (!runs.TryGetValue(scope, out var pair))
            runs.Add(scope, pair = (Create(scope), Create(scope)));
        var system = (ModelSystem)pair.Mutant.Judge.System;
        if (!ReferenceEquals(system.Mutation, Mutation))
            system.Mutation = Mutation;
        return pair;
    }

    /// <summary>
    /// Runs a trace on both. Null when no rule notices the mutant; else the operations up to that step. Operations that neither can do are
    /// left out. A violation does not count when the revision has it, too, at the same step or by the same kind of operation; nor does one
    /// past the end of the revision's own trace.
    /// </summary>
    public MutantsNotice? Notice(Trace trace)
    {
        var (own, mutant) = Run(trace.Scope);
        var done = new bool[trace.Operations.Length];
        own.Begin();
        var length = 0;
        for (; length < done.Length && own.IsGoingOn; length++)
        {
            if (!own.Apply(trace.Operations[length], length, out var result))
                break;
            done[length] = result.Outcome != Outcome.NotPossible;
        }

        mutant.Begin();
        for (var i = 0; i < length && mutant.IsGoingOn; i++)
        {
            var known = mutant.Violations.Count;
            if (!mutant.Apply(trace.Operations[i], i, out var result))
                return null;
            done[i] |= result.Outcome != Outcome.NotPossible;
            for (; known < mutant.Violations.Count; known++)
            {
                var violation = mutant.Violations[known];
                if (violation.IsKnownTo(CollectionsMarshal.AsSpan(own.Violations)))
                    continue;
                var end = i + 1;
                return new MutantsNotice(
                    trace with { Operations = [.. trace.Operations.Take(end).Where((_, step) => done[step])] },
                    mutant.Judge.Rules[violation.Rule], violation.Trigger);
            }
        }

        return null;
    }

    /// <summary>Rules that the revision itself violates at the last step of a trace, and the mutant does not.</summary>
    public ImmutableArray<string> Mends(Trace trace)
    {
        var (own, mutant) = Run(trace.Scope);
        return [.. AtLast(own, trace).Except(AtLast(mutant, trace)).Order(StringComparer.Ordinal)];
    }

    private static IEnumerable<string> AtLast(MutantsRun run, Trace trace)
    {
        run.Begin();
        for (var step = 0; step < trace.Operations.Length && run.IsGoingOn; step++)
        {
            run.Forget();
            run.Apply(trace.Operations[step], step, out _);
        }

        return [.. run.Violations.Select(violation => run.Judge.Rules[violation.Rule].Id)];
    }

    private MutantsRun Create(Scope scope) => new(new Judge(new ModelSystem(revision, scope), RuleBook.All));
}
