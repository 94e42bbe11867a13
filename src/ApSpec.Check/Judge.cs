using System.Collections.Immutable;
using ApSpec.Lifecycle;
using ApSpec.Rules;
using ApSpec.Vocabulary;

namespace ApSpec.Check;

/// <summary>
/// Runs a system step by step and judges each step by the rules. A trace ends at the first call that dies or is stuck; nothing after it is
/// judged.
/// </summary>
public sealed class Judge
{
    private readonly RuleSet ruleSet;
    private readonly LifecycleTracker tracker;
    private readonly TouchMap touchMap;
    private readonly ulong[] before;
    private readonly Evidence[] evidence;
    private readonly RuleBits all;
    private Lifecycles lifecycles;

    /// <summary>Judges <paramref name="system"/> by the <paramref name="rules"/> that its scope has the features for.</summary>
    public Judge(ISystem system, IEnumerable<Rule> rules)
    {
        System = system;
        ruleSet = new RuleSet(system.Layout, rules);
        tracker = new LifecycleTracker(system.Layout.Lifecycle, system.Scope);
        touchMap = new TouchMap(system);
        before = new ulong[system.Layout.Words];
        evidence = new Evidence[Rules.Length];
        all = RuleBits.First(Rules.Length);
        Reset();
    }

    /// <summary>What is judged.</summary>
    public ISystem System { get; }

    /// <summary>The rules; <see cref="Apply"/> returns a bit for each, in this order.</summary>
    public ImmutableArray<Rule> Rules => ruleSet.Rules;

    /// <summary>The lifecycle state of each mdev, from operations and results alone.</summary>
    public Lifecycles Lifecycles => lifecycles;

    /// <summary>Rules with a premise that held at some step since the judge was built.</summary>
    public RuleBits Witnessed { get; private set; }

    /// <summary>The lifecycle's transitions taken since the judge was built, as <see cref="LifecycleTracker.Taken"/>.</summary>
    public ulong Taken => tracker.Taken;

    /// <summary>True when the trace ended: a call died or is stuck, or a counter passed its cap.</summary>
    public bool IsEnded { get; private set; }

    /// <summary>Words of a snapshot of system and judge.</summary>
    public int StateWords => System.StateWords + 1;

    /// <summary>System and lifecycle back to their initial state.</summary>
    public void Reset()
    {
        System.Reset();
        lifecycles = default;
        IsEnded = false;
        System.Observe().Words.CopyTo(before);
    }

    /// <summary>Takes a snapshot.</summary>
    public void Save(Span<ulong> state)
    {
        System.Save(state);
        state[^1] = lifecycles.Bits;
    }

    /// <summary>Restores a snapshot.</summary>
    public void Restore(ReadOnlySpan<ulong> state)
    {
        System.Restore(state[..^1]);
        Resume(state);
    }

    /// <summary>Restores a snapshot when the system is already in its state.</summary>
    public void Resume(ReadOnlySpan<ulong> state)
    {
        lifecycles = new Lifecycles(state[^1]);
        IsEnded = false;
        state[..before.Length].CopyTo(before);
    }

    /// <summary>Does one operation and returns the rules it violates, without those in <paramref name="ignore"/>.</summary>
    public RuleBits Apply(in Operation operation, RuleBits ignore, out StepResult result)
    {
        result = System.Apply(operation);
        if (result.Outcome == Outcome.NotPossible)
            return RuleBits.None;
        if (System.CapHit is not null)
        {
            IsEnded = true;
            return RuleBits.None;
        }

        IsEnded = result.Outcome is Outcome.Died or Outcome.Stuck;
        var after = System.Observe();
        var old = lifecycles;
        var was = new Observation(System.Layout, before);
        var isPermitted = tracker.Advance(ref lifecycles, operation, result, was, after);
        if (Rules.IsEmpty)
        {
            after.Words.CopyTo(before);
            return RuleBits.None;
        }

        var step = new Step
        {
            Operation = operation,
            Result = result,
            Before = was,
            After = after,
            LifecyclesBefore = old,
            LifecyclesAfter = lifecycles,
            IsPermitted = isPermitted,
            Faults = System.Faults,
            Edges = System.Edges,
            Moments = System.Moments,
            Touched = touchMap.Compare(before, after.Words, System.ChangedWords, old != lifecycles),
        };
        var violated = JudgeStep(step, ignore);
        foreach (var word in step.Touched.Words)
            before[word] = after.Words[word];
        return violated;
    }

    /// <summary>
    /// The rules on faults, lock edges and moments that one effect of a call broke; the last violated rule's evidence is kept.
    /// </summary>
    /// <param name="call">The operation whose call it is.</param>
    /// <param name="outcome">How the call has ended, <see cref="Outcome.Returned"/> if it has not.</param>
    /// <param name="ledger">The ledger before the effect.</param>
    public RuleBits JudgeEffect(in Operation call, Outcome outcome, ReadOnlySpan<ulong> ledger)
    {
        if (outcome == Outcome.Returned && System.Faults.IsEmpty && System.Edges.IsEmpty && System.Moments.IsEmpty)
            return RuleBits.None;
        var step = StepOf(call, new StepResult(outcome, Errno.Ok, default, false, null), ledger, lifecycles);
        return JudgeAmong(step, ruleSet.Concerned(step) & (outcome == Outcome.Stuck ? ~ruleSet.OfStates : ruleSet.JudgedAtDeath));
    }

    /// <summary>
    /// The rules on states that do not hold now that no call is under way. What changed, and by which call, is left out of account.
    /// </summary>
    /// <param name="last">The operation that returned last.</param>
    /// <param name="ends">The lifecycle states that the calls lead to.</param>
    public RuleBits JudgeQuiet(in Operation last, Lifecycles ends) =>
        JudgeAmong(StepOf(last, StepResult.Ok, System.Observe().Words, ends), ruleSet.OfStates);

    /// <summary>The evidence of a rule's last violation.</summary>
    public Evidence EvidenceOf(int rule) => evidence[rule];

    private Step StepOf(in Operation operation, in StepResult result, ReadOnlySpan<ulong> ledger, Lifecycles ends)
    {
        var after = System.Observe();
        return new Step
        {
            Operation = operation,
            Result = result,
            Before = new Observation(System.Layout, ledger),
            After = after,
            LifecyclesBefore = ends,
            LifecyclesAfter = ends,
            IsPermitted = true,
            Faults = System.Faults,
            Edges = System.Edges,
            Moments = System.Moments,
            Touched = touchMap.All,
        };
    }

    private RuleBits JudgeAmong(in Step step, RuleBits among)
    {
        var violated = RuleBits.None;
        foreach (var i in among)
        {
            var found = Evidence.None;
            if (ruleSet.Rules[i].Predicate(step, ref found))
                continue;
            evidence[i] = found;
            violated |= RuleBits.At(i);
        }

        return violated;
    }

    // Only rules that the step can break are judged. A premise is tested only until it has held once.
    private RuleBits JudgeStep(in Step step, RuleBits ignore)
    {
        var rules = ruleSet.Rules.AsSpan();
        foreach (var i in ~Witnessed & all)
        {
            if (rules[i].Premise(step))
                Witnessed |= RuleBits.At(i);
        }

        // A call that died leaves the state half changed: only rules on what it did until then are judged.
        return JudgeAmong(step, ruleSet.Concerned(step) & (step.Result.Outcome == Outcome.Died ? ruleSet.JudgedAtDeath : all) & ~ignore);
    }
}
