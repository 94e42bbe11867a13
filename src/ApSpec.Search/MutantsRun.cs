using System.Numerics;
using ApSpec.Check;
using ApSpec.Vocabulary;

namespace ApSpec.Search;

/// <summary>Runs traces on one system: the rules they violate, and a hash of everything observable.</summary>
internal sealed class MutantsRun(Judge judge)
{
    private readonly List<MutantsViolation> violations = [];

    public Judge Judge => judge;

    public List<MutantsViolation> Violations => violations;

    /// <summary>The hash of everything observable at all steps so far.</summary>
    public ulong Print { get; private set; }

    /// <summary>True when the trace can go on.</summary>
    public bool IsGoingOn => !judge.IsEnded;

    public void Begin()
    {
        judge.Reset();
        violations.Clear();
        Print = 0;
    }

    /// <summary>Starts the hash anew: what follows is compared without what came before.</summary>
    public void Forget()
    {
        violations.Clear();
        Print = 0;
    }

    /// <summary>Does an operation; false when it passed a counter's cap, so that it has no verdict.</summary>
    public bool Apply(in Operation operation, int step, out StepResult result)
    {
        var violated = judge.Apply(operation, 0, out result);
        if (!Look(result))
            return false;
        foreach (var rule in violated)
            violations.Add(new MutantsViolation(step, rule, Trigger.Of(operation, result)));
        return true;
    }

    /// <summary>Does an operation without judging it; false when it passed a counter's cap.</summary>
    public bool ApplyUnjudged(in Operation operation) => Look(judge.System.Apply(operation));

    private bool Look(in StepResult result)
    {
        var system = judge.System;
        if (system.CapHit is not null)
            return false;
        Mix(((ulong)result.Outcome << 32) + ((ulong)result.Errno << 9) + ((ulong)result.ResponseCode << 1) + (result.IsInstruction ? 1UL : 0));
        if (result.Outcome == Outcome.NotPossible)
            return true;
        foreach (var word in system.Observe().Words)
            Mix(word);
        foreach (var fault in system.Faults)
            Mix((ulong)fault.Kind + 1);
        var edges = 0UL;
        foreach (var edge in system.Edges)
            edges += ((ulong)edge.From.Class * 16) + (ulong)edge.To.Class + 1;
        Mix(edges);
        return true;
    }

    private void Mix(ulong word)
    {
        Print = (BitOperations.RotateLeft(Print, 29) ^ word) * 0xbf58476d1ce4e5b9UL;
        Print ^= Print >> 31;
    }
}
