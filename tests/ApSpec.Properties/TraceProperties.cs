using ApSpec.Check;
using ApSpec.Drivers;
using ApSpec.Rules;
using ApSpec.Vocabulary;
using FsCheck;
using FsCheck.Fluent;
using Outcome = ApSpec.Vocabulary.Outcome;

namespace ApSpec.Properties;

/// <summary>What holds of every trace on every revision of the catalog, drawn by FsCheck over the whole world of the revision's era.</summary>
public sealed class TraceProperties
{
    private const int Few = 30;
    private const int Many = 1_000;

    /// <summary>The name of each revision.</summary>
    public static TheoryData<string> Revisions() => [.. Catalog.All.Select(revision => revision.Name)];

    [Theory]
    [MemberData(nameof(Revisions))]
    public void A_trace_runs_the_same_twice(string revision) => Check(revision, Few, RunsTheSameTwice);

    [Theory]
    [MemberData(nameof(Revisions))]
    public void A_trace_goes_on_from_a_snapshot_as_it_would_have_gone_on(string revision) => Check(revision, Few, GoesOnFromASnapshot);

    [Theory]
    [MemberData(nameof(Revisions))]
    public void An_operation_the_environment_cannot_deliver_changes_nothing(string revision) =>
        Check(revision, Few, ChangesNothingWhenNotDelivered);

    [Theory]
    [MemberData(nameof(Revisions))]
    public void In_the_core_profile_the_lifecycle_machine_permits_all_that_happens(string revision) =>
        Check(revision, Few, IsPermitted(revision));

    [Theory]
    [Trait("Kind", "Long")]
    [MemberData(nameof(Revisions))]
    public void All_of_this_holds_of_many_traces_too(string revision)
    {
        Check(revision, Many, RunsTheSameTwice);
        Check(revision, Many, GoesOnFromASnapshot);
        Check(revision, Many, ChangesNothingWhenNotDelivered);
        Check(revision, Many, IsPermitted(revision));
    }

    private static void Check(string name, int traces, Func<Revision, Trace, bool> holds)
    {
        var revision = Catalog.Find(name)!;
        FsCheck.Check.One(Config.QuickThrowOnFailure.WithMaxTest(traces).WithReplay(11, 7),
            Prop.ForAll(Traces.In(Traces.Whole, era: revision.Era), trace => holds(revision, trace)));
    }

    private static bool RunsTheSameTwice(Revision revision, Trace trace)
    {
        var judge = JudgeOf(revision, trace);
        Play(judge, trace, 0, trace.Operations.Length);
        var first = Final(judge);
        judge.Reset();
        Play(judge, trace, 0, trace.Operations.Length);
        var again = Final(judge);
        judge = JudgeOf(revision, trace);
        Play(judge, trace, 0, trace.Operations.Length);
        return first.SequenceEqual(again) && first.SequenceEqual(Final(judge));
    }

    private static bool GoesOnFromASnapshot(Revision revision, Trace trace)
    {
        var judge = JudgeOf(revision, trace);
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
    }

    private static bool ChangesNothingWhenNotDelivered(Revision revision, Trace trace)
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
    }

    private static Func<Revision, Trace, bool> IsPermitted(string name)
    {
        var verdicts = new Verdicts(Catalog.Find(name)!);
        var rule = RuleBook.Find("MDEV-02")!;
        return (_, trace) => verdicts.Holds(trace, rule);
    }

    private static Judge JudgeOf(Revision revision, Trace trace) => new(new ModelSystem(revision, trace.Scope), RuleBook.All);

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

    private static ulong[] Final(Judge judge)
    {
        var state = new ulong[judge.StateWords];
        judge.Save(state);
        return state;
    }
}
