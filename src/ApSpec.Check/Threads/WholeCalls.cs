using System.Collections.Immutable;
using ApSpec.Rules;
using ApSpec.Vocabulary;

namespace ApSpec.Check.Threads;

/// <summary>
/// What the calls of several threads do when each ends before another begins, in every order that keeps the order of each thread's own. A violation
/// that some order shows needs no second thread. Where they lead to says what is right after calls that overlap.
/// </summary>
internal sealed class WholeCalls
{
    private readonly Judge judge;
    private readonly IThreadedSystem system;
    private readonly IReplayedSystem? replayed;
    private readonly List<Operation> path = [];
    private readonly ImmutableArray<ImmutableArray<Operation>> calls;
    private readonly ulong[] start;
    private readonly ulong[] ledger;
    private readonly HashSet<string> seen = new(StringComparer.Ordinal);
    private readonly int[] made;
    private readonly HashSet<(string Rule, string Sign)> violations = [];
    private readonly HashSet<(string Core, Lifecycles Ends)> ends = [];

    /// <summary>Makes the calls in every order, from the state in which <paramref name="judge"/> is; it is in that state again afterwards.</summary>
    public WholeCalls(Judge judge, IThreadedSystem system, ImmutableArray<ImmutableArray<Operation>> calls)
    {
        this.judge = judge;
        this.system = system;
        this.calls = calls;
        replayed = system as IReplayedSystem;
        start = new ulong[judge.StateWords];
        made = new int[calls.Length];
        ledger = new ulong[system.Layout.Words];
        judge.Save(start);
        replayed?.Mark();
        Go(null);
        Back(start);
    }

    /// <summary>True when some order comes to its end.</summary>
    public bool HasEnds => ends.Count > 0;

    /// <summary>The rules that some order violates.</summary>
    public IEnumerable<string> Rules => violations.Select(violation => violation.Rule).Distinct().Order(StringComparer.Ordinal);

    /// <summary>
    /// True when some order shows it. Of a state, and of the order of locks, any violation of the rule counts: what differs is by which call.
    /// </summary>
    public bool Shows(Rule rule, in Evidence evidence) => rule.When == JudgedWhen.EachEffect && rule.Reads != StepParts.Edges
        ? violations.Contains((rule.Id, ThreadViolation.SignOf(rule, evidence)))
        : Rules.Contains(rule.Id);

    /// <summary>The lifecycle states that an order of whole calls leads to with the devices and descriptors as they are now.</summary>
    public ImmutableArray<Lifecycles> EndsLike(in Observation now)
    {
        var core = CoreOf(now);
        var like = ends.Where(end => end.Core == core).Select(end => end.Ends).ToImmutableArray();
        return like.IsEmpty ? [.. ends.Select(end => end.Ends).Distinct()] : like;
    }

    private void Go(Operation? last)
    {
        var isMade = false;
        var here = new ulong[judge.StateWords];
        judge.Save(here);
        if (!seen.Add($"{string.Join(' ', made)}:{string.Join(' ', here)}:{replayed?.Hash}"))
            return;
        for (var thread = 0; thread < calls.Length; thread++)
        {
            if (made[thread] == calls[thread].Length)
                continue;
            var call = calls[thread][made[thread]];
            Back(here);
            NoteSteps(call);
            Back(here);
            var violated = judge.Apply(call, RuleBits.None, out var result);
            if (result.Outcome == Outcome.NotPossible)
                continue;
            isMade = true;
            Note(violated);
            if (judge.IsEnded)
                continue;
            made[thread]++;
            path.Add(call);
            Go(call);
            path.RemoveAt(path.Count - 1);
            made[thread]--;
        }

        if (isMade || last is not { } quiet)
            return;
        Back(here);
        Note(judge.JudgeQuiet(quiet, judge.Lifecycles));
        ends.Add((CoreOf(judge.System.Observe()), judge.Lifecycles));
    }

    // A state is its words, or what the calls that led to it leave.
    private void Back(ReadOnlySpan<ulong> here)
    {
        if (replayed is null)
        {
            judge.Restore(here);
            return;
        }

        replayed.Return();
        foreach (var call in path)
            replayed.Apply(call);
        judge.Resume(here);
    }

    // Step by step, as beside other threads: several steps of a call may violate one rule.
    private void NoteSteps(in Operation call)
    {
        var alone = system.Threads([[call]]);
        while (true)
        {
            system.Observe().Words.CopyTo(ledger);
            if (!alone.Step(0))
                return;
            Note(JudgedStep.Of(judge, alone, 0, call, ledger));
            if (alone.IsDead(0) || system.CapHit is not null)
                return;
        }
    }

    private void Note(RuleBits violated)
    {
        foreach (var rule in violated)
            violations.Add((judge.Rules[rule].Id, ThreadViolation.SignOf(judge.Rules[rule], judge.EvidenceOf(rule))));
    }

    // What the VFIO core and KVM know.
    private static string CoreOf(in Observation ledger)
    {
        var text = new System.Text.StringBuilder();
        for (byte m = 0; m < ledger.Layout.Mdevs.Length; m++)
            text.Append($"{ledger.LifeOf(new MdevId(m))} {ledger.OpensOf(new MdevId(m))} {ledger.GroupKvmOf(new MdevId(m))};");
        for (byte k = 0; k < ledger.Layout.Kvms.Length; k++)
            text.Append($"{ledger[ledger.Layout.Kvms[k].Life]};");
        return text.ToString();
    }
}
