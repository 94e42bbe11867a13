using ApSpec.Check;
using ApSpec.Drivers;
using ApSpec.Rules;
using ApSpec.Vocabulary;
using FsCheck;
using FsCheck.Xunit;
using Outcome = ApSpec.Vocabulary.Outcome;

namespace ApSpec.Properties;

/// <summary>What holds of every trace on every revision, drawn by FsCheck over the whole world.</summary>
[Properties(Arbitrary = [typeof(WholeWorld)], MaxTest = 200, QuietOnSuccess = true)]
public sealed class TraceProperties
{
    [Property]
    public bool A_trace_runs_the_same_twice(Trace trace) =>
        Catalog.Thread.All(revision => Run(revision, trace).SequenceEqual(Run(revision, trace)));

    [Property]
    public bool A_trace_goes_on_from_a_snapshot_as_it_would_have_gone_on(Trace trace) =>
        Catalog.Thread.All(revision =>
        {
            var judge = new Judge(new ModelSystem(revision, trace.Scope), RuleBook.All);
            var half = trace.Operations.Length / 2;
            var isOver = !Play(judge, trace, 0, half);
            var state = new ulong[judge.StateWords];
            judge.Save(state);
            isOver = isOver || !Play(judge, trace, half, trace.Operations.Length);
            var straight = Final(judge);
            judge.Restore(state);
            if (!isOver)
                Play(judge, trace, half, trace.Operations.Length);
            return isOver || Final(judge).SequenceEqual(straight);
        });

    [Property]
    public bool An_operation_the_environment_cannot_deliver_changes_nothing(Trace trace) =>
        Catalog.Thread.All(revision =>
        {
            var system = new ModelSystem(revision, trace.Scope);
            var before = new ulong[system.StateWords];
            var after = new ulong[system.StateWords];
            foreach (var operation in trace.Operations)
            {
                system.Save(before);
                var result = system.Apply(operation);
                system.Save(after);
                if (result.Outcome == Outcome.NotPossible && !before.SequenceEqual(after))
                    return false;
                if (result.Outcome is Outcome.Died or Outcome.Stuck)
                    return true;
            }

            return true;
        });

    [Property]
    public bool In_the_core_profile_the_lifecycle_machine_permits_all_that_happens(Trace trace) =>
        Catalog.Thread.All(revision => new Verdicts(revision).Holds(trace, RuleBook.Find("MDEV-02")!));

    private static bool Play(Judge judge, Trace trace, int from, int to)
    {
        for (var i = from; i < to; i++)
        {
            judge.Apply(trace.Operations[i], 0, out _);
            if (judge.IsEnded)
                return false;
        }

        return true;
    }

    private static ulong[] Run(Revision revision, Trace trace)
    {
        var judge = new Judge(new ModelSystem(revision, trace.Scope), RuleBook.All);
        Play(judge, trace, 0, trace.Operations.Length);
        return Final(judge);
    }

    private static ulong[] Final(Judge judge)
    {
        var state = new ulong[judge.StateWords];
        judge.Save(state);
        return state;
    }

    /// <summary>Traces of the scope with every feature on.</summary>
    public static class WholeWorld
    {
        /// <summary>What FsCheck draws for a parameter of type Trace.</summary>
        public static Arbitrary<Trace> Trace() => Traces.In(Traces.Whole);
    }
}
